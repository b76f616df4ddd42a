// The opening handshake of a WebSocket, server's side (RFC 6455 section 4.2), without the socket.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "parley/hub/hub.h"
#include "parley/transport/origin.h"

namespace parley::transport {

/// The parts of an HTTP request that matter. Values are empty where the client sent none.
struct UpgradeRequest {
  std::string_view method;
  std::string_view http_version;  ///< "1.1"
  std::string_view upgrade;
  std::string_view connection;
  std::string_view version;    ///< Sec-WebSocket-Version
  std::string_view key;        ///< Sec-WebSocket-Key
  std::string_view protocols;  ///< Sec-WebSocket-Protocol, all lines of it joined by commas
  RequestOrigin origin;
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

UpgradeResult answer_upgrade(const UpgradeRequest& request, const OriginPolicy& policy);

}  // namespace parley::transport
