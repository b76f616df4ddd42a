// The limits of an examination, in one place.
#pragma once

#include <chrono>
#include <cstddef>

namespace parley::doctor {

/// How long a probe may take. Those of one site begin when its name has been looked up, so that all
/// of it ends after twice that time.
inline constexpr std::chrono::milliseconds probe_time{5000};
/// Of a name, so many addresses are tried.
inline constexpr std::size_t most_addresses = 8;
/// So many addresses that people open are examined.
inline constexpr std::size_t most_sites = 8;
/// The longest answer over HTTP that is read, and the longest head of one.
inline constexpr std::size_t answer_bytes = 65'536;
inline constexpr std::size_t head_bytes = 16'384;
/// How long a UDP packet is waited for before it is sent again, twice as long each time (RFC 8489
/// section 6.2.1).
inline constexpr std::chrono::milliseconds first_retransmission{500};

}  // namespace parley::doctor
