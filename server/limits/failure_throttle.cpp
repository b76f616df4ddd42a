#include "parley/limits/failure_throttle.h"

#include "parley/limits/limits.h"

namespace parley::limits {

using namespace std::chrono_literals;

bool FailureThrottle::begin(const IpAddress& client, Time now) {
  const std::lock_guard lock(mutex_);
  const auto entries = accounts_.touch(AddressBlocks(client), [now](std::size_t /*place*/) {
    return Failures{now, 0};
  });
  for (std::size_t place = 0; place < entries.size(); ++place) {
    Failures& failures = entries[place].account;
    if (now - failures.since >= 1min) failures = {now, 0};
    if (failures.count >= limits::failures_per_minute * AddressBlocks::factor(place)) return false;
  }
  for (std::size_t place = 0; place < entries.size(); ++place) {
    Failures& failures = entries[place].account;
    if (failures.count++ == 0) failures.since = now;
  }
  return true;
}

void FailureThrottle::succeeded(const IpAddress& client, Time began) {
  const std::lock_guard lock(mutex_);
  accounts_.visit(AddressBlocks(client), [began](std::size_t /*place*/, Failures& failures) {
    // A minute that began later does not contain it.
    if (failures.since <= began && failures.count > 0) --failures.count;
  });
}

std::size_t FailureThrottle::size() const {
  const std::lock_guard lock(mutex_);
  return accounts_.size();
}

}  // namespace parley::limits
