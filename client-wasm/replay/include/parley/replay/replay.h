// Replays a log through the core.
#pragma once

#include <string>
#include <vector>

#include "parley/core/action.h"
#include "parley/replay/log_reader.h"

namespace parley::replay {

/// One event and what it led to.
struct Step {
  LoggedEvent cause;
  std::vector<core::Action> actions;
};

/// Passes each event to a new Room. Leaves out what came after a gap.
std::vector<Step> replay(const Log& log);

/// The steps in readable form, with times from the first event on and shortened ids:
///
///     0.063 s  socket opened
///              → send HELLO
std::string report(const Log& log);

}  // namespace parley::replay
