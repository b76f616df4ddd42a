// The URL of a STUN or TURN server, taken apart (RFC 7064, RFC 7065).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parley::base {

/// How one speaks to it.
enum class Transport : std::uint8_t { Udp, Tcp, Tls, Dtls };

struct IceUrl {
  std::string text;  ///< as it was written
  bool is_turn = false;
  std::string host;  ///< a name or an address, without brackets
  std::uint16_t port = 0;
  Transport transport = Transport::Udp;
};

/// Nothing if it is none that every browser takes: a browser refuses its whole RTCConfiguration for
/// one bad URL. So the scheme is in lower case, the port from 1 to 65535, an IPv6 address in
/// brackets, the transport "udp" or "tcp", and only TURN has one.
std::optional<IceUrl> read_ice_url(std::string_view text);

/// "UDP", "TCP", "TLS", "DTLS".
std::string_view name_of(Transport transport);

}  // namespace parley::base
