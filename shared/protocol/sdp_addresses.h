// The addresses in session descriptions (RFC 8866) and ICE candidates (RFC 8839).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley::protocol {

/// A candidate-attribute ("candidate:1 1 udp …") of the type "relay", without the address behind
/// the relay (RFC 8839 section 5.1). Nothing for any other.
std::optional<std::string> keep_relay_candidate(std::string_view candidate);

/// The description without candidates of other types, and with 0.0.0.0 for the addresses of
/// origin, connection and RTCP: an agent that does not hide itself has one of its own there.
std::string keep_relay_addresses(std::string_view sdp);

}  // namespace parley::protocol
