#include "delivery_watch.h"

#include "parley/hub/limits.h"

namespace parley::simulation {
namespace {

constexpr Time window{1000};

// The server writes the field first, or sorts the fields; inner objects have none with that name.
std::string sender_of(std::string_view text) {
  constexpr std::string_view field = "\"from\":\"";
  const std::size_t found = text.find(field);
  if (found == std::string_view::npos) return {};
  const std::size_t start = found + field.size();
  return std::string(text.substr(start, text.find('"', start) - start));
}

}  // namespace

std::string DeliveryWatch::handed_on(hub::ConnectionId to, std::string_view text, Time now) {
  const base::Rate allowed = hub::RelayLimits{}.messages_to_one;
  const std::string sender = sender_of(text);
  std::deque<Time>& moments = recent_[{to, sender}];
  moments.push_back(now);
  while (moments.front() + window < now) moments.pop_front();
  if (static_cast<double>(moments.size()) <= allowed.burst + allowed.per_second) return {};
  return "hands on more than " + std::to_string(moments.size() - 1) + " messages of " + sender +
         " to one participant within a second";
}

void DeliveryWatch::closed(hub::ConnectionId to) {
  recent_.erase(recent_.lower_bound({to, {}}), recent_.lower_bound({to + 1, {}}));
}

}  // namespace parley::simulation
