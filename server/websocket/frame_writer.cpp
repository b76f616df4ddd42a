#include "frame_writer.h"

namespace parley::websocket {
namespace {

constexpr unsigned final_fragment = 0x80;
constexpr unsigned text_opcode = 0x1;
constexpr unsigned binary_opcode = 0x2;
constexpr unsigned close_opcode = 0x8;
constexpr unsigned pong_opcode = 0xA;

void append_header(std::string& out, unsigned opcode, std::size_t payload_bytes) {
  out += static_cast<char>(final_fragment | opcode);
  std::size_t length_bytes = 0;
  if (payload_bytes < 126) {
    out += static_cast<char>(payload_bytes);
  } else if (payload_bytes <= UINT16_MAX) {
    out += static_cast<char>(126);
    length_bytes = 2;
  } else {
    out += static_cast<char>(127);
    length_bytes = 8;
  }
  for (std::size_t left = length_bytes; left > 0; --left) {
    out += static_cast<char>((payload_bytes >> (8 * (left - 1))) & 0xFFU);
  }
}

}  // namespace

void append_text_frame(std::string& out, std::string_view text) {
  append_header(out, text_opcode, text.size());
  out += text;
}

void append_binary_frame(std::string& out, std::string_view bytes) {
  append_header(out, binary_opcode, bytes.size());
  out += bytes;
}

void append_pong_frame(std::string& out, std::string_view payload) {
  append_header(out, pong_opcode, payload.size());
  out += payload;
}

void append_close_frame(std::string& out) {
  append_header(out, close_opcode, 0);
}

void append_close_frame(std::string& out, std::uint16_t code, std::string_view reason) {
  append_header(out, close_opcode, sizeof code + reason.size());
  out += static_cast<char>(code >> 8U);
  out += static_cast<char>(code & 0xFFU);
  out += reason;
}

}  // namespace parley::websocket
