// The URL of a STUN or TURN server, taken apart (RFC 7064, RFC 7065).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parley::doctor {

/// How one speaks to it.
enum class Transport : std::uint8_t { Udp, Tcp, Tls, Dtls };

struct IceUrl {
  std::string text;  ///< as it was written
  bool is_turn = false;
  std::string host;
  std::uint16_t port = 0;
  Transport transport = Transport::Udp;
};

/// Nothing if it is none.
std::optional<IceUrl> read_ice_url(std::string_view text);

/// "UDP", "TCP", "TLS", "DTLS".
std::string_view name_of(Transport transport);

}  // namespace parley::doctor
