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
bool Hub::would_succeed(const Room& room, const Grants& grants, std::string_view participant_id,
                        Entry entry) const {
  const bool next = entry != Entry::FromWaiting || room.is_successor(participant_id);
  return next && may_be_host(grants) && room.without_participants();
}

std::optional<Error> Hub::why_refused(const Room& room, const protocol::Hello& hello,
                                      const Grants& grants, bool succeeds) const {
  // Without a token a name is anyone's.
  if (grants.named_by_token && room.bans(hello.identity)) return error_of(ErrorId::Removed);
  // There may be nobody else to let this one in.
  if (grants.host.value_or(false)) return std::nullopt;
  const RoomPolicy& policy = room.policy();
  // There is nobody to unlock it.
  if (policy.locked && !succeeds) {
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

Member* Hub::enter_or_wait(ConnectionId id, const protocol::Hello& hello, const Grants& grants,
                           std::string participant_id, Entry entry, Instant now) {
  const auto found = rooms_.find(connections_[id].room_name);
  if (found != rooms_.end()) {
    const Room& room = *found->second;
    const bool succeeds = would_succeed(room, grants, participant_id, entry);
    if (const auto error = why_refused(room, hello, grants, succeeds)) {
      refuse(id, *error);
      return nullptr;
    }
    const bool host = grants.host.value_or(false) || succeeds;
    if (room.policy().waiting_room && !host) {
      start_waiting(id, hello, grants, std::move(participant_id), entry, now);
      return nullptr;
    }
  }
  return enter(id, hello, grants, std::move(participant_id), entry, now);
}

void Hub::note_removal(const std::string& participant_id, ErrorId reason, Instant now) {
  if (removals_.size() == remembered_removals) removals_.pop_front();
  removals_.push_back({participant_id, reason, now + removal_memory});
}

// The member leaves for good, and is told why.
void Hub::ban(Member& member, ErrorId reason, Instant now) {
  note_removal(member.participant.id, reason, now);
  if (!member.away()) refuse(member.connection, error_of(reason));
}

std::optional<Error> Hub::why_banned(const std::string& participant_id, Instant now) const {
  for (const Removal& removal : removals_) {
    const bool meant = removal.participant_id == participant_id && now < removal.until;
    if (meant) return error_of(removal.reason);
  }
  return std::nullopt;
}

}  // namespace parley::hub
