#pragma once

#include <string_view>

namespace parley::protocol {

/// True for well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing past U+10FFFF.
bool is_utf8(std::string_view text);

/// Reads UTF-8 in pieces, split anywhere, and detects the first invalid byte.
class Utf8Stream {
 public:
  /// False once the bytes so far cannot be the beginning of well-formed UTF-8.
  [[nodiscard]] bool feed(std::string_view bytes);
  /// False in the middle of a character.
  [[nodiscard]] bool complete() const { return missing_ == 0; }

 private:
  [[nodiscard]] bool take(unsigned byte);

  unsigned missing_ = 0;  // continuation bytes still to come
  // The range of the next one; narrower than 80..BF after some lead bytes.
  unsigned lowest_ = 0x80;
  unsigned highest_ = 0xBF;
};

/// True if the text, which is well-formed UTF-8, contains a C0 or C1 control character or DEL.
bool has_control_characters(std::string_view text);

}  // namespace parley::protocol
