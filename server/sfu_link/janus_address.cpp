#include "parley/sfu_link/janus_address.h"

#include <netdb.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <charconv>

namespace parley::sfu_link {
namespace {

protocol::Error bad(std::string_view text, std::string_view what) {
  return {protocol::ErrorId::BadMessage, std::string(text) + ": " + std::string(what)};
}

}  // namespace

protocol::Result<JanusAddress> read_janus_address(std::string_view text) {
  constexpr std::string_view unix_scheme = "unix:";
  constexpr std::string_view tcp_scheme = "ws://";
  if (text.starts_with(unix_scheme)) {
    const std::string_view path = text.substr(unix_scheme.size());
    if (path.empty()) return bad(text, "expected the path of a socket after unix:");
    if (path.size() >= sizeof(sockaddr_un::sun_path)) return bad(text, "the path is too long");
    return JanusAddress{std::string(path), {}, 0};
  }
  if (!text.starts_with(tcp_scheme)) {
    return bad(text, "expected unix:PATH or ws://HOST:PORT");
  }
  std::string_view host = text.substr(tcp_scheme.size());
  if (host.ends_with('/')) host.remove_suffix(1);
  const std::size_t colon = host.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return bad(text, "expected ws://HOST:PORT");
  const std::string_view digits = host.substr(colon + 1);
  JanusAddress address;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
  if (error != std::errc() || end != digits.data() + digits.size() || address.port == 0) {
    return bad(text, "the port is a number from 1 to 65535");
  }
  host = host.substr(0, colon);
  // RFC 3986 section 3.2.2.
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty() || host.find('/') != std::string_view::npos) {
    return bad(text, "expected ws://HOST:PORT");
  }
  address.host = host;
  return address;
}

std::string to_string(const JanusAddress& address) {
  if (!address.path.empty()) return "unix:" + address.path;
  const bool is_ipv6 = address.host.find(':') != std::string::npos;
  return "ws://" + (is_ipv6 ? "[" + address.host + "]" : address.host) + ":" +
         std::to_string(address.port);
}

protocol::Result<JanusAddress> resolved(const JanusAddress& address) {
  if (!address.path.empty()) return address;
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(address.host.c_str(), nullptr, &hints, &found) != 0) {
    return bad(address.host, "no address is known for that name");
  }
  std::array<char, NI_MAXHOST> text{};
  const int failure =
      ::getnameinfo(found->ai_addr, found->ai_addrlen, text.data(),
                    static_cast<socklen_t>(text.size()), nullptr, 0, NI_NUMERICHOST);
  ::freeaddrinfo(found);
  if (failure != 0) return bad(address.host, "its address cannot be read");
  return JanusAddress{{}, text.data(), address.port};
}

}  // namespace parley::sfu_link
