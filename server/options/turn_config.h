// `parley turn-config`: prints the configuration of coturn that goes with Parley's server.
#pragma once

#include <vector>

#include "options/flags.h"

namespace parley {

/// The flags of the command.
std::vector<FlagDescription> turn_config_flags();

/// Carries out the command; `argv[0]` is its name. Returns the exit code.
int print_turn_config(int argc, char** argv);

}  // namespace parley
