#include "membership.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "parley/hub/limits.h"
#include "parley/protocol/codec.h"

namespace parley::hub {

using protocol::ErrorId;
using protocol::Hello;
using protocol::Participant;

Member* Membership::enter_as_guest(Connection& connection, Instant now) {
  Room* room = registry_.open_room_with_place(connection, connection.room_name);
  if (room == nullptr) return nullptr;
  if (const auto error =
          why_guests_are_refused(room->policy(), room->excludes(protocol::SfuUse::None))) {
    registry_.refuse(connection, *error);
    return nullptr;
  }
  if (registry_.refuse_crowd(connection, *room)) return nullptr;
  Member& guest =
      room->add(connection, Participant{context_.ids.make("PA"), "Guest", true, false, {}},
                context_.order.next(now));
  connection.state = &guest;
  note_joined(guest, "guest", now);
  announce(guest);
  return &guest;
}

Member* Membership::enter(Connection& connection, const Hello& hello, const Grants& grants,
                          std::string participant_id, Entry entry, Instant now) {
  Room* room = registry_.open_room(connection, connection.room_name);
  if (room == nullptr) return nullptr;
  replace_namesakes(*room, hello.identity, grants, now);
  if (registry_.refuse_full(connection, *room)) return nullptr;
  if (room->without_participants()) {
    room->begin_meeting(others_may_come_back(*room, now) ? 0 : context_.order.next(now));
  }
  Member& member =
      room->add(connection,
                Participant{std::move(participant_id), hello.identity, false, false, hello.tracks},
                context_.order.next(now));
  member.sfu = hello.sfu;
  if (connection.preview() != nullptr) connection.asked = now;
  attach(connection, member);
  note_joined(member, "new", now);
  member.grants = grants;
  member.host = grants.host.value_or(false);
  const bool hosts_changed = hosts_.appoint(*room) || member.host;
  welcome(member, entry, now);
  announce(member);
  if (hosts_changed) hosts_.send_state(*room, &member);
  if (member.host) hosts_.send_waiting(member);
  return &member;
}

// As with the vendor, where a name is in a room once. Names that no token says do not count: anyone
// can take any of them, and so throw others out.
void Membership::replace_namesakes(Room& room, const std::string& identity, const Grants& grants,
                                   Instant now) {
  if (!context_.options.replace_duplicates || !grants.named_by_token) return;
  std::vector<Member*> namesakes;
  for (const auto& member : room.members()) {
    const bool same = member->participant.identity == identity;
    if (same && member->grants.named_by_token) namesakes.push_back(member.get());
  }
  for (Member* member : namesakes) {
    expel(*member, protocol::vendor_error(ErrorId::DuplicateIdentity), now);
    leave(*member);
  }
}

void Membership::restore(Connection& connection, Room& room, const Hello& hello,
                         const Grants& grants, const SessionToken& token,
                         std::optional<RoomPolicy> kept, Instant now) {
  Member& member = room.add(
      connection, Participant{token.participant_id, hello.identity, false, false, hello.tracks},
      token.joined);
  member.restored_by = token.nonce;
  member.restored = true;
  member.sfu = hello.sfu;
  context_.order.raise_to(token.joined);
  attach(connection, member);
  note_joined(member, "restored", now);
  member.grants = grants;
  hosts_.restore_policy(member, std::move(kept));
  welcome(member, Entry::New, now);
  announce(member);
  hosts_.send_state(room, &member);
  if (member.host) hosts_.send_waiting(member);
}

void Membership::note_joined(Member& member, std::string_view how, Instant now) {
  context_.telemetry.joined(member, how, now);
  context_.announcer.joined(member);
  context_.resized_rooms.push_back(member.room.name());
  member.room.limit_stay(member, now);
}

void Membership::take_over(Connection& connection, Member& member, Instant now) {
  if (!member.away()) registry_.close(*member.connection, "resumed elsewhere");
  member.room.set_back(member, connection);
  if (context_.options.sfu != nullptr) {
    context_.options.sfu->set_away(member.participant.id, false, now);
  }
  attach(connection, member);
}

// The connection is that member's from now on.
void Membership::attach(Connection& connection, Member& member) {
  context_.deadlines.stop({Deadline::Kind::Hello, &connection});
  if (connection.preview() != nullptr) registry_.end_preview(connection);
  connection.state = &member;
  // On another connection it may wait to be let in: one id is one participant.
  if (Connection* waiting = member.room.waiting_as(member.participant.id)) {
    registry_.close(*waiting, "resumed elsewhere");
  }
}

void Membership::welcome(Member& member, Entry entry, Instant now) {
  if (member.nonces.size() == unheard_claims) member.nonces.erase(member.nonces.begin());
  member.nonces.push_back(context_.ids.make(""));
  member.room.note_heard(now);
  protocol::Welcome message;
  message.id = member.participant.id;
  message.room_sid = member.room.sid();
  message.room_name = member.room.name();
  message.ice_servers = ice_servers_.for_member(member, now);
  message.relay_only = context_.options.relay_only;
  message.state = hosts_.state_of(member.room);
  message.resume = claim_of(member, now);
  message.resumed = entry != Entry::New;
  message.received = member.ledger.received();
  if (entry != Entry::Resumed) {
    const Instant until = context_.tenures.restore_until(member.room.name());
    const Instant left = until - std::min(now, until);
    message.restore_window = static_cast<std::uint32_t>(left.count());
    for (const auto& other : member.room.members()) {
      if (other.get() == &member) continue;
      message.participants.push_back(other->as_seen_by(member.joined));
    }
  }
  context_.out.send(*member.connection, encode(message));
}

bool Membership::others_may_come_back(const Room& room, Instant now) const {
  return now < context_.tenures.restore_until(room.name());
}

std::string Membership::claim_of(Member& member, Instant now) {
  member.claim_issued = context_.wall_clock(now);
  Room& room = member.room;
  const bool open = others_may_come_back(room, now);
  if (room.meeting().started == 0 && !open) {
    room.date_meeting(context_.order.next(now));
  }
  // Which meeting goes on is open, and its newcomers are of none until then.
  const bool of_none = open && room.continued() && !member.restored;
  const MeetingIdentity meeting = of_none ? room.meeting_of_newcomers() : room.meeting();
  member.claim_is_preliminary = meeting.started == 0;
  return context_.tokens.for_resuming(member.participant.id, member.joined, member.nonces.back(),
                                      room.name(), meeting, member.claim_issued);
}

std::string Membership::renewed_claim(Member& member, Instant now) {
  const std::int64_t age = context_.wall_clock(now) - member.claim_issued;
  const bool is_settled = member.claim_is_preliminary && !others_may_come_back(member.room, now);
  return is_settled || age >= claim_renewal.count() ? claim_of(member, now) : std::string();
}

void Membership::catch_up(const Member& member) {
  for (const Text& text : member.ledger.unconfirmed()) {
    context_.out.send(*member.connection, text);
  }
  context_.out.send_to_others(member, encode(protocol::UserReconnected{member.participant.id}));
}

void Membership::announce(const Member& member) {
  // Two texts at the most: the one for those who were here before, the other for those who came
  // after one who comes back.
  std::array<Text, 2> texts;
  for (const auto& other : member.room.members()) {
    if (other.get() == &member) continue;
    Text& text = texts[member.joined < other->joined ? 1 : 0];
    if (!text) text = share(encode(protocol::UserJoin{member.as_seen_by(other->joined)}));
    context_.out.send(*other, text);
    // A guest's page then begins with a new connection.
    other->takes_candidates = false;
    other->held_candidates.clear();
  }
  if (member.room.previewers().empty()) return;
  const Participant seen = member.as_seen_by(Member::not_joined);
  context_.out.send_to_previewers(member.room, share(encode(protocol::UserJoin{seen})));
}

void Membership::lose_connection(Member& member, Instant now) {
  member.room.set_away(member, now + resume_window);
  context_.out.send_to_others(member, encode(protocol::UserReconnecting{member.participant.id}));
  if (context_.options.sfu != nullptr) {
    context_.options.sfu->set_away(member.participant.id, true, now);
  }
}

void Membership::expel(Member& member, const protocol::Error& error, Instant now) {
  removals_.note(member.participant.id, error.id, now);
  if (member.away()) return;
  registry_.refuse(*std::exchange(member.connection, nullptr), error);
}

void Membership::leave_for_good(Member& member, Instant now) {
  Room& room = member.room;
  if (!room.policy().open() && !member.participant.guest) {
    room.policy().note_left(member.participant.id);
    // The claim that has brought it back would do so again.
    if (member.restored) removals_.note(member.participant.id, ErrorId::Removed, now);
    room.policy().version = context_.order.next();
    hosts_.send_state(room, &member);
  }
  leave(member);
}

void Membership::leave(Member& member) {
  context_.telemetry.leaving(member);
  context_.announcer.leaving(member);
  context_.out.send_to_others(member, encode(protocol::UserLeave{member.participant.id}));
  Room& room = member.room;
  const bool was_host = member.host;
  room.remove(member);
  context_.resized_rooms.push_back(room.name());
  hosts_.replace(room, was_host);
}

}  // namespace parley::hub
