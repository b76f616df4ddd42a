// Whom a room lets in, and whom not again.

#include <utility>

#include "constant_time.h"
#include "parley/hub/hub.h"
#include "room.h"

namespace parley::hub {

using protocol::Error;
using protocol::ErrorId;

namespace {

Error error_of(ErrorId reason) {
  if (reason == ErrorId::RoomEnded) return protocol::vendor_error(reason);
  return {reason, "A host has removed you from this room."};
}

}  // namespace

// Nobody is there, so whoever comes is the host: the one who has just reloaded the page, as a rule.
bool Hub::would_inherit(const Room& room, const Standing& standing, std::string_view participant_id,
                        Entry entry) const {
  const bool next = entry != Entry::FromWaiting || room.is_heir(participant_id);
  return next && may_be_host(standing) && room.without_participants();
}

std::optional<Error> Hub::why_refused(const Room& room, const protocol::Hello& hello,
                                      const Standing& standing, bool inherits) const {
  // Without a token a name is anyone's.
  if (standing.named_by_token && room.keeps_out(hello.identity)) return error_of(ErrorId::Removed);
  // There may be nobody else to let this one in.
  if (standing.host.value_or(false)) return std::nullopt;
  const RoomPolicy& policy = room.policy();
  // There is nobody to unlock it.
  if (policy.locked && !inherits) {
    return Error{ErrorId::RoomLocked, "The room is locked: nobody is let in."};
  }
  if (policy.password_proof.empty()) return std::nullopt;
  if (hello.password.empty()) {
    return Error{ErrorId::PasswordRequired, "The room has a password."};
  }
  const std::string proof = prove_password(room.name(), hello.password, signer_);
  if (equal_in_constant_time(proof, policy.password_proof)) return std::nullopt;
  return Error{ErrorId::PasswordWrong, "That is not the room's password."};
}

// A page in seed mode can neither say a password nor be told to wait.
std::optional<Error> Hub::why_no_guest(const Room& room) {
  const RoomPolicy& policy = room.policy();
  if (policy.open()) return std::nullopt;
  if (!policy.locked && !policy.password_proof.empty()) {
    return Error{ErrorId::PasswordRequired, "The room has a password, which guests cannot say."};
  }
  return Error{ErrorId::RoomLocked, "The room is closed to guests."};
}

Member* Hub::enter_or_knock(ConnectionId id, const protocol::Hello& hello, const Standing& standing,
                            std::string participant_id, Entry entry, Instant now) {
  const auto found = rooms_.find(connections_[id].room_name);
  if (found != rooms_.end()) {
    const Room& room = *found->second;
    const bool inherits = would_inherit(room, standing, participant_id, entry);
    if (const auto error = why_refused(room, hello, standing, inherits)) {
      refuse(id, *error);
      return nullptr;
    }
    const bool host = standing.host.value_or(false) || inherits;
    if (room.policy().waiting_room && !host) {
      start_knock(id, hello, standing, std::move(participant_id), entry, now);
      return nullptr;
    }
  }
  return enter(id, hello, standing, std::move(participant_id), entry, now);
}

void Hub::note_dismissal(const std::string& participant_id, ErrorId reason, Instant now) {
  if (dismissals_.size() == dismissed_participants) dismissals_.pop_front();
  dismissals_.push_back({participant_id, reason, now + dismissal_memory});
}

// The member leaves for good, and is told why.
void Hub::dismiss(Member& member, ErrorId reason, Instant now) {
  note_dismissal(member.participant.id, reason, now);
  if (!member.away()) refuse(member.connection, error_of(reason));
}

std::optional<Error> Hub::why_dismissed(const std::string& participant_id, Instant now) const {
  for (const Dismissal& dismissal : dismissals_) {
    const bool meant = dismissal.participant_id == participant_id && now < dismissal.until;
    if (meant) return error_of(dismissal.reason);
  }
  return std::nullopt;
}

}  // namespace parley::hub
