#include "parley/base/ice_url.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace parley::base {
namespace {

constexpr std::uint16_t plain_port = 3478;
constexpr std::uint16_t tls_port = 5349;

struct Scheme {
  std::string_view text;
  bool is_turn;
  bool is_secure;
};

constexpr std::array<Scheme, 4> schemes = {{{"stun:", false, false},
                                            {"stuns:", false, true},
                                            {"turn:", true, false},
                                            {"turns:", true, true}}};

bool is_ipv6(std::string_view text) {
  std::array<unsigned char, 16> bytes{};
  return ::inet_pton(AF_INET6, std::string(text).c_str(), bytes.data()) == 1;
}

// A name (RFC 1123 section 2.1, and "_", which some have), or an IPv4 address.
bool is_name(std::string_view text) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
  constexpr std::size_t longest = 253;
  return !text.empty() && text.size() <= longest && text.front() != '.' && text.front() != '-' &&
         text.find("..") == std::string_view::npos &&
         text.find_first_not_of(allowed) == std::string_view::npos;
}

// Removes the host from what follows the scheme. Empty if there is none.
std::string_view take_host(std::string_view& rest) {
  std::string_view host;
  if (rest.starts_with('[')) {
    const std::size_t end = rest.find(']');
    if (end == std::string_view::npos) return {};
    host = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
    return is_ipv6(host) ? host : std::string_view();
  }
  host = rest.substr(0, rest.find_first_of(":?"));
  rest.remove_prefix(host.size());
  return is_name(host) ? host : std::string_view();
}

// Removes ":PORT", if it is there. False if it is no port.
bool take_port(std::string_view& rest, std::uint16_t& port) {
  if (!rest.starts_with(':')) return true;
  const std::string_view digits = rest.substr(1, rest.find('?') - 1);
  const char* const end = digits.data() + digits.size();
  const auto parsed = std::from_chars(digits.data(), end, port);
  rest.remove_prefix(1 + digits.size());
  return parsed.ec == std::errc() && parsed.ptr == end && port != 0;
}

}  // namespace

std::optional<IceUrl> read_ice_url(std::string_view text) {
  const auto* const scheme =
      std::find_if(schemes.begin(), schemes.end(),
                   [text](const Scheme& one) { return text.starts_with(one.text); });
  if (scheme == schemes.end()) return {};
  IceUrl url;
  url.text = text;
  url.is_turn = scheme->is_turn;
  url.port = scheme->is_secure ? tls_port : plain_port;
  url.transport = scheme->is_secure ? Transport::Tls : Transport::Udp;
  std::string_view rest = text.substr(scheme->text.size());
  url.host = take_host(rest);
  if (url.host.empty() || !take_port(rest, url.port)) return {};
  if (rest.empty()) return url;
  if (!url.is_turn) return {};
  if (rest == "?transport=udp") {
    url.transport = scheme->is_secure ? Transport::Dtls : Transport::Udp;
  } else if (rest == "?transport=tcp") {
    url.transport = scheme->is_secure ? Transport::Tls : Transport::Tcp;
  } else {
    return {};
  }
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

}  // namespace parley::base
