#pragma once

#include <chrono>
#include <cstdint>
#include <mutex>

#include "parley/limits/block_accounts.h"
#include "parley/limits/client_address.h"

namespace parley::limits {

/// Slows down addresses that keep failing: after limits::failures_per_minute failures an address is
/// turned away until the minute is over, and so is an IPv6 block after some times as many. Many
/// threads may use it at the same time.
class FailureThrottle {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// An attempt begins. It counts as a failure until succeeded() says otherwise, so that several at
  /// the same time cannot all be the last one. False if there were too many failures.
  [[nodiscard]] bool begin(const IpAddress& client, Time now);
  /// The attempt that began then was no failure.
  void succeeded(const IpAddress& client, Time began);

  /// How many blocks are remembered.
  [[nodiscard]] std::size_t size() const;

 private:
  struct Failures {
    Time since;
    std::size_t count = 0;
  };

  mutable std::mutex mutex_;
  BlockAccounts<Failures> accounts_{limits::blocks_with_failures};
};

}  // namespace parley::limits
