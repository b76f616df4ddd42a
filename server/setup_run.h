// Runs what `parley setup` has to run after it has written the files.
#pragma once

#include <string>
#include <vector>

#include "parley/setup/plan.h"
#include "setup_files.h"

namespace parley {

struct FailedCommand {
  setup::Command command;
  std::string reason;  ///< a sentence
};

/// Runs the command, with this program's input and output, and waits for its end. Returns why it
/// failed, as a sentence; nothing if it did not.
std::string run_command(const setup::Command& words);

/// Notes the commands in setup::unfinished_file; removes it if there are none. To be called before
/// the files are written, so that whatever becomes of this run, the next one knows.
void mark_unfinished(const std::vector<setup::Command>& commands, const SetupFiles& files);

/// Runs all of them in their order, whatever becomes of one, and marks those that failed.
std::vector<FailedCommand> run_marked(const std::vector<setup::Command>& commands,
                                      const SetupFiles& files);

}  // namespace parley
