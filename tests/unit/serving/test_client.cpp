#include "test_client.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "becomes_true.h"
#include "parley/protocol/codec.h"

namespace parley::serving {

int status_of(std::string_view head) {
  return head.starts_with("HTTP/1.") && head.size() > 12 ? std::stoi(std::string(head.substr(9, 3)))
                                                         : 0;
}

TestClient::TestClient(std::uint16_t port, int receive_buffer_bytes, std::uint8_t host)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (receive_buffer_bytes != 0) {
    setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes,
               sizeof receive_buffer_bytes);
  }
  // Each send() is a packet of its own.
  const int yes = 1;
  setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  const timeval timeout{30, 0};
  setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  sockaddr_in own{};
  own.sin_family = AF_INET;
  own.sin_addr.s_addr = htonl((INADDR_LOOPBACK & ~0xFFU) | host);
  EXPECT_EQ(bind(socket_.get(), reinterpret_cast<sockaddr*>(&own), sizeof own), 0);
  sockaddr_in target{};
  target.sin_family = AF_INET;
  target.sin_port = htons(port);
  target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(connect(socket_.get(), reinterpret_cast<sockaddr*>(&target), sizeof target), 0);
}

std::string TestClient::exchange(std::string_view request) {
  send(request);
  std::string head;
  while (!head.ends_with("\r\n\r\n")) {
    const std::string byte = read_exactly(1);
    if (byte.empty()) break;
    head += byte;
  }
  return head;
}

std::string TestClient::request(const std::string& method, const std::string& path,
                                const std::string& headers) {
  return exchange(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
}

std::string TestClient::upgrade(const std::string& path, const std::string& headers) {
  const bool has_origin = headers.find("Origin: ") != std::string::npos;
  std::string fields =
      "Upgrade: websocket\r\n"
      "Connection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  if (!has_origin) fields += "Origin: http://localhost\r\n";
  return request("GET", path, fields + headers);
}

protocol::Welcome TestClient::join(const std::string& room, const std::string& identity,
                                   const std::string& resume) {
  const std::string head = upgrade("/ws/" + room, "Sec-WebSocket-Protocol: parley.1\r\n");
  EXPECT_EQ(status_of(head), 101) << head;
  send_text(encode(protocol::Hello{identity, {}, resume, 0}));
  const std::string text = read_text();
  auto message = protocol::decode_server_message(text);
  if (!message || !std::holds_alternative<protocol::Welcome>(message.value())) {
    ADD_FAILURE() << "no WELCOME but " << text;
    return {};
  }
  return std::get<protocol::Welcome>(message.value());
}

void TestClient::send(std::string_view bytes) {
  // What the server refuses to read on purpose does not concern the test.
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void TestClient::close_sending_side() {
  ::shutdown(socket_.get(), SHUT_WR);
}

bool TestClient::all_has_arrived() const {
  return becomes_true([this] {
    int unacknowledged = 0;
    return ioctl(socket_.get(), SIOCOUTQ, &unacknowledged) == 0 && unacknowledged == 0;
  });
}

Frame TestClient::read_frame() {
  const std::string header = read_exactly(2);
  if (header.size() < 2) return {};
  auto length = static_cast<std::size_t>(static_cast<unsigned char>(header[1]));
  EXPECT_LT(length, 128U) << "a server masks nothing (RFC 6455 section 5.1)";
  if (length >= 126) {
    const std::string extended = read_exactly(length == 126 ? 2 : 8);
    length = 0;
    for (const char byte : extended) length = length * 256 + static_cast<unsigned char>(byte);
  }
  return {static_cast<unsigned char>(header[0]), read_exactly(length)};
}

std::string TestClient::read_text() {
  Frame frame = read_frame();
  EXPECT_EQ(frame.first_byte, text_frame) << frame.payload;
  return std::move(frame.payload);
}

int TestClient::read_close() {
  Frame frame = read_frame();
  while (frame.first_byte != close_frame && frame.first_byte != 0) frame = read_frame();
  if (frame.payload.size() < 2) return 0;
  return static_cast<unsigned char>(frame.payload[0]) * 256 +
         static_cast<unsigned char>(frame.payload[1]);
}

std::string TestClient::read_error() {
  const std::string text = read_text();
  auto message = protocol::decode_server_message(text);
  if (!message || !std::holds_alternative<protocol::Error>(message.value())) {
    ADD_FAILURE() << "no ERROR but " << text;
    return "";
  }
  return std::string(to_string(std::get<protocol::Error>(message.value()).id));
}

bool TestClient::at_end() {
  return read_exactly(1).empty();
}

std::string TestClient::read_exactly(std::size_t count) {
  std::string bytes(count, '\0');
  std::size_t filled = 0;
  while (filled < count) {
    const ssize_t got = recv(socket_.get(), bytes.data() + filled, count - filled, 0);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      ADD_FAILURE() << "the server sent nothing for 30 seconds";
    }
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace parley::serving
