// A connection on its way from the HTTP server to an event loop.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "parley/base/unique_fd.h"
#include "parley/hub/hub.h"
#include "parley/limits/connection_limiter.h"
#include "parley/protocol/error.h"

namespace parley::websocket {

/// By which tenure the server has the room that the client wants into, where several servers share
/// the rooms.
struct Ownership {
  std::uint64_t term = 0;  ///< of the lease
  hub::Tenure tenure;
};

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
  /// Nothing where all rooms are this server's.
  std::optional<Ownership> ownership = {};
};

}  // namespace parley::websocket
