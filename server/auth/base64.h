// Base64 (RFC 4648), as strict as the RFC allows.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley::auth {

/// Section 4, with padding.
std::string to_base64(std::string_view bytes);

/// Section 5, for URLs, without padding: what JSON Web Tokens use (RFC 7515 section 2).
std::string to_base64url(std::string_view bytes);

/// The bytes of such a text. Nothing where another character is in it, padding included, or bits
/// are set that stand for nothing: every value has one text only.
std::optional<std::string> from_base64url(std::string_view text);

}  // namespace parley::auth
