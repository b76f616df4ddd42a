#include "parley/protocol/room_name.h"

#include <cstddef>

#include "parley/protocol/limits.h"
#include "parley/protocol/utf8.h"

namespace parley::protocol {
namespace {

Error bad_room_name(std::string_view reason) {
  return {ErrorId::BadRoomName, "The room's name " + std::string(reason) + "."};
}

// The value of a hex digit, -1 for anything else.
int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

}  // namespace

Result<std::string> check_room_name(std::string_view name) {
  if (name.empty()) return bad_room_name("is empty");
  if (name.size() > limits::room_name_bytes) {
    return bad_room_name("is longer than " + std::to_string(limits::room_name_bytes) + " bytes");
  }
  if (!is_utf8(name)) return bad_room_name("is not UTF-8");
  if (has_control_characters(name)) return bad_room_name("has control characters");
  if (name == "." || name == "..") return bad_room_name("cannot be \".\" or \"..\"");
  return std::string(name);
}

Result<std::string> decode_room_name(std::string_view segment) {
  // Longer than any encoded name: refused before it is copied.
  if (segment.size() > 3 * limits::room_name_bytes) return bad_room_name("is too long");
  std::string name;
  for (std::size_t index = 0; index < segment.size(); ++index) {
    if (segment[index] != '%') {
      name += segment[index];
      continue;
    }
    const int high = index + 1 < segment.size() ? hex_value(segment[index + 1]) : -1;
    const int low = index + 2 < segment.size() ? hex_value(segment[index + 2]) : -1;
    if (high < 0 || low < 0) return bad_room_name("has a % that is not followed by two hex digits");
    name += static_cast<char>(high * 16 + low);
    index += 2;
  }
  return check_room_name(name);
}

std::string encode_room_name(std::string_view name) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string segment;
  for (const char c : name) {
    if (is_unreserved(c)) {
      segment += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    segment += '%';
    segment += digits[byte >> 4U];
    segment += digits[byte & 0x0FU];
  }
  return segment;
}

}  // namespace parley::protocol
