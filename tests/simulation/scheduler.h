#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

namespace parley::simulation {

using Time = std::chrono::milliseconds;

/// Virtual time: tasks run in the order of their moments, and time is wherever the last one was.
class Scheduler {
 public:
  using Task = std::function<void()>;

  [[nodiscard]] Time now() const { return now_; }

  void at(Time moment, Task task) {
    tasks_.push({moment < now_ ? now_ : moment, ++count_, std::move(task)});
  }
  void after(Time delay, Task task) { at(now_ + delay, std::move(task)); }

  /// Runs everything up to and including `end`.
  void run_until(Time end) {
    while (!tasks_.empty() && tasks_.top().moment <= end) {
      // Moved out: the task may add others.
      Entry entry = std::move(const_cast<Entry&>(tasks_.top()));
      tasks_.pop();
      now_ = entry.moment;
      entry.task();
    }
    now_ = end;
  }

 private:
  struct Entry {
    Time moment;
    std::uint64_t number;  // tasks of one moment keep their order
    Task task;
    bool operator<(const Entry& other) const {
      return moment != other.moment ? moment > other.moment : number > other.number;
    }
  };

  Time now_{};
  std::uint64_t count_ = 0;
  std::priority_queue<Entry> tasks_;
};

}  // namespace parley::simulation
