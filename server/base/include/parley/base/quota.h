#pragma once

#include <atomic>
#include <cstddef>
#include <limits>

namespace parley::base {

/// A limited number of something, shared by all hubs.
class Quota {
 public:
  explicit Quota(std::size_t limit = std::numeric_limits<std::size_t>::max()) : limit_(limit) {}

  /// False if the limit is reached.
  [[nodiscard]] bool take() {
    if (taken_.fetch_add(1) < limit_) return true;
    --taken_;
    return false;
  }
  void give_back() { --taken_; }

 private:
  std::size_t limit_;
  std::atomic<std::size_t> taken_ = 0;
};

}  // namespace parley::base
