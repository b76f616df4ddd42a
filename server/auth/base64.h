// Base64 (RFC 4648), decoded as strictly as the RFC allows.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley::auth {

/// Section 4, with padding.
std::string to_base64(std::string_view bytes);

/// The reverse; nothing if it is not the only text for its bytes.
std::optional<std::string> from_base64(std::string_view text);

/// Section 5, for URLs, without padding: what JSON Web Tokens use (RFC 7515 section 2).
std::string to_base64url(std::string_view bytes);

/// The bytes of a base64url text. Nothing if the text contains another character, including
/// padding, or if unused bits are set, so that every value has only one text.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace parley::auth
