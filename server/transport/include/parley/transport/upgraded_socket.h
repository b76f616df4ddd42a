// A connection on its way from the HTTP server to an event loop.
#pragma once

#include <optional>
#include <string>

#include "parley/hub/hub.h"
#include "parley/protocol/error.h"
#include "parley/transport/connection_limiter.h"
#include "parley/transport/unique_fd.h"

namespace parley::transport {

struct UpgradedSocket {
  UniqueFd socket;
  ConnectionLimiter::Slot slot;
  std::string room_name;  ///< decoded and checked; empty where the connection is refused
  hub::Mode mode = hub::Mode::Legacy;
  /// The response that makes the connection a WebSocket. The event loop sends it, so that nobody
  /// waits for a client that does not read.
  std::string response;
  /// Why the connection is to be closed at once, if it is: only over a WebSocket can a page learn
  /// the reason, as browsers tell nothing about a handshake that failed.
  std::optional<protocol::Error> refusal;
};

}  // namespace parley::transport
