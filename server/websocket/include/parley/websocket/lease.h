// Until when this server has its rooms, where several share them. One thread sets it, and each event
// loop looks at it before it serves.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace parley::websocket {

class Lease {
 public:
  using Clock = std::chrono::steady_clock;

  /// A term begins: the rooms of those before are lost. Nobody is served until extend().
  void begin(std::uint64_t term) {
    until_ = 0;
    term_ = term;
  }
  void extend(Clock::time_point until) { until_ = until.time_since_epoch().count(); }
  void end() { until_ = 0; }

  /// What a loop knows of it.
  struct State {
    std::uint64_t term = 0;
    Clock::time_point until{};
  };
  /// `until` is never that of a later term than `term`: it is read first.
  [[nodiscard]] State state() const {
    const Clock::time_point until{Clock::duration(until_.load())};
    return {term_.load(), until};
  }
  [[nodiscard]] bool holds() const { return Clock::now() < state().until; }

 private:
  std::atomic<std::uint64_t> term_ = 0;
  std::atomic<Clock::rep> until_ = 0;
};

}  // namespace parley::websocket
