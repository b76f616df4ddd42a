// Message authentication codes (RFC 2104).
#pragma once

#include <string>
#include <string_view>

namespace parley::auth {

/// 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view text);

/// 20 bytes. For TURN servers, which support nothing else.
std::string hmac_sha1(std::string_view key, std::string_view text);

}  // namespace parley::auth
