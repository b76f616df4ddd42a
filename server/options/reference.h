// `parley reference`: what a package has beside the program, made from the program's own flags.
#pragma once

#include <string>
#include <vector>

#include "options/flags.h"
#include "options/options.h"

namespace parley {

/// A command of the program, such as "turn-config"; the first has no name and is the server.
struct CommandDescription {
  std::string name;
  std::string summary;             ///< a sentence
  std::vector<std::string> words;  ///< what may follow besides flags
  std::vector<FlagDescription> flags;
};

/// The flags of a command that takes the server's, too.
std::vector<FlagDescription> flags_with(const Command& command);

/// All flags of the server.
std::vector<FlagDescription> server_flags();

/// A configuration file with every flag, each as a comment that says what it is.
std::string configuration_reference(const std::vector<FlagDescription>& flags);

/// A manual page in the macros of man(7).
std::string manual_page(const std::vector<CommandDescription>& commands);

std::string bash_completion(const std::vector<CommandDescription>& commands);
std::string zsh_completion(const std::vector<CommandDescription>& commands);

}  // namespace parley
