#include "parley/limits/client_address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <functional>

#include "parley/base/text.h"

namespace parley::limits {
namespace {

constexpr std::array<std::uint8_t, 12> ipv4_prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

// Without the port, and without the brackets that one needs around IPv6 (RFC 3986 section 3.2.2).
std::string_view without_port(std::string_view text) {
  if (text.starts_with('[')) {
    const std::size_t end = text.find(']');
    return end == std::string_view::npos ? std::string_view() : text.substr(1, end - 1);
  }
  const std::size_t colon = text.find(':');
  const bool only_one = colon != std::string_view::npos && text.find(':', colon + 1) == text.npos;
  return only_one ? text.substr(0, colon) : text;
}

// Without port and brackets.
std::optional<IpAddress> parse_bare(std::string_view text) {
  const std::string host(text);
  IpAddress address;
  if (inet_pton(AF_INET6, host.c_str(), address.bytes.data()) == 1) return address;
  std::array<std::uint8_t, 4> ipv4{};
  if (inet_pton(AF_INET, host.c_str(), ipv4.data()) != 1) return {};
  return ipv4_address(ipv4);
}

}  // namespace

bool IpAddress::is_ipv4() const {
  return std::equal(ipv4_prefix.begin(), ipv4_prefix.end(), bytes.begin());
}

IpAddress IpAddress::first_of_block(std::size_t prefix_bits) const {
  IpAddress result = *this;
  std::fill(result.bytes.begin() + static_cast<std::ptrdiff_t>(prefix_bits / 8), result.bytes.end(),
            0);
  return result;
}

std::size_t IpAddressHash::operator()(const IpAddress& address) const {
  return std::hash<std::string_view>()(
      {reinterpret_cast<const char*>(address.bytes.data()), address.bytes.size()});
}

IpAddress ipv4_address(const std::array<std::uint8_t, 4>& bytes) {
  IpAddress address;
  std::copy(ipv4_prefix.begin(), ipv4_prefix.end(), address.bytes.begin());
  std::copy(bytes.begin(), bytes.end(), address.bytes.begin() + ipv4_prefix.size());
  return address;
}

std::optional<IpAddress> parse_ip_address(std::string_view text) {
  return parse_bare(without_port(text));
}

bool IpNetwork::contains(const IpAddress& address) const {
  const std::size_t whole = prefix_bits / 8;
  if (!std::equal(base.bytes.begin(), base.bytes.begin() + static_cast<std::ptrdiff_t>(whole),
                  address.bytes.begin())) {
    return false;
  }
  const std::size_t rest = prefix_bits % 8;
  return rest == 0 || base.bytes[whole] >> (8 - rest) == address.bytes[whole] >> (8 - rest);
}

std::optional<IpNetwork> parse_ip_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::optional<IpAddress> base = parse_bare(text.substr(0, slash));
  if (!base) return {};
  if (slash == std::string_view::npos) return IpNetwork{*base};
  const std::string_view digits = text.substr(slash + 1);
  std::size_t bits = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  const std::size_t most = base->is_ipv4() ? 32 : 128;
  if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size() || bits > most) {
    return {};
  }
  return IpNetwork{*base, bits + (128 - most)};
}

bool is_trusted(const TrustedProxies& proxies, const IpAddress& address) {
  return std::any_of(proxies.begin(), proxies.end(),
                     [&address](const IpNetwork& network) { return network.contains(address); });
}

IpAddress client_address(const IpAddress& peer, std::string_view x_forwarded_for,
                         const TrustedProxies& proxies) {
  IpAddress client = peer;
  while (is_trusted(proxies, client) && !x_forwarded_for.empty()) {
    const std::size_t comma = x_forwarded_for.rfind(',');
    const bool last = comma == std::string_view::npos;
    const auto before = parse_ip_address(base::trim(x_forwarded_for.substr(last ? 0 : comma + 1)));
    if (!before) break;
    client = *before;
    x_forwarded_for = last ? std::string_view() : x_forwarded_for.substr(0, comma);
  }
  return client;
}

}  // namespace parley::limits
