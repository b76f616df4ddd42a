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

// Of IPv4 all but multicast; of IPv6 only what is given out as global unicast (RFC 4291 section
// 2.4), so that no way of writing an IPv4 address is forgotten.
bool is_global_unicast(const IpAddress& address) {
  constexpr std::size_t ipv4_begin = 12;
  return address.is_ipv4() ? (address.bytes[ipv4_begin] & 0xF0U) != 0xE0U
                           : (address.bytes[0] & 0xE0U) == 0x20U;
}

}  // namespace

bool is_public(const IpAddress& address) {
  return is_global_unicast(address) &&
         std::none_of(special_purpose.begin(), special_purpose.end(),
                      [&address](const auto& range) { return lies_in(address, range); });
}

}  // namespace parley::limits
