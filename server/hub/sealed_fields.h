// What is sealed is one word: fields with a '!' between them, and the signature behind the last.
#pragma once

#include <string_view>

namespace parley::hub {

inline constexpr char field_separator = '!';

/// Takes the text up to the next separator, and that.
inline std::string_view take_field(std::string_view& text, char separator = field_separator) {
  const std::size_t end = text.find(separator);
  const std::string_view field = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return field;
}

}  // namespace parley::hub
