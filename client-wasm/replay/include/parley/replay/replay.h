// Plays a log through the core once more.
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

/// Hands each event to a new Room. What came after a gap is left out.
std::vector<Step> replay(const Log& log);

/// The steps as a person reads them, with times from the first event on and ids cut short:
///
///     0.063 s  socket opened
///              → send HELLO
std::string report(const Log& log);

}  // namespace parley::replay
