#include "parley/nodes_link/redis_address.h"

#include <netdb.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <charconv>

namespace parley::nodes_link {
namespace {

protocol::Error bad(std::string sentence) {
  return {protocol::ErrorId::BadMessage, std::move(sentence)};
}

}  // namespace

protocol::Result<HostAndPort> read_host_and_port(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return bad("Expected HOST:PORT.");
  const std::string_view digits = text.substr(colon + 1);
  std::string_view host = text.substr(0, colon);
  HostAndPort address;
  const char* const end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, address.port);
  if (read.ec != std::errc() || read.ptr != end || address.port == 0) {
    return bad("Expected HOST:PORT with a port from 1 to 65535.");
  }
  // RFC 3986 section 3.2.2.
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty() || host.find_first_of("/@ ") != std::string_view::npos) {
    return bad("Expected HOST:PORT.");
  }
  address.host = host;
  return address;
}

protocol::Result<RedisAddress> read_redis_address(std::string_view text) {
  constexpr std::string_view unix_scheme = "unix:";
  constexpr std::string_view tcp_scheme = "redis://";
  if (text.starts_with(unix_scheme)) {
    const std::string_view path = text.substr(unix_scheme.size());
    if (path.empty() || path.size() >= sizeof(sockaddr_un::sun_path)) {
      return bad("Expected the path of a socket after unix:, of at most 107 bytes.");
    }
    return RedisAddress{std::string(path), {}};
  }
  if (!text.starts_with(tcp_scheme)) return bad("Expected redis://HOST:PORT or unix:PATH.");
  std::string_view rest = text.substr(tcp_scheme.size());
  if (rest.ends_with('/')) rest.remove_suffix(1);
  auto tcp = read_host_and_port(rest);
  if (!tcp) return bad("Expected redis://HOST:PORT or unix:PATH.");
  return RedisAddress{{}, std::move(tcp.value())};
}

protocol::Result<HostAndPort> resolved(const HostAndPort& address) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(address.host.c_str(), nullptr, &hints, &found) != 0) {
    return bad("No address is known for the name " + address.host + ".");
  }
  std::array<char, NI_MAXHOST> text{};
  const int failure =
      ::getnameinfo(found->ai_addr, found->ai_addrlen, text.data(),
                    static_cast<socklen_t>(text.size()), nullptr, 0, NI_NUMERICHOST);
  ::freeaddrinfo(found);
  if (failure != 0) return bad("The address of " + address.host + " cannot be read.");
  return HostAndPort{text.data(), address.port};
}

std::string to_string(const HostAndPort& address) {
  const bool is_ipv6 = address.host.find(':') != std::string::npos;
  return (is_ipv6 ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

}  // namespace parley::nodes_link
