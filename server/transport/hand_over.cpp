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

// The headers of a handshake. What must come once and comes twice is joined to a value that is
// refused.
class HandshakeHeaders {
 public:
  HandshakeHeaders(const mg_request_info& info, bool by_trusted_proxy)
      : info_(info), by_trusted_proxy_(by_trusted_proxy) {}

  [[nodiscard]] UpgradeRequest request() const {
    return {.method = info_.request_method,
            .http_version = info_.http_version,
            .upgrade = upgrade_,
            .connection = connection_,
            .version = version_,
            .key = key_,
            .protocols = protocols_,
            .origin = origin()};
  }

 private:
  [[nodiscard]] RequestOrigin origin() const {
    RequestOrigin origin{.origin = origin_, .host = host_, .scheme = {}};
    if (!by_trusted_proxy_) return origin;
    origin.scheme = last_of(forwarded_proto_);
    if (!last_of(forwarded_host_).empty()) origin.host = last_of(forwarded_host_);
    return origin;
  }

  const mg_request_info& info_;
  bool by_trusted_proxy_;
  std::string upgrade_ = joined_headers(info_, "Upgrade");
  std::string connection_ = joined_headers(info_, "Connection");
  std::string version_ = joined_headers(info_, "Sec-WebSocket-Version");
  std::string key_ = joined_headers(info_, "Sec-WebSocket-Key");
  std::string protocols_ = joined_headers(info_, "Sec-WebSocket-Protocol");
  std::string origin_ = joined_headers(info_, "Origin");
  std::string host_ = joined_headers(info_, "Host");
  std::string forwarded_proto_ = joined_headers(info_, "X-Forwarded-Proto");
  std::string forwarded_host_ = joined_headers(info_, "X-Forwarded-Host");
};

UpgradeResult answer(const mg_request_info& info, const IpAddress& peer,
                     const HandOverSettings& settings) {
  const HandshakeHeaders headers(info, is_trusted(settings.trusted_proxies, peer));
  return answer_upgrade(headers.request(), settings.origins);
}

std::optional<protocol::Error> error_of(AddressBook::Answer answer) {
  using Answer = AddressBook::Answer;
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

Response refusal(const UpgradeRefused& refused) {
  if (refused.status == 426) return upgrade_required(refused.reason + "\n");
  return text_response(refused.status, refused.reason + "\n");
}

}  // namespace

HandOver::HandOver(LoopPool& loops, AddressBook& addresses, HandOverSettings settings)
    : loops_(loops),
      addresses_(addresses),
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
  // CivetWeb wrote it, so it is an address.
  const IpAddress peer = parse_ip_address(info.remote_addr).value_or(IpAddress{});
  UpgradeResult result = answer(info, peer, settings_);
  if (const auto* refused = std::get_if<UpgradeRefused>(&result)) return refusal(*refused);

  auto [welcome, stay] = addresses_.arrive(
      client_address(peer, joined_headers(info, "X-Forwarded-For"), settings_.trusted_proxies));
  if (welcome == AddressBook::Answer::TurnAway) {
    return text_response(429, "There are too many connections from this address.\n");
  }
  if (!loops_.reserve()) return text_response(503, "The server is full or being stopped.\n");
  Admission admission;
  admission.stay = std::move(stay);
  admission.refusal = error_of(welcome);
  admission.socket = take_socket(info);
  if (!admission.socket) {
    loops_.cancel();
    return text_response(503, "The server cannot take this connection over.\n");
  }
  mg_set_user_connection_data(connection, &handed_over);

  auto& accepted = std::get<UpgradeAccepted>(result);
  admission.mode = accepted.mode;
  admission.response = std::move(accepted.response);
  name_room(admission, path.substr(websocket_prefix.size()));
  loops_.admit(std::move(admission));
  return std::nullopt;
}

void HandOver::name_room(Admission& admission, std::string_view segment) const {
  auto name = protocol::decode_room_name(segment);
  if (!name) {
    admission.refusal = name.error();
  } else if (name.value().size() > settings_.room_name_bytes) {
    admission.refusal = {
        protocol::ErrorId::BadRoomName,
        "The room's name is longer than " + std::to_string(settings_.room_name_bytes) + " bytes."};
  } else {
    admission.room_name = std::move(name.value());
  }
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
