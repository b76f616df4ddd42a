#include "parley/limits/special_addresses.h"

#include <algorithm>

namespace parley::limits {
namespace {

// An IPv4 address is compared with the ranges of those alone: in IPv6, all of them are one range.
bool lies_in(const IpAddress& address, const AddressRange& range) {
  const bool is_of_ipv4 = range.first.find(':') == std::string_view::npos;
  if (is_of_ipv4 != address.is_ipv4()) return false;
  const auto first = parse_ip_address(range.first);
  const auto last = parse_ip_address(range.last);
  return first->bytes <= address.bytes && address.bytes <= last->bytes;
}

bool is_multicast(const IpAddress& address) {
  constexpr std::size_t ipv4_begin = 12;
  return address.is_ipv4() ? (address.bytes[ipv4_begin] & 0xF0U) == 0xE0U
                           : address.bytes[0] == 0xFFU;
}

}  // namespace

bool is_public(const IpAddress& address) {
  static constexpr IpAddress unspecified{};
  return address != unspecified && !is_multicast(address) &&
         std::none_of(special_purpose.begin(), special_purpose.end(),
                      [&address](const auto& range) { return lies_in(address, range); });
}

}  // namespace parley::limits
