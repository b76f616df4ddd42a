// Reads a log written by core::EventLog.
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
  /// The version of the build that wrote it.
  std::string build;
  /// Everything from the beginning up to a gap, if there is one.
  std::vector<LoggedEvent> events;
  /// What followed after a gap, if there was one. It cannot be replayed.
  std::vector<LoggedEvent> events_after_gap;
  bool has_gap = false;
  /// Why the text is not a log, with the line number ("line 12: expected connection="); then
  /// everything else is empty.
  std::string problem;
};

/// Lines that begin with '#' are comments.
Log read_log(std::string_view text);

}  // namespace parley::replay
