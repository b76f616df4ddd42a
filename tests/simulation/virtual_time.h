#pragma once

#include <cstddef>
#include <vector>

#include "scheduler.h"

namespace parley::simulation {

/// Tasks run in the order of their moments, and time is wherever the last one was.
class VirtualTime : public Scheduler {
 public:
  void at(Time moment, const Source& source, Task task) override;

  /// Runs everything up to and including `end`.
  void run_until(Time end);

 private:
  // A task stays in its place while the heap is sorted around it.
  struct Entry {
    Time moment;
    std::uint32_t number;  // tasks of one moment keep their order
    std::uint32_t place;
  };
  static bool later(const Entry& one, const Entry& other);

  std::uint32_t count_ = 0;
  std::vector<Entry> heap_;
  std::vector<Task> tasks_;
  std::vector<std::uint32_t> free_places_;
};

}  // namespace parley::simulation
