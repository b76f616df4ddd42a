// The addresses in session descriptions (RFC 8866) and ICE candidates (RFC 8839).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley::protocol {

/// A candidate-attribute ("candidate:1 1 udp …") of the type "relay", without the address behind
/// the relay (RFC 8839 section 5.1). Nothing for other types.
std::optional<std::string> keep_relay_candidate(std::string_view candidate);

/// The description without candidates of other types, and with 0.0.0.0 for the addresses of
/// origin, connection and RTCP, where agents that do not hide themselves put their own address.
std::string keep_relay_addresses(std::string_view sdp);

}  // namespace parley::protocol
