#include "parley/setup/settings.h"

#include <algorithm>

#include "parley/base/config_text.h"
#include "parley/setup/lines.h"

namespace parley::setup {
namespace {

using base::read_config_line;
using base::without_blanks;

bool sets(std::string_view line, std::string_view name) {
  const auto read = read_config_line(line);
  return read && read->value && read->name == name;
}

bool shows(std::string_view line, std::string_view name) {
  line = without_blanks(line);
  return line.starts_with('#') && sets(line.substr(1), name);
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

std::optional<std::string> setting(std::string_view text, std::string_view name) {
  std::optional<std::string> found;
  for (const std::string_view line : lines_of(text)) {
    if (sets(line, name)) found.emplace(base::without_quotes(*read_config_line(line)->value));
  }
  return found;
}

std::vector<std::string> values_of(std::string_view text, std::string_view name) {
  std::vector<std::string> values;
  for (const std::string_view line : lines_of(text)) {
    if (!sets(line, name)) continue;
    for (std::string& value : base::read_list(*read_config_line(line)->value)) {
      values.push_back(std::move(value));
    }
  }
  return values;
}

std::string with_setting(std::string_view text, std::string_view name, std::string_view value) {
  const std::string line = std::string(name) + " = " + std::string(value);
  const bool is_set = setting(text, name).has_value();
  std::vector<std::string_view> result;
  bool placed = false;
  for (const std::string_view present : lines_of(text)) {
    if (sets(present, name)) {
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

std::string with_value(std::string_view text, std::string_view name, const std::string& value) {
  std::vector<std::string> values = values_of(text, name);
  if (std::find(values.begin(), values.end(), value) != values.end()) return std::string(text);
  values.push_back(value);
  std::string list;
  for (const std::string& one : values) list.append(list.empty() ? "" : ", ").append(one);
  return with_setting(text, name, list);
}

}  // namespace parley::setup
