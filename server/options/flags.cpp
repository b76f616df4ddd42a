#include "options/flags.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "parley/base/config_text.h"

namespace parley {
namespace {

constexpr std::size_t shown_bytes = 100;

Take take_switch(bool& value) {
  return [&value](const std::string& text) -> std::string {
    const std::string word = lower(text);
    const bool yes = word == "true" || word == "on" || word == "yes" || word == "1";
    const bool no = word == "false" || word == "off" || word == "no" || word == "0";
    if (!yes && !no) return "Expected true or false.";
    value = yes;
    return {};
  };
}

std::string help_of(const FlagText& text) {
  std::string help = text.help;
  if (text.several) help += ". May be given several times, or with commas";
  if (text.secret) {
    help += ". Better given by environment or file: other users of the machine see command lines";
  }
  return help;
}

}  // namespace

std::string environment_name(std::string_view flag) {
  flag.remove_prefix(2);
  std::string name = "PARLEY_";
  for (const char c : flag) {
    const bool is_lower = c >= 'a' && c <= 'z';
    name += c == '-' ? '_' : is_lower ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return name;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

std::string shown(std::string_view text) {
  std::string result;
  for (const char c : text.substr(0, shown_bytes)) {
    result += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
  }
  return text.size() > shown_bytes ? result + "..." : result;
}

std::size_t edit_distance(std::string_view one, std::string_view other) {
  // Of the beginnings of `one` with two letters less, one less, and all of it, to each of
  // `other`'s.
  std::vector<std::size_t> before;
  std::vector<std::size_t> last;
  std::vector<std::size_t> row(other.size() + 1);
  for (std::size_t column = 0; column < row.size(); ++column) row[column] = column;
  for (std::size_t line = 1; line <= one.size(); ++line) {
    before = std::move(last);
    last = std::move(row);
    row.assign(other.size() + 1, line);
    for (std::size_t column = 1; column <= other.size(); ++column) {
      const std::size_t changed = one[line - 1] == other[column - 1] ? 0 : 1;
      row[column] = std::min({last[column] + 1, row[column - 1] + 1, last[column - 1] + changed});
      const bool swapped = line > 1 && column > 1 && one[line - 1] == other[column - 2] &&
                           one[line - 2] == other[column - 1];
      if (swapped) row[column] = std::min(row[column], before[column - 2] + 1);
    }
  }
  return row.back();
}

void Flags::add(const std::string& name, FlagText text, Take take, std::string environment) {
  if (environment.empty()) environment = environment_name(name);
  Flag& flag = flags_.emplace_back(
      Flag{name, std::move(environment), group_, std::move(text), std::move(take), {}});
  CLI::Option* const option =
      app_.add_option(name, flag.values, help_of(flag.text))
          ->take_all()
          ->allow_extra_args(false)
          ->option_text(" " + flag.text.value +
                        (flag.text.default_value.empty() ? "" : "=" + flag.text.default_value) +
                        (flag.text.several ? " ..." : "") + " (Env:" + flag.environment + ")");
  if (!flag.text.implied.empty()) option->expected(0, 1);
  if (!group_.empty()) option->group(group_);
}

void Flags::add_switch(const std::string& name, bool& value, const std::string& help) {
  Flag& flag = flags_.emplace_back(Flag{name,
                                        environment_name(name),
                                        group_,
                                        {.value = "", .help = help, .default_value = ""},
                                        take_switch(value),
                                        {}});
  flag.is_switch = true;
  CLI::Option* const option = app_.add_flag(name, flag.values, help)
                                  ->take_all()
                                  ->option_text(" (Env:" + flag.environment + ")");
  if (!group_.empty()) option->group(group_);
}

std::vector<Mistake> Flags::take_all() {
  find_unknown_arguments();
  std::string config;
  for (Flag& flag : flags_) {
    const char* const variable = std::getenv(flag.environment.c_str());
    const bool in_environment = variable != nullptr && *variable != '\0';
    if (!flag.values.empty()) {
      take_from_command_line(flag);
    } else if (in_environment) {
      take_from_environment(flag, variable);
    }
    if (flag.name == "--config" && flag.given) {
      config = flag.values.empty() ? std::string(variable) : flag.values.back();
    }
  }
  if (!config.empty()) take_from_file(config);
  return std::move(mistakes_);
}

std::vector<Mistake> Flags::unused_variables() const {
  constexpr std::size_t near = 2;
  std::vector<Mistake> warnings;
  for (char** variable = environ; *variable != nullptr; ++variable) {
    const std::string_view name =
        std::string_view(*variable).substr(0, std::strcspn(*variable, "="));
    if (!name.starts_with("PARLEY_")) continue;
    const Flag* nearest = nullptr;
    std::size_t least = near + 1;
    for (const Flag& flag : flags_) {
      const std::size_t distance = edit_distance(name, flag.environment);
      if (distance >= least) continue;
      least = distance;
      nearest = &flag;
    }
    if (nearest != nullptr && least > 0) {
      warnings.push_back(
          {shown(name), "This variable is not used. Did you mean " + nearest->environment + "?"});
    }
  }
  return warnings;
}

bool Flags::given(std::string_view name) const {
  return std::any_of(flags_.begin(), flags_.end(),
                     [name](const Flag& flag) { return flag.name == name && flag.given; });
}

std::vector<FlagDescription> Flags::descriptions() const {
  std::vector<FlagDescription> all;
  for (const Flag& flag : flags_) {
    all.push_back({flag.name, flag.environment, flag.group, flag.text, flag.is_switch});
    all.back().text.help = help_of(flag.text);
  }
  return all;
}

bool Flags::any_given_from(std::size_t first) const {
  return std::any_of(flags_.begin() + static_cast<std::ptrdiff_t>(first), flags_.end(),
                     [](const Flag& flag) { return flag.given; });
}

void Flags::take_from_command_line(Flag& flag) {
  flag.given = flag.outranks_file = true;
  if (flag.values.size() > 1 && !flag.text.several && !flag.is_switch) {
    mistakes_.push_back({flag.name, "It is given " + std::to_string(flag.values.size()) +
                                        " times, and takes one value."});
    return;
  }
  // What CLI11 makes of a bare flag.
  if (!flag.text.implied.empty()) {
    std::replace_if(
        flag.values.begin(), flag.values.end(),
        [](const std::string& value) { return value.empty() || value == "true"; },
        flag.text.implied);
  }
  for (const std::string& value : flag.values) {
    const std::string where =
        flag.is_switch || flag.text.secret ? flag.name : flag.name + " " + shown(value);
    if (flag.is_switch) {
      take_value(flag, value == "true" ? where : where + "=" + shown(value), value);
    } else {
      take_value(flag, where, value);
    }
  }
}

void Flags::take_from_environment(Flag& flag, const std::string& value) {
  flag.given = flag.outranks_file = true;
  take_value(flag, flag.text.secret ? flag.environment : flag.environment + "=" + shown(value),
             value);
}

void Flags::take_from_file(const std::string& path) {
  std::ifstream file(path);
  const bool opened = file.good();
  const int reason = errno;
  const bool is_empty = file.peek() == std::ifstream::traits_type::eof();
  // A directory can be opened, but not read.
  if (!opened || (is_empty && !file.eof())) {
    mistakes_.push_back(
        {"--config " + shown(path),
         std::string("The file cannot be read: ") + std::strerror(opened ? EISDIR : reason) + "."});
    return;
  }
  std::size_t number = 0;
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    const std::string where = shown(path) + ", line " + std::to_string(++number);
    const auto read = base::read_config_line(line);
    if (!read) continue;
    const std::string name(read->name);
    const Flag* flag = find("--" + name);
    const bool again = std::find(lines.begin(), lines.end(), name) != lines.end();
    lines.push_back(name);
    if (flag != nullptr && again && !flag->text.several) {
      mistakes_.push_back({where, "\"" + name + "\" is set a second time."});
    } else {
      take_line(where, *read);
    }
  }
}

void Flags::take_line(const std::string& where, const base::ConfigLine& line) {
  const std::string name(line.name);
  Flag* flag = find("--" + name);
  if (flag == nullptr || name == "config") {
    const std::string nearest = flag == nullptr ? suggestion("--" + name, "") : "";
    mistakes_.push_back({where, "There is no option \"" + shown(name) + "\"." + nearest});
    return;
  }
  if (!line.value && !flag->is_switch) {
    mistakes_.push_back({where, "Expected " + name + " = " + flag->text.value + "."});
    return;
  }
  if (flag->outranks_file) return;
  flag->given = true;
  const std::string_view written = line.value.value_or("true");
  const std::string_view value = flag->text.several ? written : base::without_quotes(written);
  take_value(*flag, where + (flag->text.secret ? "" : ", " + name + " = " + shown(value)),
             std::string(value));
}

void Flags::take_value(const Flag& flag, const std::string& where, const std::string& value) {
  const auto take = [&](const std::string& part) {
    const std::string mistake = flag.take(part);
    if (!mistake.empty()) mistakes_.push_back({where, mistake});
  };
  if (!flag.text.several) {
    take(value);
    return;
  }
  for (const std::string& part : base::read_list(value)) take(part);
}

void Flags::find_unknown_arguments() {
  const std::vector<std::string> remaining = app_.remaining();
  const bool unknown_flag = std::any_of(remaining.begin(), remaining.end(),
                                        [](const auto& text) { return text.starts_with('-'); });
  for (const std::string& argument : remaining) {
    const std::string name = argument.substr(0, argument.find('='));
    if (name.starts_with('-')) {
      mistakes_.push_back({shown(name), "There is no such flag." + suggestion(name, "--")});
    } else if (!unknown_flag) {  // else it was meant as that one's value
      mistakes_.push_back({shown(argument), "Expected a flag, such as --port 8080."});
    }
  }
}

Flags::Flag* Flags::find(std::string_view name) {
  const auto found = std::find_if(flags_.begin(), flags_.end(),
                                  [name](const Flag& flag) { return flag.name == name; });
  return found == flags_.end() ? nullptr : &*found;
}

std::string Flags::suggestion(std::string_view name, std::string_view prefix) const {
  const std::string_view text = name.substr(std::min(name.size(), name.find_first_not_of('-')));
  std::size_t least = std::max<std::size_t>(2, text.size() / 3) + 1;
  std::string nearest;
  for (const Flag& flag : flags_) {
    const std::string_view other = std::string_view(flag.name).substr(2);
    const std::size_t distance = edit_distance(text, other);
    // As many changes as letters make anything of anything.
    if (distance < least && distance < other.size()) {
      least = distance;
      nearest = other;
    }
  }
  if (nearest.empty()) return {};
  return prefix.empty() ? " Did you mean \"" + nearest + "\"?"
                        : " Did you mean " + std::string(prefix) + nearest + "?";
}

}  // namespace parley
