// Whether the log of what goes through a room leads to the same actions again.
#pragma once

#include <string>
#include <vector>

#include "parley/core/action.h"
#include "parley/core/event_log.h"

namespace parley::core::test {

class ReplayCheck {
 public:
  /// Before the room handles the event.
  void happens(const Event& event, Time now) { log_.record(event, now); }
  /// What the room answers with, in order.
  void led_to(const Action& action);

  [[nodiscard]] const std::string& last_action() const { return actions_.back(); }
  [[nodiscard]] std::string log() const { return log_.text(); }
  /// The first action in which the replay differs from what happened, as far as the log goes; empty
  /// where there is none. Both are compared in full, in the words of the log.
  [[nodiscard]] std::string difference() const;

 private:
  EventLog log_;
  std::vector<std::string> actions_;
};

}  // namespace parley::core::test
