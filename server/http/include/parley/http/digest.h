#pragma once

#include <string>
#include <string_view>

namespace parley::http {

/// What a server answers to a client's Sec-WebSocket-Key (RFC 6455 section 4.2.2).
std::string websocket_accept(std::string_view key);

/// The first 16 hex digits of SHA-256: enough to tell one file from another.
std::string short_sha256(std::string_view bytes);

}  // namespace parley::http
