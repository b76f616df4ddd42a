// Runs what `parley setup` has to run after it has written the files.
#pragma once

#include <string>
#include <vector>

namespace parley {

/// The words as one line, as one types it.
std::string line_of(const std::vector<std::string>& words);

/// Runs the command, with this program's input and output, and waits for its end. Returns why it
/// failed, as a sentence; nothing if it did not.
std::string run_command(const std::vector<std::string>& words);

/// Runs all of them in their order, whatever becomes of one. Returns what failed, each as the
/// command and why.
std::vector<std::string> run_commands(const std::vector<std::vector<std::string>>& commands);

}  // namespace parley
