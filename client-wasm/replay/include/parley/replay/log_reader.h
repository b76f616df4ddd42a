// Reads what core::EventLog has written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/core/event.h"
#include "parley/core/time.h"

namespace parley::replay {

struct LoggedEvent {
  core::Time time{};
  core::Event event;
};

struct Log {
  /// The version of the build that has written it.
  std::string build;
  /// Everything from the beginning on.
  std::vector<LoggedEvent> events;
  /// What followed after a gap, if there was one: it cannot be replayed.
  std::vector<LoggedEvent> events_after_gap;
  bool has_gap = false;
  /// Why the text is no log, with the number of the line ("line 12: expected connection="); then
  /// there is nothing else.
  std::string problem;
};

/// Lines that begin with '#' are comments.
Log read_log(std::string_view text);

}  // namespace parley::replay
