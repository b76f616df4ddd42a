// `parley doctor`: says whether a server, and what is around it, are all right.
#pragma once

#include "options/options.h"

namespace parley {

/// What the command takes besides the server's options. The arguments have to outlive it.
Command doctor_options(bool& as_json, bool& from_outside);

/// Carries out the command; `argv[0]` is its name. Returns the exit code: 1 if something is broken.
int doctor_command(int argc, char** argv);

}  // namespace parley
