// The opening handshake of a WebSocket, server's side (RFC 6455 section 4.2), without the socket.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "parley/hub/hub.h"

namespace parley::transport {

/// The parts of an HTTP request that matter. Values are empty where the client sent none.
struct UpgradeRequest {
  std::string_view method;
  std::string_view http_version;  ///< "1.1"
  std::string_view host;
  std::string_view upgrade;
  std::string_view connection;
  std::string_view version;    ///< Sec-WebSocket-Version
  std::string_view key;        ///< Sec-WebSocket-Key
  std::string_view protocols;  ///< Sec-WebSocket-Protocol, all lines of it joined by commas
  std::string_view origin;
};

struct UpgradeAccepted {
  hub::Mode mode = hub::Mode::Seed;
  /// The whole 101 response.
  std::string response;
};

struct UpgradeRefused {
  int status = 400;
  std::string reason;  ///< a sentence for the developer or operator
};

using UpgradeResult = std::variant<UpgradeAccepted, UpgradeRefused>;

/// Accepts pages of this server itself and of `allowed_origins` ("https://meet.example.org"), and
/// clients that are no browser and send no Origin.
UpgradeResult answer_upgrade(const UpgradeRequest& request,
                             const std::vector<std::string>& allowed_origins);

/// True for the origin of a page that this host served. The scheme is not compared: behind a proxy
/// for TLS the server cannot tell.
bool is_same_origin(std::string_view origin, std::string_view host);

}  // namespace parley::transport
