#include "parley/serving/websocket_upgrade.h"

#include <civetweb.h>
#include <fcntl.h>
#include <sys/socket.h>

#include <cerrno>
#include <system_error>

#include "civetweb_request.h"
#include "parley/limits/limits.h"
#include "parley/names/names.h"
#include "parley/websocket/handshake.h"
#include "request_source.h"

namespace parley::serving {
namespace {

constexpr std::string_view websocket_prefix = "/ws/";

// Its address marks a connection that was handed over.
char handed_over = 0;

// The headers of a handshake. What must come once and comes twice is joined to a value that is
// refused.
class HandshakeHeaders {
 public:
  explicit HandshakeHeaders(const mg_request_info& info) : info_(info) {}

  [[nodiscard]] websocket::UpgradeRequest request(const http::RequestOrigin& origin) const {
    return {.method = info_.request_method,
            .http_version = info_.http_version,
            .upgrade = upgrade_,
            .connection = connection_,
            .version = version_,
            .key = key_,
            .protocols = protocols_,
            .origin = origin};
  }

 private:
  const mg_request_info& info_;
  std::string upgrade_ = joined_headers(info_, "Upgrade");
  std::string connection_ = joined_headers(info_, "Connection");
  std::string version_ = joined_headers(info_, "Sec-WebSocket-Version");
  std::string key_ = joined_headers(info_, "Sec-WebSocket-Key");
  std::string protocols_ = joined_headers(info_, "Sec-WebSocket-Protocol");
};

http::Response refusal(const websocket::UpgradeRefused& refused) {
  if (refused.status == 426) return http::upgrade_required(refused.reason + "\n");
  return http::text_response(refused.status, refused.reason + "\n");
}

}  // namespace

std::optional<protocol::Error> error_of(limits::ConnectionLimiter::Answer answer) {
  using Answer = limits::ConnectionLimiter::Answer;
  if (answer == Answer::TooManyJoins) {
    return protocol::Error{protocol::ErrorId::TooManyJoins,
                           "There were too many joins from this address. Try again in a minute."};
  }
  if (answer == Answer::TooManyConnections) {
    return protocol::Error{protocol::ErrorId::TooManyConnections,
                           "There are too many connections from this address."};
  }
  return {};
}

WebSocketUpgrade::WebSocketUpgrade(websocket::LoopPool& loops, limits::ConnectionLimiter& limiter,
                                   websocket::Telemetry& telemetry,
                                   WebSocketUpgradeSettings settings)
    : loops_(loops),
      limiter_(limiter),
      counters_(telemetry.http()),
      logger_(telemetry.logger()),
      settings_(std::move(settings)),
      placeholder_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (!placeholder_) throw std::system_error(errno, std::generic_category(), "socket");
}

std::optional<http::Response> WebSocketUpgrade::upgrade(mg_connection* connection) {
  const mg_request_info& info = *mg_get_request_info(connection);
  const std::string_view path = path_of(info);
  if (!path.starts_with(websocket_prefix)) {
    return http::text_response(404, "WebSockets are at /ws/ROOM.\n");
  }
  // It would be read as frames, or as a request by a proxy that does not know of the upgrade.
  if (mg_get_header(connection, "Content-Length") != nullptr ||
      mg_get_header(connection, "Transfer-Encoding") != nullptr) {
    return http::text_response(400, "A request for a WebSocket has no body.\n");
  }
  const RequestSource source(info, settings_.trusted_proxies);
  const HandshakeHeaders headers(info);
  websocket::UpgradeResult result =
      websocket::answer_upgrade(headers.request(source.origin()), settings_.origins);
  if (const auto* refused = std::get_if<websocket::UpgradeRefused>(&result)) {
    if (refused->status == 403) {
      ++counters_.foreign_origins;
      http::note_refused_origin(logger_, source.origin());
    }
    return refusal(*refused);
  }

  look_for_proxy(connection, info);
  auto [answer, slot] = limiter_.acquire(source.client());
  if (answer == limits::ConnectionLimiter::Answer::Rejected) {
    ++counters_.turned_away;
    return http::text_response(429, "There are too many connections from this address.\n");
  }
  if (!loops_.reserve()) return http::text_response(503, "The server is full or being stopped.\n");
  websocket::UpgradedSocket upgraded;
  upgraded.slot = std::move(slot);
  upgraded.refusal = error_of(answer);
  upgraded.socket = take_socket(info);
  if (!upgraded.socket) {
    loops_.cancel();
    return http::text_response(503, "The server cannot take this connection over.\n");
  }
  mg_set_user_connection_data(connection, &handed_over);

  auto& accepted = std::get<websocket::UpgradeAccepted>(result);
  upgraded.mode = accepted.mode;
  upgraded.response = std::move(accepted.response);
  name_room(upgraded, path.substr(websocket_prefix.size()));
  loops_.prepare(upgraded);
  nodes_link::NodeLink* nodes = nodes_;
  if (nodes != nullptr && !upgraded.refusal) {
    nodes->admit(std::move(upgraded), source.client());
  } else {
    loops_.admit(std::move(upgraded));
  }
  return std::nullopt;
}

// All who come through it count as one, and the operator wonders.
void WebSocketUpgrade::look_for_proxy(const mg_connection* connection,
                                      const mg_request_info& info) {
  if (reported_proxy_ || mg_get_header(connection, "X-Forwarded-For") == nullptr) return;
  const auto peer = limits::parse_ip_address(info.remote_addr);
  if (peer && limits::is_trusted(settings_.trusted_proxies, *peer)) return;
  if (reported_proxy_.exchange(true)) return;
  logger_.write(base::Logger::Level::Warning, "untrusted-proxy", {{"see", "--trusted-proxy"}});
}

void WebSocketUpgrade::name_room(websocket::UpgradedSocket& upgraded,
                                 std::string_view segment) const {
  auto name = names::room_name_in(segment);
  if (!name) {
    upgraded.refusal = name.error();
  } else if (name.value().size() > settings_.room_name_bytes) {
    upgraded.refusal = {
        protocol::ErrorId::BadRoomName,
        "The room's name is longer than " + std::to_string(settings_.room_name_bytes) + " bytes."};
  } else {
    upgraded.room_name = std::move(name.value());
  }
}

bool WebSocketUpgrade::happened_to(const mg_connection* connection) {
  return mg_get_user_connection_data(connection) == &handed_over;
}

base::UniqueFd WebSocketUpgrade::take_socket(const mg_request_info& info) const {
  const std::optional<int> fd = accept::AcceptRegistry::instance().take(peer_of(info));
  if (!fd) return {};
  base::UniqueFd socket(fcntl(*fd, F_DUPFD_CLOEXEC, 0));
  if (!socket || dup2(placeholder_.get(), *fd) < 0) return {};
  const int bytes = limits::send_buffer_bytes;
  (void)setsockopt(socket.get(), SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
  return socket;
}

}  // namespace parley::serving
