#pragma once

#include <cstdint>
#include <memory>

#include "parley/base/token_bucket.h"
#include "parley/base/unique_fd.h"
#include "parley/hub/delivery.h"
#include "parley/limits/connection_limiter.h"
#include "parley/websocket/frame_reader.h"
#include "parley/websocket/liveness.h"
#include "parley/websocket/outbox.h"

namespace parley::websocket {

/// One WebSocket of an event loop, about 200 bytes while it is idle.
struct Connection {
  enum class State : std::uint8_t {
    Open,     ///< the hub knows it
    Closing,  ///< the close frame is queued; what the client still sends is discarded
    Lost,     ///< to be destroyed at the end of the turn
  };

  explicit Connection(const base::TokenBucket& budget) : messages(budget) {}

  hub::ConnectionId id = 0;
  base::UniqueFd socket;
  limits::ConnectionLimiter::Slot slot;
  Outbox outbox;
  Liveness::Handle liveness;
  /// Only exists while something is half read.
  std::unique_ptr<FrameReader> reader;
  /// Since when the current message has been half read.
  hub::Instant half_read_since{};
  base::TokenBucket messages;  ///< what it may still send
  std::size_t buffered = 0;    ///< the memory of outbox and reader, as of the last count
  State state = State::Open;
  bool dirty = false;              ///< the outbox is to be flushed at the end of the turn
  bool awaits_write = false;       ///< epoll tells when the socket takes more
  bool half_read_watched = false;  ///< its deadline is in the loop's list
  bool half_closed = false;        ///< the sending side of the socket is shut
  bool roomless = false;  ///< the server has no rooms yet; it is closed when it says anything
  bool welcomed = false;  ///< it is in its room, so nothing it sends is a guess
};

/// How many joins of its address it costs a client that the hub closes it; 0 if it had come in, or
/// was not refused.
[[nodiscard]] double joins_for(const hub::Delivery& delivery);

}  // namespace parley::websocket
