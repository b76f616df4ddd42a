// `parley reference`: prints what a package has beside the program.
#pragma once

namespace parley {

/// Carries out the command; `argv[0]` is its name. Returns the exit code.
int print_reference(int argc, char** argv);

}  // namespace parley
