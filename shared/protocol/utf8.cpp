#include "parley/protocol/utf8.h"

#include <cstddef>

namespace parley::protocol {
namespace {

unsigned byte_at(std::string_view text, std::size_t index) {
  return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
}

bool is_continuation(unsigned byte) {
  return (byte & 0xC0U) == 0x80U;
}

// Length of the well-formed sequence at `index` (RFC 3629 section 4), 0 where there is none.
std::size_t sequence_length(std::string_view text, std::size_t index) {
  const unsigned lead = byte_at(text, index);
  const unsigned second = byte_at(text, index + 1);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4 || !is_continuation(second)) return 0;
  if (lead < 0xE0) return 2;
  if (!is_continuation(byte_at(text, index + 2))) return 0;
  if (lead < 0xF0) {
    const bool overlong = lead == 0xE0 && second < 0xA0;
    const bool surrogate = lead == 0xED && second > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  if (!is_continuation(byte_at(text, index + 3))) return 0;
  const bool overlong = lead == 0xF0 && second < 0x90;
  const bool beyond = lead == 0xF4 && second > 0x8F;
  return overlong || beyond ? 0 : 4;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (std::size_t index = 0; index < text.size();) {
    const std::size_t length = sequence_length(text, index);
    if (length == 0) return false;
    index += length;
  }
  return true;
}

bool has_control_characters(std::string_view text) {
  for (std::size_t index = 0; index < text.size(); ++index) {
    const unsigned byte = byte_at(text, index);
    if (byte < 0x20 || byte == 0x7F) return true;
    // C1 controls are U+0080 to U+009F: C2 80 to C2 9F.
    if (byte == 0xC2 && byte_at(text, index + 1) < 0xA0) return true;
  }
  return false;
}

}  // namespace parley::protocol
