#include "options/reference.h"

#include <CLI/CLI.hpp>
#include <sstream>

#include "options/describe.h"

namespace parley {
namespace {

constexpr std::size_t widest_line = 100;

// The text in lines that begin with "# ".
std::string comment(const std::string& text) {
  std::string result;
  std::string line = "#";
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    if (line.size() + 1 + word.size() > widest_line) {
      result += line + "\n";
      line = "#";
    }
    line += " " + word;
  }
  return result + line + "\n";
}

std::string value_in_file(const FlagDescription& flag) {
  if (flag.is_switch) return "false";
  if (!flag.text.implied.empty()) return flag.text.implied;
  return flag.text.default_value.empty() ? flag.text.value : flag.text.default_value;
}

}  // namespace

std::vector<FlagDescription> flags_with(const Command& command) {
  Options options;
  RawOptions raw;
  CLI::App app;
  Flags flags(app);
  if (command.describe) command.describe(flags);
  describe_all(flags, options, raw);
  return flags.descriptions();
}

std::vector<FlagDescription> server_flags() {
  return flags_with({});
}

std::string configuration_reference(const std::vector<FlagDescription>& flags) {
  std::string text =
      "# Parley's configuration: one setting a line. A line without # sets something; those with\n"
      "# #name = value show each setting with its default, or what kind of value it takes.\n"
      "# Environment and command line go before this file. After a change:\n"
      "# systemctl restart parley\n";
  std::string group;
  for (const FlagDescription& flag : flags) {
    const std::string name = flag.name.substr(2);
    if (name == "config") continue;
    if (flag.group != group) text += "\n## " + flag.group + "\n";
    group = flag.group;
    text += "\n" + comment(flag.text.help + ".");
    text += "#" + name + " = " + value_in_file(flag) + "\n";
  }
  return text;
}

}  // namespace parley
