#pragma once

#include <chrono>
#include <cstdint>

namespace parley::simulation {

/// A sequence of numbers that depends on its seed and nothing else (SplitMix64), the same on every
/// machine, so that a seed names a run.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  /// Nothing but zeros: every wait the shortest, every number the lowest.
  static Random none() {
    Random random(0);
    random.none_ = true;
    return random;
  }

  std::uint64_t next() {
    if (none_) return 0;
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  /// A number from 0 to `bound` - 1.
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(next() % bound); }
  bool chance(std::uint32_t percent) { return below(100) < percent; }
  std::chrono::milliseconds between(std::chrono::milliseconds low, std::chrono::milliseconds high) {
    return low +
           std::chrono::milliseconds(next() % static_cast<std::uint64_t>((high - low).count() + 1));
  }

 private:
  std::uint64_t state_;
  bool none_ = false;
};

}  // namespace parley::simulation
