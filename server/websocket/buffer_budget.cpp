#include "parley/websocket/buffer_budget.h"

#include <algorithm>

namespace parley::websocket {
namespace {

// What is kept free once something had to be freed, so that the next byte does not cost another
// search.
constexpr std::size_t spare_divisor = 8;

std::size_t above(std::size_t bytes, std::size_t limit) {
  const std::size_t target = limit - limit / spare_divisor;
  return bytes > target ? bytes - target : 0;
}

}  // namespace

std::vector<hub::ConnectionId> largest(std::vector<Buffered> all, std::size_t excess) {
  std::sort(all.begin(), all.end(),
            [](const Buffered& one, const Buffered& other) { return one.bytes > other.bytes; });
  std::vector<hub::ConnectionId> ids;
  std::size_t freed = 0;
  for (const Buffered& buffered : all) {
    if (freed >= excess || buffered.bytes == 0) break;
    freed += buffered.bytes;
    ids.push_back(buffered.id);
  }
  return ids;
}

std::size_t BufferBudget::excess(std::size_t loop) const {
  if (!above_share(loop)) return 0;
  std::size_t total = 0;
  for (const base::Gauge& one : loops_) total += one.value();
  if (total <= limit_) return 0;
  return std::min(above(total, limit_), above(loops_[loop].value(), limit_ / loops_.size()));
}

}  // namespace parley::websocket
