#include "parley/websocket/handshake.h"

#include <utility>

#include "parley/base/text.h"
#include "parley/http/digest.h"

namespace parley::websocket {
namespace {

// RFC 6455 section 4.1: 16 bytes in base64, which is 22 characters and two of padding.
bool is_key(std::string_view key) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return key.size() == 24 && key.ends_with("==") &&
         key.substr(0, 22).find_first_not_of(alphabet) == std::string_view::npos;
}

std::string switching_protocols(std::string_view key, bool parley1) {
  std::string response =
      "HTTP/1.1 101 Switching Protocols\r\n"
      "Upgrade: websocket\r\n"
      "Connection: Upgrade\r\n"
      "Sec-WebSocket-Accept: ";
  response += http::websocket_accept(key);
  response += "\r\n";
  if (parley1) {
    response.append("Sec-WebSocket-Protocol: ").append(protocol::subprotocol).append("\r\n");
  }
  return response + "\r\n";
}

}  // namespace

UpgradeResult answer_upgrade(const UpgradeRequest& request, const http::OriginPolicy& policy) {
  if (request.method != "GET" || request.http_version != "1.1") {
    return UpgradeRefused{400, "A WebSocket opens with GET and HTTP/1.1."};
  }
  // RFC 9112 section 3.2: one Host, which a list is not.
  if (request.origin.host.empty() || request.origin.host.find(',') != std::string_view::npos) {
    return UpgradeRefused{400, "Expected the header Host, once."};
  }
  if (!base::list_contains(request.upgrade, "websocket") ||
      !base::list_contains(request.connection, "upgrade")) {
    return UpgradeRefused{400, "Expected the headers Upgrade: websocket and Connection: Upgrade."};
  }
  if (request.version != "13") {
    return UpgradeRefused{426, "Expected Sec-WebSocket-Version: 13."};
  }
  if (!is_key(request.key)) {
    return UpgradeRefused{400, "Sec-WebSocket-Key is not 16 bytes in base64."};
  }
  if (auto reason = http::why_refused(request.origin, policy)) {
    return UpgradeRefused{403, std::move(*reason)};
  }
  const bool parley1 = base::list_contains(request.protocols, protocol::subprotocol);
  return UpgradeAccepted{parley1 ? hub::Mode::Parley1 : hub::Mode::Legacy,
                         switching_protocols(request.key, parley1)};
}

}  // namespace parley::websocket
