// Which clients may be the same person's, as far as the hub is told: it knows no addresses.
#pragma once

#include <cstdint>

namespace parley::hub {

/// Stands for an IPv4 address or an IPv6 /48. Different numbers are different blocks.
using ClientBlock = std::uint64_t;

/// For a client of which nothing is known: it shares its block with nobody.
inline constexpr ClientBlock unknown_block = 0;

}  // namespace parley::hub
