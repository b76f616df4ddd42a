#include "virtual_time.h"

#include <algorithm>

namespace parley::simulation {

bool VirtualTime::later(const Entry& one, const Entry& other) {
  return one.moment != other.moment ? one.moment > other.moment : one.number > other.number;
}

void VirtualTime::at(Time moment, const Source& /*source*/, Task task) {
  if (free_places_.empty()) {
    free_places_.push_back(static_cast<std::uint32_t>(tasks_.size()));
    tasks_.emplace_back();
  }
  const std::uint32_t place = free_places_.back();
  free_places_.pop_back();
  tasks_[place] = std::move(task);
  heap_.push_back({std::max(moment, now()), ++count_, place});
  std::push_heap(heap_.begin(), heap_.end(), later);
}

void VirtualTime::run_until(Time end) {
  while (!heap_.empty() && heap_.front().moment <= end) {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    const Entry entry = heap_.back();
    heap_.pop_back();
    // Moved out: the task may add others.
    const Task task = std::move(tasks_[entry.place]);
    free_places_.push_back(entry.place);
    set_now(entry.moment);
    task();
  }
  set_now(end);
}

}  // namespace parley::simulation
