#pragma once

#include <cstddef>
#include <string_view>

namespace parley::simulation {

/// The type of a message that our own encoder wrote, found without parsing it: the runs ask for
/// nothing more often. The encoder sorts the fields, so that the envelope's type comes after those
/// of inner objects. Empty where there is none.
inline std::string_view message_type(std::string_view text) {
  constexpr std::string_view field = "\"type\":\"";
  const std::size_t found = text.rfind(field);
  if (found == std::string_view::npos) return {};
  const std::size_t start = found + field.size();
  return text.substr(start, text.find('"', start) - start);
}

}  // namespace parley::simulation
