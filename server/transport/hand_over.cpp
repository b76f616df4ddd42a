#include "parley/transport/hand_over.h"

#include <civetweb.h>
#include <fcntl.h>
#include <sys/socket.h>

#include <cerrno>
#include <system_error>

#include "civetweb_request.h"
#include "parley/protocol/room_name.h"
#include "parley/transport/handshake.h"
#include "parley/transport/limits.h"
#include "text.h"

namespace parley::transport {
namespace {

constexpr std::string_view websocket_prefix = "/ws/";

// Its address marks a connection that was handed over.
char handed_over = 0;

// What the last proxy wrote, which is the one that is trusted.
std::string_view last_of(std::string_view list) {
  const std::size_t comma = list.rfind(',');
  return trim(comma == std::string_view::npos ? list : list.substr(comma + 1));
}

RequestOrigin origin_of(const mg_connection* connection, bool by_trusted_proxy) {
  RequestOrigin origin;
  origin.origin = header(connection, "Origin");
  origin.host = header(connection, "Host");
  if (!by_trusted_proxy) return origin;
  origin.scheme = last_of(header(connection, "X-Forwarded-Proto"));
  const std::string_view forwarded = last_of(header(connection, "X-Forwarded-Host"));
  if (!forwarded.empty()) origin.host = forwarded;
  return origin;
}

UpgradeResult answer(const mg_connection* connection, const mg_request_info& info,
                     const HandOverSettings& settings) {
  const std::string protocols = joined_headers(info, "Sec-WebSocket-Protocol");
  UpgradeRequest request;
  request.method = info.request_method;
  request.http_version = info.http_version;
  request.upgrade = header(connection, "Upgrade");
  request.connection = header(connection, "Connection");
  request.version = header(connection, "Sec-WebSocket-Version");
  request.key = header(connection, "Sec-WebSocket-Key");
  request.protocols = protocols;
  const auto peer = parse_ip_address(info.remote_addr);
  request.origin = origin_of(connection, peer && is_trusted(settings.trusted_proxies, *peer));
  return answer_upgrade(request, settings.origins);
}

Response refusal(const UpgradeRefused& refused) {
  Response response = text_response(refused.status, refused.reason + "\n");
  // RFC 6455 section 4.4.
  if (refused.status == 426) response.fields.emplace_back("Sec-WebSocket-Version", "13");
  return response;
}

}  // namespace

HandOver::HandOver(LoopPool& loops, HandOverSettings settings)
    : loops_(loops),
      settings_(std::move(settings)),
      placeholder_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (!placeholder_) throw std::system_error(errno, std::generic_category(), "socket");
}

std::optional<Response> HandOver::upgrade(mg_connection* connection) {
  const mg_request_info& info = *mg_get_request_info(connection);
  const std::string_view path = path_of(info);
  if (!path.starts_with(websocket_prefix)) {
    return text_response(404, "WebSockets are at /ws/ROOM.\n");
  }
  UpgradeResult result = answer(connection, info, settings_);
  if (const auto* refused = std::get_if<UpgradeRefused>(&result)) return refusal(*refused);

  if (!loops_.reserve()) return text_response(503, "The server is full or being stopped.\n");
  Admission admission;
  admission.socket = take_socket(info);
  if (!admission.socket) {
    loops_.cancel();
    return text_response(503, "The server cannot take this connection over.\n");
  }
  mg_set_user_connection_data(connection, &handed_over);

  auto& accepted = std::get<UpgradeAccepted>(result);
  admission.mode = accepted.mode;
  admission.response = std::move(accepted.response);
  auto room_name = protocol::decode_room_name(path.substr(websocket_prefix.size()));
  if (room_name) {
    admission.room_name = std::move(room_name.value());
  } else {
    admission.refusal = room_name.error();
  }
  loops_.admit(std::move(admission));
  return std::nullopt;
}

bool HandOver::happened_to(const mg_connection* connection) {
  return mg_get_user_connection_data(connection) == &handed_over;
}

UniqueFd HandOver::take_socket(const mg_request_info& info) const {
  const std::optional<int> fd = AcceptRegistry::instance().take(peer_of(info));
  if (!fd) return {};
  UniqueFd socket(fcntl(*fd, F_DUPFD_CLOEXEC, 0));
  if (!socket || dup2(placeholder_.get(), *fd) < 0) return {};
  const int bytes = limits::send_buffer_bytes;
  (void)setsockopt(socket.get(), SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
  return socket;
}

}  // namespace parley::transport
