// `parley doctor`: says whether a server, and what is around it, are all right.
#pragma once

#include <vector>

#include "options/flags.h"

namespace parley {

/// The flags of the command, and the server's.
std::vector<FlagDescription> doctor_flags();

/// Carries out the command; `argv[0]` is its name. Returns the exit code: 1 if something is broken.
int doctor_command(int argc, char** argv);

}  // namespace parley
