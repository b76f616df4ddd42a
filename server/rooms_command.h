// `parley rooms`: lists the rooms of a running server, or ends one, over its REST API.
#pragma once

#include <string>

#include "options/options.h"

namespace parley {

/// What the command takes besides the server's options. The arguments have to outlive it.
Command rooms_options(std::string& server);

/// Carries out the command; `argv[0]` is its name. Returns the exit code.
int rooms_command(int argc, char** argv);

}  // namespace parley
