// Whom hosts have removed, and who was in a room that was ended: for a while they do not come back.
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "parley/hub/options.h"
#include "parley/protocol/error.h"

namespace parley::hub {

class Removals {
 public:
  /// Of many the first are forgotten.
  void note(const std::string& participant_id, protocol::ErrorId reason, Instant now);
  /// Why that participant does not come back; nothing where it may.
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
