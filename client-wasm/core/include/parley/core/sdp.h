// What the core has to do with session descriptions (RFC 8866): it reads two things out of them and
// adds one; all else is the browser's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley::core::sdp {

/// Takes the first line off the text, and its end.
std::string_view take_line(std::string_view& text);

/// The ICE username fragments that a description names (RFC 8839 section 5.4), each once.
std::vector<std::string> ice_ufrags(std::string_view sdp);

/// The session id of the o= line (RFC 8866 section 5.2), the same for every description that one
/// RTCPeerConnection makes (RFC 8829 section 5.2.1); empty where there is no such line.
std::string_view session_id(std::string_view sdp);

/// The description with a rate for its video, in bit/s, that whoever applies it sends at until it
/// knows what the line bears: the format parameter "x-google-start-bitrate" (RFC 8866 section 6.15)
/// of Chromium, which others skip.
std::string with_start_bitrate(std::string_view sdp, std::uint32_t bitrate);

}  // namespace parley::core::sdp
