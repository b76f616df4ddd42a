#include "parley/protocol/utf8.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace parley::protocol {
namespace {

unsigned byte_at(std::string_view text, std::size_t index) {
  return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
}

// Nearly all of what people and programs send is ASCII: eight bytes of it at a time.
constexpr std::size_t word_bytes = sizeof(std::uint64_t);

bool is_ascii_at(std::string_view text, std::size_t index) {
  if (text.size() - index < word_bytes) return false;
  std::uint64_t word = 0;
  std::memcpy(&word, text.data() + index, word_bytes);
  return (word & 0x8080808080808080U) == 0;
}

}  // namespace

bool Utf8Stream::feed(std::string_view bytes) {
  std::size_t index = 0;
  while (index < bytes.size()) {
    if (missing_ == 0 && is_ascii_at(bytes, index)) {
      index += word_bytes;
    } else if (!take(byte_at(bytes, index++))) {
      return false;
    }
  }
  return true;
}

// RFC 3629 section 4. Overlong forms, surrogates and what is past U+10FFFF show in the first
// continuation byte.
bool Utf8Stream::take(unsigned byte) {
  if (missing_ > 0) {
    if (byte < lowest_ || byte > highest_) return false;
    --missing_;
    lowest_ = 0x80;
    highest_ = 0xBF;
    return true;
  }
  if (byte < 0x80) return true;
  if (byte < 0xC2 || byte > 0xF4) return false;
  missing_ = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
  if (byte == 0xE0) lowest_ = 0xA0;
  if (byte == 0xED) highest_ = 0x9F;
  if (byte == 0xF0) lowest_ = 0x90;
  if (byte == 0xF4) highest_ = 0x8F;
  return true;
}

bool is_utf8(std::string_view text) {
  Utf8Stream stream;
  return stream.feed(text) && stream.complete();
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
