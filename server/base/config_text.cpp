#include "parley/base/config_text.h"

namespace parley::base {
namespace {

bool is_quote(char c) {
  return c == '"' || c == '\'';
}

std::string_view without_comment(std::string_view text) {
  if (!text.empty() && is_quote(text.front())) {
    const std::size_t end = text.find(text.front(), 1);
    if (end != std::string_view::npos && without_blanks(text.substr(end + 1)).starts_with('#')) {
      return text.substr(0, end + 1);
    }
    return text;
  }
  for (const std::string_view mark : {" #", "\t#"}) text = text.substr(0, text.find(mark));
  return without_blanks(text);
}

}  // namespace

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::optional<ConfigLine> read_config_line(std::string_view line) {
  line = without_blanks(line);
  if (line.empty() || line.front() == '#' || line.front() == ';') return std::nullopt;
  const std::size_t equals = line.find('=');
  const std::string_view before = without_blanks(line.substr(0, equals));
  const std::string_view name = without_comment(before);
  // Then the "=" stands in the comment.
  if (equals == std::string_view::npos || name.size() < before.size()) {
    return ConfigLine{name, std::nullopt};
  }
  return ConfigLine{name, without_comment(without_blanks(line.substr(equals + 1)))};
}

std::string_view without_quotes(std::string_view value) {
  const bool is_quoted =
      value.size() >= 2 && value.front() == value.back() && is_quote(value.front());
  return is_quoted ? value.substr(1, value.size() - 2) : value;
}

std::vector<std::string> read_list(std::string_view value) {
  if (value.size() >= 2 && value.starts_with('[') && value.ends_with(']')) {
    value = value.substr(1, value.size() - 2);
  }
  std::vector<std::string> parts;
  while (true) {
    const std::size_t comma = value.find(',');
    const std::string_view part = without_quotes(without_blanks(value.substr(0, comma)));
    if (!part.empty()) parts.emplace_back(part);
    if (comma == std::string_view::npos) return parts;
    value.remove_prefix(comma + 1);
  }
}

}  // namespace parley::base
