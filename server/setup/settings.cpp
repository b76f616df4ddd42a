#include "parley/setup/settings.h"

#include "parley/setup/lines.h"

namespace parley::setup {
namespace {

// What stands behind "name =", if the line is that.
std::optional<std::string_view> value_in(std::string_view line, std::string_view name) {
  line = trimmed(line);
  if (!line.starts_with(name)) return std::nullopt;
  line = trimmed(line.substr(name.size()));
  if (!line.starts_with('=')) return std::nullopt;
  line = trimmed(line.substr(1));
  for (const std::string_view mark : {" #", "\t#"}) line = line.substr(0, line.find(mark));
  line = trimmed(line);
  const bool quoted = line.size() >= 2 && line.front() == line.back() &&
                      (line.front() == '"' || line.front() == '\'');
  return quoted ? line.substr(1, line.size() - 2) : line;
}

bool shows(std::string_view line, std::string_view name) {
  line = trimmed(line);
  return line.starts_with('#') && value_in(line.substr(1), name).has_value();
}

}  // namespace

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::optional<std::string> setting(std::string_view text, std::string_view name) {
  std::optional<std::string> found;
  for (const std::string_view line : lines_of(text)) {
    const auto value = value_in(line, name);
    if (!value) continue;
    if (!found) {
      found.emplace(*value);
    } else {
      found->append(", ").append(*value);
    }
  }
  return found;
}

bool lists(std::string_view list, std::string_view value) {
  while (true) {
    const std::size_t comma = list.find(',');
    if (trimmed(list.substr(0, comma)) == value) return true;
    if (comma == std::string_view::npos) return false;
    list.remove_prefix(comma + 1);
  }
}

std::string with_setting(std::string_view text, std::string_view name, std::string_view value) {
  const std::string line = std::string(name) + " = " + std::string(value);
  const bool is_set = setting(text, name).has_value();
  std::vector<std::string_view> result;
  bool placed = false;
  for (const std::string_view present : lines_of(text)) {
    if (value_in(present, name)) {
      if (!placed) result.emplace_back(line);
      placed = true;
      continue;
    }
    result.push_back(present);
    if (!is_set && !placed && shows(present, name)) {
      result.emplace_back(line);
      placed = true;
    }
  }
  if (!placed) result.emplace_back(line);
  return joined(result);
}

}  // namespace parley::setup
