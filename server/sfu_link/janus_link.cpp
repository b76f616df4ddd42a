#include "parley/sfu_link/janus_link.h"

#include <netdb.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <wslay/wslay.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "parley/base/text.h"
#include "parley/http/digest.h"
#include "parley/sfu_link/limits.h"

namespace parley::sfu_link {
namespace {

// RFC 6455 section 4.1: 16 bytes in base64. Nothing depends on their being random: nobody but Janus
// is at the other end, and no cache in between.
constexpr std::string_view key = "cGFybGV5LXRvLWphbnVzIQ==";

bool would_block() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

std::string error_words(std::string_view what) {
  return std::string(what) + ": " + std::strerror(errno);
}

}  // namespace

struct JanusLink::Callbacks {
  static ssize_t receive(wslay_event_context_ptr context, std::uint8_t* buffer, std::size_t size,
                         int /*flags*/, void* user) {
    auto& link = *static_cast<JanusLink*>(user);
    if (!link.read_.empty()) {
      const std::size_t count = std::min(size, link.read_.size());
      std::copy_n(link.read_.begin(), count, buffer);
      link.read_.erase(0, count);
      return static_cast<ssize_t>(count);
    }
    const ssize_t count = ::recv(link.fd(), buffer, size, MSG_DONTWAIT);
    if (count > 0) return count;
    const bool later = count < 0 && would_block();
    wslay_event_set_error(context, later ? WSLAY_ERR_WOULDBLOCK : WSLAY_ERR_CALLBACK_FAILURE);
    return -1;
  }

  static ssize_t send(wslay_event_context_ptr context, const std::uint8_t* bytes, std::size_t size,
                      int /*flags*/, void* user) {
    const auto& link = *static_cast<JanusLink*>(user);
    const ssize_t count = ::send(link.fd(), bytes, size, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count >= 0) return count;
    wslay_event_set_error(context,
                          would_block() ? WSLAY_ERR_WOULDBLOCK : WSLAY_ERR_CALLBACK_FAILURE);
    return -1;
  }

  static int mask(wslay_event_context_ptr /*context*/, std::uint8_t* buffer, std::size_t size,
                  void* /*user*/) {
    return ::getrandom(buffer, size, 0) == static_cast<ssize_t>(size) ? 0 : -1;
  }

