#pragma once

#include <string>
#include <string_view>

namespace parley::http {

/// SHA-1 in base64, as RFC 6455 section 4.2.2 requires. Not for anything that must be secure.
std::string sha1_base64(std::string_view text);

/// The first 16 hex digits of SHA-256: enough to tell one file from another.
std::string short_sha256(std::string_view bytes);

}  // namespace parley::http
