// `parley rooms`: lists the rooms of a running server, or ends one, over its REST API.
#pragma once

#include <vector>

#include "options/flags.h"

namespace parley {

/// The flags of the command, and the server's.
std::vector<FlagDescription> rooms_flags();

/// Carries out the command; `argv[0]` is its name. Returns the exit code.
int rooms_command(int argc, char** argv);

}  // namespace parley
