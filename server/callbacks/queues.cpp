#include "queues.h"

#include <algorithm>
#include <utility>

namespace parley::callbacks {

void Queues::add(base::StatusCallback callback, Time now) {
  Queue& queue = rooms_[callback.room_sid];
  if (size_ == callbacks::waiting || queue.waiting.size() == waiting_per_room) {
    ++counters_.given_up;
    if (queue.waiting.empty()) rooms_.erase(callback.room_sid);
    return;
  }
  queue.waiting.push_back({std::move(callback), now});
  counters_.waiting = ++size_;
}

std::vector<const base::StatusCallback*> Queues::begin(std::size_t most, Time now) {
  std::vector<const base::StatusCallback*> begun;
  for (auto& [sid, queue] : rooms_) {
    if (begun.size() == most) break;
    if (queue.under_way || queue.not_before > now) continue;
    queue.under_way = true;
    if (queue.failures > 0) ++counters_.retries;
    begun.push_back(&queue.waiting.front().callback);
  }
  return begun;
}

bool Queues::settle(const std::string& room_sid, Outcome outcome, Time now) {
  const auto found = rooms_.find(room_sid);
  if (found == rooms_.end()) return false;
  Queue& queue = found->second;
  queue.under_way = false;
  const bool may_try_again = outcome == Outcome::Failed && queue.failures < pauses.size() &&
                             now - queue.waiting.front().since < longest_wait;
  if (may_try_again) {
    queue.not_before = now + pauses[queue.failures++];
    return false;
  }
  const bool delivered = outcome == Outcome::Delivered;
  ++(delivered ? counters_.delivered : counters_.given_up);
  drop_first(queue);
  // Those that have waited behind it for so long are of no use any more.
  while (!queue.waiting.empty() && now - queue.waiting.front().since >= longest_wait) {
    ++counters_.given_up;
    drop_first(queue);
  }
  if (queue.waiting.empty()) rooms_.erase(found);
  return !delivered;
}

void Queues::drop_first(Queue& queue) {
  queue.waiting.pop_front();
  queue.failures = 0;
  queue.not_before = {};
  counters_.waiting = --size_;
}

std::optional<Queues::Time> Queues::next() const {
  std::optional<Time> next;
  for (const auto& [sid, queue] : rooms_) {
    if (!queue.under_way && (!next || queue.not_before < *next)) next = queue.not_before;
  }
  return next;
}

}  // namespace parley::callbacks
