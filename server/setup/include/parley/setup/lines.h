// Texts in lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley::setup {

/// The lines of a text, without what ends them.
std::vector<std::string_view> lines_of(std::string_view text);

/// The lines in one text, each with its end.
template <class Lines>
std::string joined(const Lines& lines) {
  std::string text;
  for (const auto& line : lines) text.append(line).append("\n");
  return text;
}

}  // namespace parley::setup
