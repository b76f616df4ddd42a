#include "socket_client.h"

#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <random>
#include <utility>

namespace parley::bench {
namespace {

constexpr unsigned close_frame = 0x88;
constexpr unsigned ping_frame = 0x89;
constexpr unsigned pong_frame = 0x8A;
constexpr unsigned text_frame = 0x81;

// RFC 6455 section 5.3 wants a mask that nobody can predict; a load generator only wants one that
// costs the server what a browser's does.
std::uint32_t next_mask() {
  static std::minstd_rand random;
  return static_cast<std::uint32_t>(random());
}

}  // namespace

SocketClient::SocketClient(const sockaddr_in& target, in_addr source, std::string request)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)),
      out_(std::move(request)) {
  const int yes = 1;
  setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  // The port is chosen when the target is known, so each address has all ports for it.
  setsockopt(socket_.get(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
  sockaddr_in from{};
  from.sin_family = AF_INET;
  from.sin_addr = source;
  if (bind(socket_.get(), reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0 ||
      (connect(socket_.get(), reinterpret_cast<const sockaddr*>(&target), sizeof target) != 0 &&
       errno != EINPROGRESS)) {
    end(std::strerror(errno));
  }
}

void SocketClient::send_close() {
  append_frame(close_frame, "\x03\xe8");
}

void SocketClient::flush() {
  if (state_ == State::Ended || !has_unsent()) return;
  const ssize_t count =
      ::send(socket_.get(), out_.data() + sent_, out_.size() - sent_, MSG_NOSIGNAL | MSG_DONTWAIT);
  if (count < 0) {
    if (errno != EAGAIN && errno != EINPROGRESS && errno != ENOTCONN) end(std::strerror(errno));
    return;
  }
  if (state_ == State::Connecting) state_ = State::Upgrading;
  sent_ += static_cast<std::size_t>(count);
  if (has_unsent()) return;
  out_.clear();
  sent_ = 0;
}

void SocketClient::read(const OnText& on_text) {
  if (state_ == State::Ended) return;
  static std::array<char, std::size_t{256} * 1024> buffer;
  const ssize_t count = recv(socket_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (count <= 0) {
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    end(count == 0 ? "the server closed the connection" : std::strerror(errno));
    return;
  }
  in_.append(buffer.data(), static_cast<std::size_t>(count));
  if (state_ != State::Open) finish_upgrade();
  if (state_ == State::Open) read_frames(on_text);
}

void SocketClient::drop() {
  if (state_ == State::Ended) return;
  end("dropped");
}

void SocketClient::append_frame(unsigned first_byte, std::string_view payload) {
  const std::uint32_t mask = next_mask();
  out_ += static_cast<char>(first_byte);
  if (payload.size() < 126) {
    out_ += static_cast<char>(0x80U | payload.size());
  } else if (payload.size() <= UINT16_MAX) {
    out_ += static_cast<char>(0x80U | 126U);
    out_ += static_cast<char>(payload.size() >> 8U);
    out_ += static_cast<char>(payload.size() & 0xFFU);
  } else {
    out_ += static_cast<char>(0x80U | 127U);
    for (int shift = 56; shift >= 0; shift -= 8) {
      out_ += static_cast<char>((payload.size() >> static_cast<unsigned>(shift)) & 0xFFU);
    }
  }
  std::array<char, sizeof mask> key{};
  std::memcpy(key.data(), &mask, sizeof mask);
  out_.append(key.data(), key.size());
  for (std::size_t index = 0; index < payload.size(); ++index) {
    out_ += static_cast<char>(payload[index] ^ key[index % key.size()]);
  }
}

void SocketClient::finish_upgrade() {
  const std::size_t end_of_head = in_.find("\r\n\r\n");
  if (end_of_head == std::string::npos) return;
  if (!in_.starts_with("HTTP/1.1 101 ")) {
    end(in_.substr(0, in_.find('\r')));
    return;
  }
  in_.erase(0, end_of_head + 4);
  state_ = State::Open;
}

void SocketClient::read_frames(const OnText& on_text) {
  std::string_view rest = in_;
  while (rest.size() >= 2 && state_ == State::Open) {
    const auto byte = [rest](std::size_t index) {
      return static_cast<std::size_t>(static_cast<unsigned char>(rest[index]));
    };
    std::size_t length = byte(1);
    std::size_t header = 2;
    if (length >= 126) {
      header = length == 126 ? 4 : 10;
      if (rest.size() < header) break;
      length = 0;
      for (std::size_t index = 2; index < header; ++index) length = length * 256 + byte(index);
    }
    if (rest.size() < header + length) break;
    const std::string_view payload = rest.substr(header, length);
    switch (byte(0)) {
      case text_frame:
        on_text(payload);
        break;
      case ping_frame:
        append_frame(pong_frame, payload);
        break;
      case close_frame:
        end(payload.size() < 2
                ? "closed"
                : "closed with " + std::to_string(byte(header) * 256 + byte(header + 1)) + " " +
                      std::string(payload.substr(2)));
        return;
      default:
        break;
    }
    rest.remove_prefix(header + length);
  }
  in_.erase(0, in_.size() - rest.size());
}

void SocketClient::end(std::string why) {
  why_ended_ = std::move(why);
  state_ = State::Ended;
  socket_ = parley::base::UniqueFd();
}

}  // namespace parley::bench
