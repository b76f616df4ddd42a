// Addresses that are no public ones.
#pragma once

#include <array>
#include <string_view>

#include "parley/limits/client_address.h"

namespace parley::limits {

struct AddressRange {
  std::string_view first;
  std::string_view last;
};

/// IANA's registries of special-purpose addresses (RFC 6890), and those that contain an IPv4
/// address; without multicast.
inline constexpr std::array special_purpose = {
    AddressRange{"0.0.0.0", "0.255.255.255"},
    AddressRange{"10.0.0.0", "10.255.255.255"},
    AddressRange{"100.64.0.0", "100.127.255.255"},
    AddressRange{"127.0.0.0", "127.255.255.255"},
    AddressRange{"169.254.0.0", "169.254.255.255"},
    AddressRange{"172.16.0.0", "172.31.255.255"},
    AddressRange{"192.0.0.0", "192.0.0.255"},
    AddressRange{"192.0.2.0", "192.0.2.255"},
    AddressRange{"192.31.196.0", "192.31.196.255"},
    AddressRange{"192.52.193.0", "192.52.193.255"},
    AddressRange{"192.88.99.0", "192.88.99.255"},
    AddressRange{"192.168.0.0", "192.168.255.255"},
    AddressRange{"192.175.48.0", "192.175.48.255"},
    AddressRange{"198.18.0.0", "198.19.255.255"},
    AddressRange{"198.51.100.0", "198.51.100.255"},
    AddressRange{"203.0.113.0", "203.0.113.255"},
    AddressRange{"240.0.0.0", "255.255.255.255"},
    // Not from "::" on: coturn takes a range that begins there for all addresses.
    AddressRange{"::1", "::ffff:ffff"},
    AddressRange{"::ffff:0:0", "::ffff:ffff:ffff"},
    AddressRange{"64:ff9b::", "64:ff9b::ffff:ffff"},
    AddressRange{"64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"},
    AddressRange{"100::", "100::1:ffff:ffff:ffff:ffff"},
    AddressRange{"2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"},
    AddressRange{"2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"},
    AddressRange{"2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    AddressRange{"2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff"},
    AddressRange{"3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"},
    AddressRange{"5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    AddressRange{"fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    AddressRange{"fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    AddressRange{"fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
};

/// Neither one of those nor multicast, nor IPv6 of a block that is not given out.
bool is_public(const IpAddress& address);

}  // namespace parley::limits
