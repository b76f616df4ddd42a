// Frames as clients send them.
#pragma once

#include <string>
#include <string_view>

namespace parley::websocket {

inline constexpr unsigned text_frame = 0x81;  // FIN and opcode (RFC 6455 section 5.2)
inline constexpr unsigned binary_frame = 0x82;
inline constexpr unsigned close_frame = 0x88;
inline constexpr unsigned ping_frame = 0x89;
inline constexpr unsigned pong_frame = 0x8A;

/// The bytes of a frame, masked as a client's must be unless `masked` is false.
std::string frame_bytes(unsigned first_byte, std::string_view payload, bool masked = true);

}  // namespace parley::websocket
