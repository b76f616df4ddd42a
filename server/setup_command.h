// `parley setup`: makes this machine a public meeting place.
#pragma once

#include <vector>

#include "options/flags.h"

namespace parley {

/// The flags of the command.
std::vector<FlagDescription> setup_flags();

/// Carries out the command; `argv[0]` is its name. Returns the exit code.
int setup_command(int argc, char** argv);

}  // namespace parley
