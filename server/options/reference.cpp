#include "options/reference.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>

#include "doctor_command.h"
#include "options/describe.h"
#include "options/mistakes.h"
#include "options/turn_config.h"
#include "rooms_command.h"
#include "setup_command.h"

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

// Those of a command that takes the server's, too.
std::vector<FlagDescription> flags_of(const Command& command) {
  Options options;
  RawOptions raw;
  CLI::App app;
  Flags flags(app);
  if (command.describe) command.describe(flags);
  describe_all(flags, options, raw);
  return flags.descriptions();
}

std::vector<FlagDescription> rooms_flags() {
  std::string server;
  return flags_of(rooms_options(server));
}

std::vector<FlagDescription> doctor_flags() {
  bool as_json = false;
  bool from_outside = false;
  return flags_of(doctor_options(as_json, from_outside));
}

std::vector<CommandDescription> commands() {
  return {
      {"", "Serves the pages, and relays messages between participants.", {}, server_flags()},
      {"rooms",
       "Lists the rooms of a running server; with end NAME it ends one. It takes the server's own "
       "options, so that it can share its configuration file.",
       {"end"},
       rooms_flags()},
      {"doctor",
       "Says whether a server and what is around it are all right: parley doctor [URL]. It takes "
       "the server's own options, so that it can share its configuration file.",
       {},
       doctor_flags()},
      {"setup",
       "Makes this machine a public meeting place: parley setup HOST writes the configuration of "
       "Parley, and of Caddy or nginx, coturn and Janus where they are installed. It shows what "
       "changes, and asks.",
       {},
       setup_flags()},
      {"turn-config",
       "Prints the configuration of coturn that goes with this server.",
       {},
       turn_config_flags()},
      {"reference",
       "Prints what belongs to this version: conf, a configuration file with every option; man, "
       "this page; bash or zsh, completions for a shell.",
       {"conf", "man", "bash", "zsh"},
       {}},
  };
}

}  // namespace

std::vector<FlagDescription> server_flags() {
  return flags_of({});
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

int print_reference(int argc, char** argv) {
  const std::map<std::string, std::function<std::string()>> kinds = {
      {"conf", [] { return configuration_reference(server_flags()); }},
      {"man", [] { return manual_page(commands()); }},
      {"bash", [] { return bash_completion(commands()); }},
      {"zsh", [] { return zsh_completion(commands()); }},
  };
  const std::string help =
      "parley reference conf|man|bash|zsh: prints a configuration file with "
      "every flag, the manual page, or completions for a shell.\n";
  const std::string kind = argc > 1 ? argv[1] : "";
  if (kind == "--help") {
    std::cout << help;
    return 0;
  }
  const auto found = kinds.find(kind);
  if (argc != 2 || found == kinds.end()) {
    return tell({{shown(kind.empty() ? "reference" : kind), "Expected conf, man, bash or zsh."}},
                "parley reference");
  }
  std::cout << found->second();
  return 0;
}

}  // namespace parley
