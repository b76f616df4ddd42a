// `parley rooms`: lists the rooms of a running server, or ends one, over its REST API.
#pragma once

namespace parley {

/// Carries out the command; `argv[0]` is its name. Returns the exit code.
int rooms_command(int argc, char** argv);

}  // namespace parley
