// The client's address, by which limits and counts work.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley::limits {

/// An IP address; IPv4 in the form that RFC 4291 section 2.5.5.2 maps into IPv6.
struct IpAddress {
  std::array<std::uint8_t, 16> bytes{};

  [[nodiscard]] bool is_ipv4() const;
  /// The lowest address with the same first bits, which are a multiple of 8.
  [[nodiscard]] IpAddress first_of_block(std::size_t prefix_bits) const;

  friend bool operator==(const IpAddress&, const IpAddress&) = default;
};

struct IpAddressHash {
  std::size_t operator()(const IpAddress& address) const;
};

/// The IPv4 address with these bytes.
IpAddress ipv4_address(const std::array<std::uint8_t, 4>& bytes);

/// A numeric address, with or without a port: "192.0.2.1", "192.0.2.1:80", "2001:db8::1",
/// "[2001:db8::1]:80".
std::optional<IpAddress> parse_ip_address(std::string_view text);

/// A range of addresses.
struct IpNetwork {
  IpAddress base;
  std::size_t prefix_bits =
      128;  ///< of the 128; an IPv4 prefix has 96 more than it is written with

  [[nodiscard]] bool contains(const IpAddress& address) const;
};

/// "10.0.0.0/8", "2001:db8::/32", or one address (RFC 4632 section 3.1).
std::optional<IpNetwork> parse_ip_network(std::string_view text);

/// The proxies that are trusted to name the client.
using TrustedProxies = std::vector<IpNetwork>;

[[nodiscard]] bool is_trusted(const TrustedProxies& proxies, const IpAddress& address);

/// The address that a request came from: the peer's or, if the peer is a trusted proxy, the last
/// address in X-Forwarded-For that is not a trusted proxy's. The client may have forged anything
/// further left.
IpAddress client_address(const IpAddress& peer, std::string_view x_forwarded_for,
                         const TrustedProxies& proxies);

}  // namespace parley::limits
