// Participants whom hosts have removed, who were in a room that was ended, whose place another of the
// same name has taken, or who came back by a claim of before a restart and then left a room that was
// not open. For a while they cannot come back.
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "parley/hub/options.h"
#include "parley/protocol/error.h"

namespace parley::hub {

class Removals {
 public:
  /// If there are too many, the oldest are forgotten.
  void note(const std::string& participant_id, protocol::ErrorId reason, Instant now);
  /// Why that participant may not come back; nothing if it may.
  [[nodiscard]] std::optional<protocol::Error> why_removed(const std::string& participant_id,
                                                           Instant now) const;

 private:
  struct Removal {
    std::string participant_id;
    protocol::ErrorId reason = protocol::ErrorId::Removed;
    Instant until{};
  };

  std::deque<Removal> removals_;
};

}  // namespace parley::hub
