#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>
#include <unordered_map>

#include "parley/limits/client_address.h"

namespace parley::limits {

/// Slows down addresses that keep failing: after limits::failures_per_minute failures an address is
/// turned away until the minute is over. Many threads may use it at the same time.
class FailureThrottle {
 public:
  using Time = std::chrono::steady_clock::time_point;

  [[nodiscard]] bool allows(const IpAddress& client, Time now) const;
  void note_failure(const IpAddress& client, Time now);

 private:
  struct Failures {
    Time since;
    std::uint32_t count = 0;
  };

  mutable std::mutex mutex_;
  std::unordered_map<IpAddress, Failures, IpAddressHash> failures_;
};

}  // namespace parley::limits
