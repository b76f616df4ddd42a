// What the core reads out of a session description (RFC 8866): two things; all else is the
// browser's.
#pragma once

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

}  // namespace parley::core::sdp
