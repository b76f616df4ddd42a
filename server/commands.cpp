#include "commands.h"

#include <algorithm>

#include "doctor_command.h"
#include "options/turn_config.h"
#include "reference_command.h"
#include "rooms_command.h"
#include "setup_command.h"

namespace parley {

const std::vector<Subcommand>& subcommands() {
  static const std::vector<Subcommand> all = {
      {"rooms",
       "Lists the rooms of a running server; with end NAME it ends one. It takes the server's own "
       "options, so that it can share its configuration file.",
       {"end"},
       &rooms_flags,
       &rooms_command},
      {"doctor",
       "Says whether a server and what is around it are all right: parley doctor [URL]. It takes "
       "the server's own options, so that it can share its configuration file.",
       {},
       &doctor_flags,
       &doctor_command},
      {"setup",
       "Makes this machine a public meeting place: parley setup HOST writes the configuration of "
       "Parley, and of Caddy or nginx, coturn and Janus where they are installed. It shows what "
       "changes, and asks.",
       {},
       &setup_flags,
       &setup_command},
      {"turn-config",
       "Prints the configuration of coturn that goes with this server.",
       {},
       &turn_config_flags,
       &print_turn_config},
      {"reference",
       "Prints what belongs to this version: conf, a configuration file with every option; man, "
       "this page; bash or zsh, completions for a shell.",
       {"conf", "man", "bash", "zsh"},
       [] { return std::vector<FlagDescription>(); },
       &print_reference},
  };
  return all;
}

const Subcommand* find_subcommand(std::string_view name) {
  const auto& all = subcommands();
  const auto found = std::find_if(all.begin(), all.end(),
                                  [name](const Subcommand& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace parley
