#include "parley/limits/connection_limiter.h"

#include <algorithm>

namespace parley::limits {
namespace {

constexpr double seconds_per_minute = 60;

}  // namespace

ConnectionLimiter::ConnectionLimiter(const OperatorLimits& limits)
    : connections_(limits.connections_per_address),
      joins_{static_cast<double>(limits.joins_per_minute) / seconds_per_minute,
             static_cast<double>(limits.joins_per_minute)} {}

std::pair<ConnectionLimiter::Answer, ConnectionLimiter::Slot> ConnectionLimiter::acquire(
    const IpAddress& client, Instant time) {
  const IpAddress subscriber = client.subscriber();
  const std::lock_guard lock(mutex_);
  Entry& entry = entry_of(subscriber, time);
  if (entry.connections >= connections_ + limits::refused_connections_per_address)
    return {Answer::Rejected, Slot()};
  ++entry.connections;
  Answer answer = Answer::Allowed;
  if (entry.connections > connections_) {
    answer = Answer::TooManyConnections;
  } else if (!entry.joins.take(1, joins_, time)) {
    answer = Answer::TooManyJoins;
  }
  return {answer, Slot(*this, subscriber)};
}

std::size_t ConnectionLimiter::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

ConnectionLimiter::Entry& ConnectionLimiter::entry_of(const IpAddress& subscriber, Instant time) {
  const auto found = by_address_.find(subscriber);
  if (found != by_address_.end()) {
    entries_.splice(entries_.end(), entries_, found->second);
    return *found->second;
  }
  if (entries_.size() >= limits::remembered_addresses) forget_one();
  entries_.push_back({subscriber, 0, base::TokenBucket(joins_, time)});
  by_address_.emplace(subscriber, std::prev(entries_.end()));
  return entries_.back();
}

// The one who came longest ago and has no connection. Those who have one are bounded by the limit
// on connections.
void ConnectionLimiter::forget_one() {
  const auto oldest = std::find_if(entries_.begin(), entries_.end(),
                                   [](const Entry& entry) { return entry.connections == 0; });
  if (oldest == entries_.end()) return;
  by_address_.erase(oldest->subscriber);
  entries_.erase(oldest);
}

void ConnectionLimiter::release(const IpAddress& subscriber) {
  const std::lock_guard lock(mutex_);
  const auto found = by_address_.find(subscriber);
  if (found != by_address_.end()) --found->second->connections;
}

void ConnectionLimiter::charge(const IpAddress& subscriber, double joins, Instant time) {
  const std::lock_guard lock(mutex_);
  const auto found = by_address_.find(subscriber);
  // The first of them was taken when it came.
  if (found != by_address_.end()) found->second->joins.charge(joins - 1, joins_, time);
}

}  // namespace parley::limits
