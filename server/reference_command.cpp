#include "reference_command.h"

#include <functional>
#include <iostream>
#include <map>

#include "commands.h"
#include "options/mistakes.h"
#include "options/reference.h"

namespace parley {
namespace {

std::vector<CommandDescription> descriptions() {
  std::vector<CommandDescription> all = {
      {"", "Serves the pages, and relays messages between participants.", {}, server_flags()}};
  for (const Subcommand& one : subcommands()) {
    all.push_back({one.name, one.summary, one.words, one.flags()});
  }
  return all;
}

}  // namespace

int print_reference(int argc, char** argv) {
  const std::map<std::string, std::function<std::string()>> kinds = {
      {"conf", [] { return configuration_reference(server_flags()); }},
      {"man", [] { return manual_page(descriptions()); }},
      {"bash", [] { return bash_completion(descriptions()); }},
      {"zsh", [] { return zsh_completion(descriptions()); }},
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
