// The server's side of a WebSocket's opening handshake (RFC 6455 section 4.2), without the socket.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "parley/http/origin.h"
#include "parley/hub/hub.h"

namespace parley::websocket {

/// The relevant parts of an HTTP request. Values that the client did not send are empty.
struct UpgradeRequest {
  std::string_view method;
  std::string_view http_version;  ///< "1.1"
  std::string_view upgrade;
  std::string_view connection;
  std::string_view version;    ///< Sec-WebSocket-Version
  std::string_view key;        ///< Sec-WebSocket-Key
  std::string_view protocols;  ///< Sec-WebSocket-Protocol, all lines joined by commas
  http::RequestOrigin origin;
};

struct UpgradeAccepted {
  hub::Mode mode = hub::Mode::Legacy;
  /// The whole 101 response.
  std::string response;
};

struct UpgradeRefused {
  int status = 400;
  std::string reason;  ///< a sentence for the developer or operator
};

using UpgradeResult = std::variant<UpgradeAccepted, UpgradeRefused>;

UpgradeResult answer_upgrade(const UpgradeRequest& request, const http::OriginPolicy& policy);

}  // namespace parley::websocket
