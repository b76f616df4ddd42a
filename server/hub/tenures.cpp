#include "tenures.h"

#include <algorithm>

#include "parley/hub/limits.h"

namespace parley::hub {

void Tenures::begin(const std::string& room_name, const Tenure& tenure, Instant now) {
  Held& held = held_[room_name];
  if (held.tenure.run != tenure.run) held = {tenure, now};
  ++held.clients;
  to_check_.push_back(room_name);
}

std::string_view Tenures::held_as(const std::string& room_name) const {
  const Held* held = find(room_name);
  return held == nullptr ? std::string_view() : held->tenure.run;
}

void Tenures::connected(const std::string& room_name) {
  const auto found = held_.find(room_name);
  if (found != held_.end()) ++found->second.connections;
}

void Tenures::disconnected(const std::string& room_name) {
  const auto found = held_.find(room_name);
  if (found == held_.end() || found->second.connections == 0) return;
  if (--found->second.connections == 0) to_check_.push_back(room_name);
}

void Tenures::check(const std::string& room_name) {
  if (landlord_ != nullptr) to_check_.push_back(room_name);
}

const Tenures::Held* Tenures::find(const std::string& room_name) const {
  const auto found = held_.find(room_name);
  return found == held_.end() ? nullptr : &found->second;
}

const std::string& Tenures::run_of(const std::string& room_name) const {
  const Held* held = find(room_name);
  return held == nullptr ? run_ : held->tenure.run;
}

bool Tenures::believes(const std::string& room_name, const std::string& run) const {
  if (landlord_ == nullptr) return true;
  const Held* held = find(room_name);
  if (held == nullptr) return false;
  const auto& earlier = held->tenure.earlier;
  return std::find(earlier.begin(), earlier.end(), run) != earlier.end();
}

Tenures::Instant Tenures::restore_from(const std::string& room_name) const {
  const Held* held = find(room_name);
  return held == nullptr ? Instant{} : held->since;
}

Tenures::Instant Tenures::restore_until(const std::string& room_name) const {
  if (landlord_ == nullptr) return restore_window;
  const Held* held = find(room_name);
  if (held == nullptr) return {};
  return held->tenure.earlier.empty() ? held->since : held->since + restore_window;
}

}  // namespace parley::hub
