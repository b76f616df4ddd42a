#include "parley/serving/self_test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <stdexcept>
#include <string_view>

#include "parley/base/unique_fd.h"
#include "parley/limits/limits.h"

namespace parley::serving {
namespace {

using std::string_view_literals::operator""sv;

// Frames of a client, masked with zeros, which leaves their payload readable (RFC 6455
// section 5.3); and what answers them.
constexpr auto ping = "\x89\x82\0\0\0\0hi"sv;
constexpr auto pong = "\x8a\x02hi"sv;
constexpr auto close_masked = "\x88\x82\0\0\0\0\x03\xe8"sv;
constexpr auto close_echoed = "\x88\x02\x03\xe8"sv;

base::UniqueFd connect_to(const std::string& address, std::uint16_t port) {
  base::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const timeval timeout{limits::self_test_timeout.count() / 1000, 0};
  setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
  sockaddr_in target{};
  target.sin_family = AF_INET;
  target.sin_port = htons(port);
  // A server on every address is also on the loopback interface.
  const bool everywhere = address == "0.0.0.0";
  inet_pton(AF_INET, everywhere ? "127.0.0.1" : address.c_str(), &target.sin_addr);
  if (connect(socket.get(), reinterpret_cast<sockaddr*>(&target), sizeof target) != 0) return {};
  return socket;
}

bool send_all(const base::UniqueFd& socket, std::string_view bytes) {
  return send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
         static_cast<ssize_t>(bytes.size());
}

// Reads until the text has come; everything so far where it does not.
std::string read_until(const base::UniqueFd& socket, std::string_view text) {
  std::string received;
  char byte = 0;
  while (received.find(text) == std::string::npos && recv(socket.get(), &byte, 1, 0) == 1) {
    received += byte;
  }
  return received;
}

}  // namespace

void test_websocket_upgrade(const std::string& address, std::uint16_t port,
                            const std::string& own_origin) {
  // A client that says no HELLO is in no room, and nobody hears of it.
  const std::string request =
      "GET /ws/0 HTTP/1.1\r\n"
      "Host: localhost\r\n"
      "Upgrade: websocket\r\n"
      "Connection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
      "Sec-WebSocket-Protocol: parley.1\r\n"
      "Origin: " +
      own_origin + "\r\n\r\n";
  const base::UniqueFd socket = connect_to(address, port);
  std::string response;
  if (socket && send_all(socket, request)) response = read_until(socket, "\r\n\r\n");
  const bool upgraded = response.starts_with("HTTP/1.1 101 ");
  const bool answered = upgraded && send_all(socket, ping) && read_until(socket, pong) == pong &&
                        send_all(socket, close_masked) &&
                        read_until(socket, close_echoed) == close_echoed;
  if (answered) return;
  throw std::runtime_error(
      "The installed CivetWeb library does not let WebSockets be handed over (Parley is tested "
      "with version 1.15). The server's answer to a WebSocket of its own was: " +
      (response.empty() ? "nothing" : response.substr(0, response.find('\r'))) +
      (upgraded ? ", and then silence" : ""));
}

}  // namespace parley::serving
