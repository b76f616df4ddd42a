// Sends every message back, for test suites of others such as Autobahn: the handshake and the frame
// reader of the server, with binary messages and long ones allowed, as such suites try them.
//
//   build/asan/tests/conformance/echo_server 9001
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <map>
#include <thread>

#include "frame_writer.h"
#include "parley/base/text.h"
#include "parley/base/unique_fd.h"
#include "parley/websocket/frame_reader.h"
#include "parley/websocket/handshake.h"

namespace parley {
namespace {

constexpr std::size_t head_bytes = std::size_t{16} * 1024;
constexpr std::size_t message_bytes = std::size_t{64} * 1024 * 1024;

base::UniqueFd listen_on(std::uint16_t port) {
  base::UniqueFd listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int yes = 1;
  setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (bind(listener.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      listen(listener.get(), 128) != 0) {
    return {};
  }
  return listener;
}

std::uint16_t port_of(const base::UniqueFd& listener) {
  sockaddr_in address{};
  socklen_t length = sizeof address;
  getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &length);
  return ntohs(address.sin_port);
}

void send_all(const base::UniqueFd& socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

// Appends what has come; false at the end of the connection.
bool receive(const base::UniqueFd& socket, std::string& bytes) {
  std::array<char, 65536> buffer;
  const ssize_t count = recv(socket.get(), buffer.data(), buffer.size(), 0);
  if (count > 0) bytes.append(buffer.data(), static_cast<std::size_t>(count));
  return count > 0;
}

// The head of a request is not worth CivetWeb here: only suites that speak HTTP well come by.
websocket::UpgradeResult answer(std::string_view head) {
  std::string_view request_line = base::next_part(head, '\n');
  std::map<std::string, std::string_view> fields;
  while (!head.empty()) {
    std::string_view line = base::next_part(head, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    const std::string name = base::lower(base::next_part(line, ':'));
    fields[name] = base::trim(line);
  }
  websocket::UpgradeRequest request;
  request.method = base::next_part(request_line, ' ');
  base::next_part(request_line, ' ');
  request.http_version = request_line.substr(std::min<std::size_t>(5, request_line.size()), 3);
  request.origin.host = fields["host"];
  request.upgrade = fields["upgrade"];
  request.connection = fields["connection"];
  request.version = fields["sec-websocket-version"];
  request.key = fields["sec-websocket-key"];
  http::OriginPolicy anyone;
  anyone.allow_missing = true;
  return websocket::answer_upgrade(request, anyone);
}

// Answers with what came behind the head of the request; the connection ends where it was no good.
std::optional<std::string> shake_hands(const base::UniqueFd& socket) {
  std::string received;
  std::size_t end = std::string::npos;
  while ((end = received.find("\r\n\r\n")) == std::string::npos) {
    if (received.size() > head_bytes || !receive(socket, received)) return std::nullopt;
  }
  const websocket::UpgradeResult result = answer(std::string_view(received).substr(0, end));
  if (const auto* refused = std::get_if<websocket::UpgradeRefused>(&result)) {
    send_all(socket, "HTTP/1.1 " + std::to_string(refused->status) + " " + refused->reason +
                         "\r\nSec-WebSocket-Version: 13\r\nContent-Length: 0\r\n"
                         "Connection: close\r\n\r\n");
    return std::nullopt;
  }
  send_all(socket, std::get<websocket::UpgradeAccepted>(result).response);
  return received.substr(end + 4);
}

void converse(const base::UniqueFd& socket) {
  std::optional<std::string> bytes = shake_hands(socket);
  if (!bytes) return;
  websocket::FrameReader reader({.message_bytes = message_bytes,
                                 .fragments_per_message = message_bytes,
                                 .binary_messages = true});
  auto status = websocket::FrameReader::Status::Open;
  do {
    std::string echo;
    status =
        reader.feed(*bytes, {.on_message =
                                 [&echo](websocket::MessageKind kind, std::string_view message) {
                                   if (kind == websocket::MessageKind::Text) {
                                     websocket::append_text_frame(echo, message);
                                   } else {
                                     websocket::append_binary_frame(echo, message);
                                   }
                                   return true;
                                 },
                             .on_reply =
                                 [&echo](std::string_view frame) {
                                   echo += frame;
                                   return true;
                                 }});
    if (status == websocket::FrameReader::Status::Failed)
      websocket::append_close_frame(echo, reader.code(), "");
    send_all(socket, echo);
    bytes->clear();
  } while (status == websocket::FrameReader::Status::Open && receive(socket, *bytes));

  // RFC 6455 section 7.1.1, as the event loop does it.
  const timeval patience{1, 0};
  setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  shutdown(socket.get(), SHUT_WR);
  while (receive(socket, *bytes)) bytes->clear();
}

}  // namespace
}  // namespace parley

int main(int argc, char** argv) {
  using namespace parley;
  const int port = argc > 1 ? std::atoi(argv[1]) : 0;
  const base::UniqueFd listener = listen_on(static_cast<std::uint16_t>(port));
  if (!listener) {
    std::cerr << "cannot listen on port " << port << '\n';
    return 1;
  }
  std::cout << "echoing at ws://127.0.0.1:" << port_of(listener) << std::endl;
  while (true) {
    base::UniqueFd socket(accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!socket) continue;
    const int yes = 1;
    setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    std::thread([socket = std::move(socket)] { converse(socket); }).detach();
  }
}
