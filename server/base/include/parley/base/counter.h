// Numbers that one thread counts and any thread reads, without a lock, and without the cost of an
// atomic addition for each message.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace parley::base {

/// Only grows.
class Counter {
 public:
  void add(std::uint64_t amount = 1) {
    value_.store(value_.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
  }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

/// A current value.
class Gauge {
 public:
  void set(std::uint64_t value) { value_.store(value, std::memory_order_relaxed); }
  void raise_to(std::uint64_t value) { set(std::max(value, this->value())); }
  [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

/// How many milliseconds things took.
class Histogram {
 public:
  /// The upper bounds of all buckets but the last, which has none.
  static constexpr std::array<std::uint32_t, 12> bounds = {5,   10,   20,   50,   100,    200,
                                                           500, 1000, 2000, 5000, 10'000, 30'000};

  void observe(std::uint64_t milliseconds) {
    const auto bound = std::lower_bound(bounds.begin(), bounds.end(), milliseconds);
    buckets_[static_cast<std::size_t>(bound - bounds.begin())].add();
    sum_.add(milliseconds);
  }
  [[nodiscard]] std::uint64_t bucket(std::size_t index) const { return buckets_[index].value(); }
  [[nodiscard]] std::uint64_t sum() const { return sum_.value(); }

 private:
  std::array<Counter, bounds.size() + 1> buckets_;
  Counter sum_;
};

}  // namespace parley::base
