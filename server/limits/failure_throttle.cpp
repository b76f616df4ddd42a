#include "parley/limits/failure_throttle.h"

#include "parley/limits/limits.h"

namespace parley::limits {

using namespace std::chrono_literals;

bool FailureThrottle::allows(const IpAddress& client, Time now) const {
  const std::lock_guard lock(mutex_);
  const auto found = failures_.find(client.subscriber());
  if (found == failures_.end() || now - found->second.since >= 1min) return true;
  return found->second.count < limits::failures_per_minute;
}

void FailureThrottle::note_failure(const IpAddress& client, Time now) {
  const std::lock_guard lock(mutex_);
  // Whose minute is over need not be remembered; whoever has more addresses than this cannot be
  // slowed down by them.
  if (failures_.size() >= limits::remembered_failures) {
    std::erase_if(failures_, [now](const auto& entry) { return now - entry.second.since >= 1min; });
    if (failures_.size() >= limits::remembered_failures) failures_.clear();
  }
  Failures& failures = failures_[client.subscriber()];
  if (failures.count == 0 || now - failures.since >= 1min) failures = {now, 0};
  ++failures.count;
}

}  // namespace parley::limits
