#include "joining.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "access.h"
#include "parley/hub/limits.h"
#include "parley/names/names.h"
#include "parley/protocol/codec.h"

namespace parley::hub {

using protocol::ErrorId;
using protocol::Hello;

namespace {

// Nobody becomes someone else than his token says.
bool may_be(const Member& member, const Hello& hello) {
  return hello.token.empty() || member.participant.identity == hello.identity;
}

}  // namespace

void Joining::handle(Connection& connection, Hello hello, Instant now) {
  if (!check_identity(connection, hello)) return;
  // For one who comes back too: its token may have expired since.
  Grants grants;
  if (const auto error = check_token(context_.options, names_of_room(connection, hello),
                                     hello.token, hello.identity, grants)) {
    registry_.refuse(connection, *error);
    return;
  }
  const Arrival arrival{connection, hello, grants, now};
  if (!hello.resume.empty() && resume(arrival)) return;
  if (!hello.lobby.empty() && continue_elsewhere(arrival)) return;
  enter_anew(arrival);
}

// After a restart the room may not be there yet, and only the claim knows its sid of before.
std::vector<std::string> Joining::names_of_room(const Connection& connection, const Hello& hello) {
  std::vector<std::string> names = registry_.names_of_room(connection.room_name);
  const auto claim = context_.tokens.read(hello.resume, connection.room_name);
  if (claim && !claim->meeting.id.empty()) names.push_back(claim->meeting.room_sid());
  return names;
}

bool Joining::check_identity(Connection& connection, Hello& hello) {
  if (hello.token.empty()) {
    hello.identity = names::identity(hello.identity);
    if (hello.identity.empty()) {
      registry_.refuse(connection,
                       {ErrorId::BadMessage, "HELLO.identity: has nothing that can be seen"});
      return false;
    }
  }
  const std::size_t most = context_.options.limits.identity_bytes;
  if (hello.identity.size() <= most) return true;
  registry_.refuse(connection, {ErrorId::BadMessage,
                                "HELLO.identity: longer than " + std::to_string(most) + " bytes"});
  return false;
}

void Joining::enter_anew(const Arrival& arrival) {
  const Previewing* preview = arrival.connection.preview();
  // Unless it has come in on another connection meanwhile, and was removed again perhaps.
  const bool from_preview = preview != nullptr &&
                            preview->room->find(preview->participant_id) == nullptr &&
                            !removals_.why_removed(preview->participant_id, arrival.now);
  Member* member = enter_or_wait(
      arrival, from_preview ? preview->participant_id : context_.ids.make("PA"), Entry::New);
  if (member != nullptr) member->may_lack_welcome = from_preview;
}

// Null where the client was refused, or waits from now on.
Member* Joining::enter_or_wait(const Arrival& arrival, std::string participant_id, Entry entry) {
  const auto& [connection, hello, grants, now] = arrival;
  if (Room* room = registry_.find_room(connection.room_name)) {
    // Nobody is there, so whoever comes is the host: the one who has just reloaded the page, as a
    // rule.
    const bool waited = entry == Entry::FromWaiting;
    const bool next = !waited || room->is_successor(participant_id);
    const Applicant applicant{grants,
                              room->bans(hello.identity),
                              next && hosts_.would_be_host(*room, grants),
                              hello.password,
                              room->excludes(hello.sfu),
                              room->password_guard().wait_of(connection.client, now)};
    const EntryDecision decision =
        decide_entry(room->policy(), room->name(), applicant, context_.tokens.signer());
    if (const auto* error = std::get_if<protocol::Error>(&decision)) {
      if (error->id == ErrorId::PasswordWrong) note_wrong_password(connection, *room, now);
      registry_.refuse(connection, *error);
      return nullptr;
    }
    if (std::holds_alternative<Wait>(decision)) {
      waiting_room_.start(connection, hello, grants, std::move(participant_id), waited, now);
      return nullptr;
    }
    if (registry_.refuse_crowd(connection, *room)) return nullptr;
  }
  return membership_.enter(connection, hello, grants, std::move(participant_id), entry, now);
}

void Joining::note_wrong_password(const Connection& connection, Room& room, Instant now) {
  PasswordGuard& guard = room.password_guard();
  guard.note_wrong(connection.client, now);
  if (const auto count = guard.alarm(now)) {
    context_.out.send_to_hosts(room, encode(protocol::WrongPasswords{*count}));
  }
}

// --- With the secret of a WELCOME ---

// False where the token is not to be believed; the client then enters anew.
bool Joining::resume(const Arrival& arrival) {
  const auto token = context_.tokens.read(arrival.hello.resume, arrival.connection.room_name);
  if (!token || token->kind != SessionToken::Kind::Resume) return false;
  Room* room = registry_.find_room(token->room_name);
  Member* member = room == nullptr ? nullptr : room->find(token->participant_id);
  if (member != nullptr && !may_be(*member, arrival.hello)) return false;
  if (member == nullptr && refuse_removed(arrival, *token)) return true;
  if (context_.tokens.of_this_run(*token)) {
    return member != nullptr && resume_in_this_run(arrival, *member, *token);
  }
  return member == nullptr ? restore(arrival, *token) : restore_again(arrival, *member, *token);
}

bool Joining::resume_in_this_run(const Arrival& arrival, Member& member,
                                 const SessionToken& token) {
  const auto& nonces = member.nonces;
  if (std::find(nonces.begin(), nonces.end(), token.nonce) == nonces.end()) return false;
  const bool nothing_lost =
      member.counts_alike(token.nonce) && member.ledger.confirm(arrival.hello.received);
  membership_.take_over(arrival.connection, member, arrival.now);
  if (!nothing_lost) {
    begin_anew(arrival, member);
    return true;
  }
  membership_.welcome(member, Entry::Resumed, arrival.now);
  membership_.catch_up(member);
  return true;
}

bool Joining::may_be_of_before(const SessionToken& token, Instant now) const {
  return now < context_.tenures.restore_until(token.room_name) &&
         context_.tenures.believes(token.room_name, token.run);
}

// A token of an earlier run, soon after the start, or after the room has come here.
bool Joining::restore(const Arrival& arrival, const SessionToken& token) {
  const auto& [connection, hello, grants, now] = arrival;
  if (!may_be_of_before(token, now)) return false;
  const Instant from = context_.tenures.restore_from(token.room_name);
  if (token.issued < context_.wall_clock(from) - claim_lifetime.count()) return false;
  auto kept = unseal_policy(hello.keep, token.room_name, context_.tokens.signer());
  const auto meeting = meeting_of(token, kept, now);
  if (!meeting) return false;
  std::optional<RoomPolicy> policy;
  if (kept && is_in_force(*kept, token, *meeting)) policy = std::move(kept->policy);
  if (policy) moderation_.remove_again(token.room_name, *policy, now);
  Room* room = registry_.open_room_with_place(connection, token.room_name);
  if (room != nullptr) {
    room->continue_meeting(*meeting);
    membership_.restore(connection, *room, hello, grants, token, std::move(policy), now);
  }
  return true;
}

// Whether what was set holds in the meeting that goes on.
bool Joining::is_in_force(const KeptPolicy& kept, const SessionToken& token,
                          const MeetingIdentity& meeting) {
  if (kept.meeting.id == meeting.id) return true;
  // Both of no meeting: nobody else has brought anything yet.
  const Room* room = registry_.find_room(token.room_name);
  return token.meeting.started == 0 && kept.meeting.id == token.meeting.id &&
         (room == nullptr || !room->restored());
}

// Which meeting goes on with that claim. Nothing if members of a later one are back; if those of an
// earlier one are, they have to go. A claim made soon after a restart is of no meeting (started at
// 0), because its members may have been still to come. It is believed to be of theirs where everyone
// may come in anyway, or where its client has been told so since.
std::optional<MeetingIdentity> Joining::meeting_of(const SessionToken& token,
                                                   const std::optional<KeptPolicy>& kept,
                                                   Instant now) {
  const MeetingIdentity& meeting = token.meeting;
  const bool of_none = meeting.started == 0;
  Room* room = registry_.find_room(token.room_name);
  if (room == nullptr || !room->continued()) {
    return of_none && kept && kept->meeting.started != 0 ? kept->meeting : meeting;
  }
  const MeetingIdentity current = room->meeting();
  if (meeting.id == current.id) return current;
  if (of_none) {
    const bool told = kept && kept->meeting.id == current.id;
    return told || room->policy().open() ? std::optional(current) : std::nullopt;
  }
  if (meeting.started <= current.started) return std::nullopt;
  const bool may_stay = current.started == 0 && (!kept || kept->policy.open());
  if (!may_stay) moderation_.dismiss_restored(*room, now);
  return meeting;
}

// It was restored, but the WELCOME that told it so was lost: both count from zero again. Any other
// token of an earlier run is spent.
bool Joining::restore_again(const Arrival& arrival, Member& member, const SessionToken& token) {
  if (member.restored_by != token.nonce) return false;
  membership_.take_over(arrival.connection, member, arrival.now);
  member.ledger.restart();
  put_back(arrival, member, Entry::New);
  return true;
}

// --- With the secret of a LOBBY or a WAITING ---

// The client did not trust the connection on which it previewed the room, or lost the one on which
// it waited to be let in. If its HELLO came through there, it is in the room already and takes its
// place over; else it enters now. Either way it has the id it was told, and is told how much else
// came through: its offers went right behind HELLO. False where the secret is not to be believed,
// or was used: the client then enters under another id.
bool Joining::continue_elsewhere(const Arrival& arrival) {
  const auto token = context_.tokens.read(arrival.hello.lobby, arrival.connection.room_name);
  if (!token || token->kind == SessionToken::Kind::Resume) return false;
  Room* room = registry_.find_room(token->room_name);
  if (!context_.tokens.of_this_run(*token)) return wait_after_restart(arrival, *token, room);
  if (Member* member = room == nullptr ? nullptr : room->find(token->participant_id)) {
    return take_place_over(arrival, *member);
  }
  if (refuse_removed(arrival, *token)) return true;
  const bool waited = token->kind == SessionToken::Kind::Waiting;
  Member* member = enter_or_wait(arrival, token->participant_id,
                                 waited ? Entry::FromWaiting : Entry::FromPreview);
  if (member != nullptr) member->may_lack_welcome = true;
  return true;
}

bool Joining::wait_after_restart(const Arrival& arrival, const SessionToken& token,
                                 const Room* room) {
  const bool waited = token.kind == SessionToken::Kind::Waiting;
  const bool empty = room == nullptr || room->without_participants();
  if (!waited || !empty || !may_be_of_before(token, arrival.now)) return false;
  if (refuse_removed(arrival, token)) return true;
  waiting_room_.start_after_restart(arrival.connection, arrival.hello, arrival.grants,
                                    token.participant_id, arrival.now);
  return true;
}

bool Joining::take_place_over(const Arrival& arrival, Member& member) {
  if (!member.may_lack_welcome || !may_be(member, arrival.hello)) return false;
  membership_.take_over(arrival.connection, member, arrival.now);
  if (!member.counts_since.empty() || !member.ledger.confirm(0)) {
    begin_anew(arrival, member);
    return true;
  }
  put_back(arrival, member, Entry::FromPreview);
  return true;
}

// --- Both ---

bool Joining::refuse_removed(const Arrival& arrival, const SessionToken& token) {
  const auto error = removals_.why_removed(token.participant_id, arrival.now);
  if (error) registry_.refuse(arrival.connection, *error);
  return error.has_value();
}

void Joining::put_back(const Arrival& arrival, Member& member, Entry entry) {
  relay_.publish(member, arrival.hello.tracks);
  membership_.welcome(member, entry, arrival.now);
  membership_.catch_up(member);
}

// More was sent to it than is kept. It keeps its place all the same, or others could take it away
// from it: it hears how everything is now, what it was asked to do included, and both count from
// zero.
void Joining::begin_anew(const Arrival& arrival, Member& member) {
  member.ledger = {};
  put_back(arrival, member, Entry::New);
  member.counts_since = member.nonces.back();
  for (const auto& [kind, host_id] : member.muted) {
    context_.out.send(member, share(encode(protocol::Muted{host_id, kind})));
  }
  if (member.host) hosts_.send_waiting(member);
}

}  // namespace parley::hub
