// Until when a probe may take.
#pragma once

#include <algorithm>
#include <chrono>

namespace parley::doctor {

class Deadline {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Deadline(std::chrono::milliseconds time) : end_(Clock::now() + time) {}

  /// What is left; 0 when it is over.
  [[nodiscard]] std::chrono::milliseconds left() const {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end_ - Clock::now());
    return std::max(left, std::chrono::milliseconds(0));
  }
  /// The same for poll().
  [[nodiscard]] int left_for_poll() const { return static_cast<int>(left().count()); }
  [[nodiscard]] bool is_over() const { return left().count() == 0; }

 private:
  Clock::time_point end_;
};

}  // namespace parley::doctor
