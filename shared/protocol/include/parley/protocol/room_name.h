// Room names, as they appear in the path of a URL.
#pragma once

#include <string>
#include <string_view>

#include "parley/protocol/result.h"

namespace parley::protocol {

/// The name itself if it is valid: 1 to 128 bytes of UTF-8, no control characters, and neither
/// "." nor "..", which URLs cannot carry (WHATWG URL, path state). Error: `bad-room-name`.
Result<std::string> check_room_name(std::string_view name);

/// The name in one percent-encoded segment of a path (RFC 3986 section 2.1), checked as above.
Result<std::string> decode_room_name(std::string_view segment);

/// The reverse: writes every byte that is not unreserved (RFC 3986 section 2.3) as %XX.
std::string encode_room_name(std::string_view name);

}  // namespace parley::protocol
