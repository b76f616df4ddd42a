#include "removals.h"

#include "entry_policy.h"
#include "parley/hub/limits.h"

namespace parley::hub {

void Removals::note(const std::string& participant_id, protocol::ErrorId reason, Instant now) {
  if (removals_.size() == remembered_removals) removals_.pop_front();
  removals_.push_back({participant_id, reason, now + removal_memory});
}

std::optional<protocol::Error> Removals::why_removed(const std::string& participant_id,
                                                     Instant now) const {
  for (const Removal& removal : removals_) {
    const bool meant = removal.participant_id == participant_id && now < removal.until;
    if (meant) return removal_error(removal.reason);
  }
  return std::nullopt;
}

}  // namespace parley::hub
