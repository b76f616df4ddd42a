#include "parley/sfu_link/janus_address.h"

#include <sys/un.h>

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

}  // namespace parley::sfu_link
