// What the program does besides serving: the one list of its commands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "options/flags.h"

namespace parley {

struct Subcommand {
  std::string name;                ///< "doctor"
  std::string summary;             ///< for the manual, in sentences
  std::vector<std::string> words;  ///< what may follow besides flags
  std::vector<FlagDescription> (
      *flags)();                      ///< those of its own, and of the server if it takes them
  int (*run)(int argc, char** argv);  ///< `argv[0]` is its name; returns the exit code
};

/// In the order of the manual.
const std::vector<Subcommand>& subcommands();

/// Null if there is none of that name.
const Subcommand* find_subcommand(std::string_view name);

}  // namespace parley