  static void message(wslay_event_context_ptr /*context*/,
                      const wslay_event_on_msg_recv_arg* message, void* user) {
    const auto& link = *static_cast<JanusLink*>(user);
    if (message->opcode != WSLAY_TEXT_FRAME || link.on_text_ == nullptr) return;
    const std::string text(message->msg, message->msg + message->msg_length);
    (*link.on_text_)(text);
  }
};

JanusLink::JanusLink(const JanusAddress& address) {
  connect_to(address);
  if (state_ == State::Closed) return;
  const std::string host =
      address.path.empty() ? address.host + ":" + std::to_string(address.port) : "janus";
  unsent_ =
      "GET / HTTP/1.1\r\nHost: " + host +
      "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: " + std::string(key) +
      "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: janus-protocol\r\n\r\n";
}

JanusLink::~JanusLink() {
  if (frames_ != nullptr) wslay_event_context_free(frames_);
}

void JanusLink::connect_to(const JanusAddress& address) {
  sockaddr_storage storage{};
  socklen_t size = 0;
  if (!address.path.empty()) {
    auto& local = reinterpret_cast<sockaddr_un&>(storage);
    local.sun_family = AF_UNIX;
    address.path.copy(local.sun_path, sizeof(local.sun_path) - 1);
    size = sizeof(local);
  } else {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    // A name would have the event loop wait for a name server.
    hints.ai_flags = AI_NUMERICHOST;
    addrinfo* found = nullptr;
    const std::string port = std::to_string(address.port);
    if (::getaddrinfo(address.host.c_str(), port.c_str(), &hints, &found) != 0) {
      return close("no address: " + address.host);
    }
    std::memcpy(&storage, found->ai_addr, found->ai_addrlen);
    size = found->ai_addrlen;
    ::freeaddrinfo(found);
  }
  socket_ =
      base::UniqueFd(::socket(storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket_) return close(error_words("socket"));
  if (::connect(fd(), reinterpret_cast<const sockaddr*>(&storage), size) == 0) {
    state_ = State::Upgrading;
  } else if (errno != EINPROGRESS) {
    close(error_words("connect"));
  }
}

void JanusLink::close(std::string reason) {
  if (state_ == State::Closed) return;
  state_ = State::Closed;
  reason_ = std::move(reason);
  socket_ = {};
}

bool JanusLink::wants_write() const {
  if (state_ == State::Connecting) return true;
  if (state_ == State::Upgrading) return !unsent_.empty();
  return state_ == State::Open && wslay_event_want_write(frames_) != 0;
}

void JanusLink::send(std::string_view text) {
  if (state_ != State::Open) return;
  if (wslay_event_get_queued_msg_length(frames_) + text.size() > queued_bytes) {
    return close("Janus does not read what it is sent");
  }
  const wslay_event_msg message = {WSLAY_TEXT_FRAME,
                                   reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
  if (wslay_event_queue_msg(frames_, &message) != 0) close("a message could not be queued");
}

void JanusLink::turn(const std::function<void(std::string_view text)>& on_text) {
  if (state_ == State::Connecting) finish_connecting();
  if (state_ == State::Upgrading) write_handshake();
  if (state_ == State::Upgrading) read_handshake();
  if (state_ != State::Open) return;
  on_text_ = &on_text;
  const bool read = wslay_event_recv(frames_) == 0;
  on_text_ = nullptr;
  if (state_ != State::Open) return;
  // Closed by either side: nothing else will come.
  if (!read || wslay_event_get_close_received(frames_) != 0) return close("Janus has closed it");
  if (wslay_event_want_write(frames_) != 0 && wslay_event_send(frames_) != 0) {
    close("Janus has closed it");
  }
}

void JanusLink::finish_connecting() {
  int error = 0;
  socklen_t size = sizeof(error);
  ::getsockopt(fd(), SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) {
    errno = error;
    return close(error_words("connect"));
  }
  sockaddr_storage peer{};
  socklen_t peer_size = sizeof(peer);
  if (::getpeername(fd(), reinterpret_cast<sockaddr*>(&peer), &peer_size) == 0) {
    state_ = State::Upgrading;
  }
}

void JanusLink::write_handshake() {
  if (unsent_.empty()) return;
  const ssize_t count = ::send(fd(), unsent_.data(), unsent_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (count > 0) {
    unsent_.erase(0, static_cast<std::size_t>(count));
  } else if (!would_block()) {
    close(error_words("send"));
  }
}

void JanusLink::read_handshake() {
  char buffer[1024];
  const ssize_t count = ::recv(fd(), buffer, sizeof(buffer), MSG_DONTWAIT);
  if (count <= 0) {
    if (count == 0 || !would_block()) close("Janus has closed it during the handshake");
    return;
  }
  read_.append(buffer, static_cast<std::size_t>(count));
  const std::size_t end = read_.find("\r\n\r\n");
  if (end == std::string::npos) {
    if (read_.size() > handshake_bytes) close("the answer to the handshake is too long");
    return;
  }
  if (!is_accepted(std::string_view(read_).substr(0, end + 2))) {
    return close("this is no WebSocket of Janus': " + read_.substr(0, read_.find('\r')));
  }
  read_.erase(0, end + 4);
  wslay_event_callbacks callbacks{};
  callbacks.recv_callback = Callbacks::receive;
  callbacks.send_callback = Callbacks::send;
  callbacks.genmask_callback = Callbacks::mask;
  callbacks.on_msg_recv_callback = Callbacks::message;
  if (wslay_event_context_client_init(&frames_, &callbacks, this) != 0) {
    frames_ = nullptr;
    return close("no memory");
  }
  wslay_event_config_set_max_recv_msg_length(frames_, message_bytes);
  state_ = State::Open;
}

// RFC 6455 section 4.1: the status, the proof that the request was understood, and the subprotocol.
bool JanusLink::is_accepted(std::string_view head) {
  if (!head.starts_with("HTTP/1.1 101 ")) return false;
  const std::string lower = base::lower(head);
  const auto has = [&lower](const std::string& name, const std::string& value) {
    const std::size_t field = lower.find("\r\n" + name + ":");
    if (field == std::string::npos) return false;
    const std::size_t end = lower.find("\r\n", field + 2);
    return lower.substr(field, end - field).find(value) != std::string::npos;
  };
  return has("sec-websocket-accept", base::lower(http::websocket_accept(key))) &&
         has("sec-websocket-protocol", "janus-protocol");
}

}  // namespace parley::sfu_link
