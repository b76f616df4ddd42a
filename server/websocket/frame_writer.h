// WebSocket frames as a server sends them: whole and unmasked (RFC 6455 section 5.2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace parley::websocket {

/// The most that a frame adds to its payload.
inline constexpr std::size_t frame_header_bytes = 10;

void append_text_frame(std::string& out, std::string_view text);
void append_binary_frame(std::string& out, std::string_view bytes);

/// `payload` has at most 125 bytes.
void append_pong_frame(std::string& out, std::string_view payload);

/// Without a code.
void append_close_frame(std::string& out);
/// `reason` has at most 123 bytes.
void append_close_frame(std::string& out, std::uint16_t code, std::string_view reason);

}  // namespace parley::websocket
