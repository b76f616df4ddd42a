// The callbacks that wait, room by room: which one is next, and when.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "parley/base/callback_counters.h"
#include "parley/base/status_callback.h"
#include "parley/callbacks/limits.h"

namespace parley::callbacks {

/// Used by one thread.
class Queues {
 public:
  using Time = std::chrono::steady_clock::time_point;

  enum class Outcome : std::uint8_t {
    Delivered,
    Failed,   ///< may succeed later
    Refused,  ///< will not
  };

  explicit Queues(base::CallbackCounters& counters) : counters_(counters) {}

  void add(base::StatusCallback callback, Time now);
  /// Callbacks whose time has come, not more than `most`, each the next one of its room, from now on
  /// under way. They stay where they are until settle().
  [[nodiscard]] std::vector<const base::StatusCallback*> begin(std::size_t most, Time now);
  /// What became of the one of that room that is under way. Returns whether it was given up.
  bool settle(const std::string& room_sid, Outcome outcome, Time now);

  /// When begin() may have more to tell, if anything waits for its time.
  [[nodiscard]] std::optional<Time> next() const;
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Waiting {
    base::StatusCallback callback;
    Time since;
  };
  struct Queue {
    std::deque<Waiting> waiting;
    std::size_t failures = 0;  // of the first one
    Time not_before = {};
    bool under_way = false;
  };

  void drop_first(Queue& queue);

  base::CallbackCounters& counters_;
  std::unordered_map<std::string, Queue> rooms_;
  std::size_t size_ = 0;
};

}  // namespace parley::callbacks
