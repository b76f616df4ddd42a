// How much memory all clients together may take up: what waits to be sent to them, and what of
// their messages has arrived but is not complete. Each client has limits of its own, but many
// clients that use theirs up would take more than a machine has.
#pragma once

#include <cstddef>
#include <vector>

#include "parley/base/counter.h"
#include "parley/hub/delivery.h"

namespace parley::websocket {

/// What one connection takes up.
struct Buffered {
  hub::ConnectionId id = 0;
  std::size_t bytes = 0;
};

/// The connections to close so that `excess` bytes become free: those that take up most, and no
/// more of them than it takes.
std::vector<hub::ConnectionId> largest(std::vector<Buffered> all, std::size_t excess);

/// What the connections of each event loop take up. Each loop writes its own number, and reads the
/// others'.
class BufferBudget {
 public:
  BufferBudget(std::size_t limit, std::size_t loops) : limit_(limit), loops_(loops) {}

  /// To be called by the loop's own thread.
  void set(std::size_t loop, std::size_t bytes) { loops_[loop].set(bytes); }

  /// How many bytes that loop has to free; mostly 0. If all loops together exceed the limit, at
  /// least one of them takes up more than its share, and has to go below it, or to where the limit
  /// is kept with something to spare.
  [[nodiscard]] std::size_t excess(std::size_t loop) const;
  /// Whether that loop may have to free something although nothing happens in it.
  [[nodiscard]] bool above_share(std::size_t loop) const {
    return loops_[loop].value() > limit_ / loops_.size();
  }

 private:
  std::size_t limit_;
  std::vector<base::Gauge> loops_;
};

}  // namespace parley::websocket
