#include "parley/core/reconnect_policy.h"

#include <algorithm>
#include <array>

#include "parley/core/limits.h"

namespace parley::core {

Time ReconnectPolicy::opening_timeout(Goal goal) const {
  if (goal == Goal::Preview || !is_hasty()) return limits::reconnect_timeout;
  return std::clamp(4 * opening_time_, limits::shortest_opening, limits::reconnect_timeout);
}

bool ReconnectPolicy::is_hasty() const {
  return unanswered_ < limits::hasty_openings &&
         unanswered_ % limits::openings_per_patient_one != limits::openings_per_patient_one - 1;
}

void ReconnectPolicy::opened(Time took) {
  opening_time_ = took;
  unanswered_ = 0;
}

Time ReconnectPolicy::next_delay(Goal goal) {
  using namespace std::chrono_literals;
  using Delays = std::array<Time, 6>;
  static constexpr Delays for_room = {0ms, 300ms, 1200ms, 2700ms, 4800ms, 7000ms};
  static constexpr Delays for_preview = {1s, 2s, 5s, 15s, 30s, 60s};
  const Delays& delays = goal == Goal::Room ? for_room : for_preview;
  const Time delay = delays[std::min<std::size_t>(attempts_, delays.size() - 1)];
  ++attempts_;
  if (delay == Time(0)) return delay;
  const auto most_jitter = static_cast<std::uint32_t>(limits::reconnect_jitter.count());
  return delay + Time(next_random() % most_jitter);
}

void ReconnectPolicy::start_over() {
  attempts_ = 0;
  unanswered_ = 0;
}

// xorshift32 (Marsaglia): jitter needs no better.
std::uint32_t ReconnectPolicy::next_random() {
  random_state_ ^= random_state_ << 13U;
  random_state_ ^= random_state_ >> 17U;
  random_state_ ^= random_state_ << 5U;
  return random_state_;
}

}  // namespace parley::core
