// Kinds of ASCII characters, independent of the locale.
#pragma once

#include <algorithm>
#include <string_view>

namespace parley::core {

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
inline bool is_upper_case(char c) {
  return c >= 'A' && c <= 'Z';
}
inline bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f');
}
inline bool is_letter_or_digit(char c) {
  return is_digit(c) || is_upper_case(c) || (c >= 'a' && c <= 'z');
}
/// RFC 8839 section 5.4, ice-char.
inline bool is_ice_character(char c) {
  return is_letter_or_digit(c) || c == '+' || c == '/';
}

inline bool all_of(std::string_view text, bool (*is_of_kind)(char)) {
  return std::all_of(text.begin(), text.end(), is_of_kind);
}

}  // namespace parley::core
