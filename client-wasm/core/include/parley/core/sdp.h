// How the core uses session descriptions (RFC 8866): it reads two things from them and adds one;
// the browser does everything else.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley::core::sdp {

/// Removes the first line and its newline from the text, and returns the line.
std::string_view take_line(std::string_view& text);

/// The ICE username fragments that a description names (RFC 8839 section 5.4), each once.
std::vector<std::string> ice_ufrags(std::string_view sdp);

/// The session id of the o= line (RFC 8866 section 5.2), the same for every description that one
/// RTCPeerConnection makes (RFC 8829 section 5.2.1); empty if there is no such line.
std::string_view session_id(std::string_view sdp);

/// The description with a start rate for its video, in bit/s. The browser that applies it sends at
/// that rate until it knows the line's capacity. This is Chromium's format parameter
/// "x-google-start-bitrate" (RFC 8866 section 6.15), which other browsers ignore.
std::string with_start_bitrate(std::string_view sdp, std::uint32_t bitrate);

}  // namespace parley::core::sdp
