// A connection on its way from the HTTP server to an event loop.
#pragma once

#include <optional>
#include <string>

#include "parley/base/unique_fd.h"
#include "parley/hub/hub.h"
#include "parley/limits/connection_limiter.h"
#include "parley/protocol/error.h"

namespace parley::websocket {

struct UpgradedSocket {
  base::UniqueFd socket;
  limits::ConnectionLimiter::Slot slot;
  std::string room_name;  ///< decoded and checked; empty if the connection is refused
  hub::Mode mode = hub::Mode::Legacy;
  /// The response that turns the connection into a WebSocket. The event loop sends it, so that no
  /// thread waits for a client that does not read.
  std::string response;
  /// Why the connection has to be closed at once, if it has to. A page can only learn the reason
  /// over a WebSocket, because browsers tell it nothing about a handshake that failed.
  std::optional<protocol::Error> refusal;
};

}  // namespace parley::websocket
