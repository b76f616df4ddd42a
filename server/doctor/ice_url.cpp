#include "parley/doctor/ice_url.h"

#include <charconv>

namespace parley::doctor {
namespace {

constexpr std::uint16_t plain_port = 3478;
constexpr std::uint16_t tls_port = 5349;

Transport transport_of(bool is_secure, std::string_view query) {
  if (is_secure) return query == "?transport=udp" ? Transport::Dtls : Transport::Tls;
  return query == "?transport=tcp" ? Transport::Tcp : Transport::Udp;
}

}  // namespace

std::optional<IceUrl> read_ice_url(std::string_view text) {
  IceUrl url;
  url.text = text;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view scheme = text.substr(0, colon);
  url.is_turn = scheme.starts_with("turn");
  const bool is_secure = scheme == "turns" || scheme == "stuns";
  if (!is_secure && scheme != "turn" && scheme != "stun") return {};
  std::string_view rest = text.substr(colon + 1);
  const std::size_t mark = rest.find('?');
  if (mark != std::string_view::npos) {
    url.transport = transport_of(is_secure, rest.substr(mark));
    rest = rest.substr(0, mark);
  } else {
    url.transport = transport_of(is_secure, "");
  }
  url.port = is_secure ? tls_port : plain_port;
  const std::size_t bracket = rest.find(']');
  const std::size_t host_end = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
  std::string_view host = rest.substr(0, host_end);
  if (host_end != std::string_view::npos) {
    const std::string_view digits = rest.substr(host_end + 1);
    const char* const end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, url.port);
    if (parsed.ec != std::errc() || parsed.ptr != end || url.port == 0) return {};
  }
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty()) return {};
  url.host = host;
  return url;
}

std::string_view name_of(Transport transport) {
  switch (transport) {
    case Transport::Udp:
      return "UDP";
    case Transport::Tcp:
      return "TCP";
    case Transport::Tls:
      return "TLS";
    case Transport::Dtls:
      break;
  }
  return "DTLS";
}

}  // namespace parley::doctor
