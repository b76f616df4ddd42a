// How participants come into a room, leave it, and come back to it.

#include <algorithm>
#include <utility>

#include "parley/hub/hub.h"
#include "parley/names/names.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"
#include "resume_claim.h"
#include "room.h"

namespace parley::hub {

using protocol::Hello;
using protocol::Participant;

void Hub::got_hello(ConnectionId id, std::string_view text, Instant now) {
  auto decoded = protocol::decode_client_message(text);
  if (!decoded) {
    refuse(id, decoded.error());
    return;
  }
  auto& hello = std::get<Hello>(decoded.value());
  if (hello.token.empty()) {
    hello.identity = names::identity(hello.identity);
    if (hello.identity.empty()) {
      refuse(id, {protocol::ErrorId::BadMessage, "HELLO.identity: has nothing that can be seen"});
      return;
    }
  }
  if (hello.identity.size() > options_.limits.identity_bytes) {
    refuse(id, {protocol::ErrorId::BadMessage, "HELLO.identity: longer than " +
                                                   std::to_string(options_.limits.identity_bytes) +
                                                   " bytes"});
    return;
  }
  // For one who comes back too: its token may have expired since.
  Grants grants;
  if (const auto error =
          check_token(connections_[id].room_name, hello.token, hello.identity, grants)) {
    refuse(id, *error);
    return;
  }
  if (!hello.resume.empty() && come_back(id, hello, grants, now)) return;
  if (!hello.lobby.empty() && enter_from_preview(id, hello, grants, now)) return;
  const Connection& connection = connections_[id];
  // Unless it has come in on another connection meanwhile, and was removed again perhaps.
  const bool from_preview = connection.previewed != nullptr &&
                            connection.previewed->find(connection.preview_id) == nullptr &&
                            !why_banned(connection.preview_id, now);
  Member* member = enter_or_wait(
      id, hello, grants, from_preview ? connection.preview_id : ids_.make("PA"), Entry::New, now);
  if (member != nullptr) member->may_lack_welcome = from_preview;
}

// Null where the room is full, which the client is told.
Member* Hub::enter(ConnectionId id, const Hello& hello, const Grants& grants,
                   std::string participant_id, Entry entry, Instant now) {
  Room* room = room_with_place(id, connections_[id].room_name);
  if (room == nullptr) return nullptr;
  Member& member = room->add(
      id, Participant{std::move(participant_id), hello.identity, false, false, hello.tracks},
      join_stamp(now));
  Connection& connection = connections_[id];
  if (connection.previewed != nullptr) connection.asked = now;
  attach(id, member);
  note_join(member, "new", now);
  member.grants = grants;
  member.host = grants.host.value_or(false);
  const bool hosts_changed = appoint_host(*room) || member.host;
  welcome(member, entry, now);
  announce(member);
  if (hosts_changed) send_state(*room, &member);
  if (member.host) report_waiting(member);
  return &member;
}

// The connection is that member's from now on.
void Hub::attach(ConnectionId id, Member& member) {
  Connection& connection = connections_[id];
  connection.member = &member;
  end_preview(connection, id);
  // On another connection it may wait to be let in: one id is one participant.
  const ConnectionId waiting = waiting_as(member.room, member.participant.id);
  if (waiting != 0) resume_elsewhere(waiting);
}

// Another connection goes on with what this one was for.
void Hub::resume_elsewhere(ConnectionId id) {
  forget(id);
  close(id, normal_closure, "resumed elsewhere");
}

// Nobody becomes someone else than his token says.
bool Hub::may_be(const Member& member, const Hello& hello) {
  return hello.token.empty() || member.participant.identity == hello.identity;
}

// False where the claim is not to be believed; the client then enters anew.
bool Hub::come_back(ConnectionId id, const Hello& hello, const Grants& grants, Instant now) {
  const std::optional<ResumeClaim> claim = unseal(hello.resume, signer_);
  if (!claim || claim->room_name != connections_[id].room_name) return false;
  const auto room = rooms_.find(claim->room_name);
  Member* member = room == rooms_.end() ? nullptr : room->second->find(claim->participant_id);
  if (claim->nonce.empty()) return false;  // of a LOBBY
  if (member != nullptr && !may_be(*member, hello)) return false;
  if (member == nullptr) {
    if (const auto error = why_banned(claim->participant_id, now)) {
      refuse(id, *error);
      return true;
    }
  }
  const bool of_this_run = claim->run == run_;
  if (of_this_run) return member != nullptr && resume(id, *member, hello, *claim, now);
  if (member == nullptr) return restore(id, hello, grants, *claim, now);
  // It was restored, but the WELCOME that told it so was lost: both count from zero again. Any
  // other claim of an earlier run is spent.
  if (member->restored_by != claim->nonce) return false;
  take_over(id, *member);
  member->ledger.restart();
  member->participant.tracks = hello.tracks;
  welcome(*member, Entry::New, now);
  catch_up(*member);
  return true;
}

bool Hub::resume(ConnectionId id, Member& member, const Hello& hello, const ResumeClaim& claim,
                 Instant now) {
  const auto& nonces = member.nonces;
  if (std::find(nonces.begin(), nonces.end(), claim.nonce) == nonces.end()) return false;
  if (!member.ledger.confirm(hello.received)) {
    // Something it has missed is no longer kept: it has to begin anew, and its old self goes.
    take_over(id, member);
    connections_[id].member = nullptr;
    leave(member);
    return false;
  }
  take_over(id, member);
  welcome(member, Entry::Resumed, now);
  catch_up(member);
  return true;
}

// The member is back: it hears what it has missed, and the others hear of it.
void Hub::catch_up(const Member& member) {
  for (const Text& text : member.ledger.unconfirmed()) {
    deliveries_.push_back({member.connection, text, 0, {}});
  }
  send_to_others(member, Audience::Parley1Only,
                 encode(protocol::UserReconnected{member.participant.id}));
}

// A claim of an earlier run, soon after the start.
bool Hub::restore(ConnectionId id, const Hello& hello, const Grants& grants,
                  const ResumeClaim& claim, Instant now) {
  if (now >= restore_window) return false;
  std::optional<RoomPolicy> kept = unseal_policy(hello.keep, claim.room_name, signer_);
  if (kept) ban_removed(claim.room_name, *kept, now);
  Room* room = room_with_place(id, claim.room_name);
  if (room == nullptr) return true;  // refused: the room is full
  Member& member =
      room->add(id, Participant{claim.participant_id, hello.identity, false, false, hello.tracks},
                claim.joined);
  member.restored_by = claim.nonce;
  last_join_stamp_ = std::max(last_join_stamp_, claim.joined);
  attach(id, member);
  note_join(member, "restored", now);
  member.grants = grants;
  restore_policy(member, std::move(kept));
  welcome(member, Entry::New, now);
  announce(member);
  send_state(*room, &member);
  if (member.host) report_waiting(member);
  return true;
}

// The connection is the member's from now on; one that it had is closed.
void Hub::take_over(ConnectionId id, Member& member) {
  if (!member.away()) resume_elsewhere(member.connection);
  member.connection = id;
  attach(id, member);
}

void Hub::welcome(Member& member, Entry entry, Instant now) {
  if (member.nonces.size() == unheard_claims) member.nonces.erase(member.nonces.begin());
  member.nonces.push_back(ids_.make(""));
  member.room.note_heard(now);
  protocol::Welcome message;
  message.id = member.participant.id;
  message.room_sid = member.room.sid();
  message.room_name = member.room.name();
  message.ice_servers = ice_servers_for(member.connection, member.participant.id, now);
  message.relay_only = options_.relay_only;
  message.state = state_of(member.room);
  message.resume =
      seal({run_, member.joined, member.nonces.back(), member.participant.id, member.room.name()},
           signer_);
  message.resumed = entry != Entry::New;
  message.received = member.ledger.received();
  if (entry != Entry::Resumed) {
    const Instant left = restore_window - std::min(now, restore_window);
    message.restore_window = static_cast<std::uint32_t>(left.count());
    for (const auto& other : member.room.members()) {
      if (other.get() == &member) continue;
      message.participants.push_back(other->as_seen_by(member.joined));
    }
  }
  send(member.connection, encode(message));
}

void Hub::announce(const Member& member) {
  // Two texts at the most: the one for those who were here before, the other for those who came
  // after one who comes back.
  Text texts[2];
  for (const auto& other : member.room.members()) {
    if (other.get() == &member) continue;
    Text& text = texts[member.joined < other->joined ? 1 : 0];
    if (!text) {
      text = std::make_shared<const std::string>(
          encode(protocol::UserJoin{member.as_seen_by(other->joined)}));
    }
    send(*other, text);
    // A guest's page then begins with a new connection.
    other->takes_candidates = false;
    other->held_candidates.clear();
  }
  if (member.room.previewers().empty()) return;
  const Participant seen = member.as_seen_by(Member::not_joined);
  send_to_previewers(member.room,
                     std::make_shared<const std::string>(encode(protocol::UserJoin{seen})));
}

// Null where there are too many rooms already, which the client is told.
Room* Hub::room_called(ConnectionId id, const std::string& name) {
  const auto found = rooms_.find(name);
  if (found != rooms_.end()) return found->second.get();
  if (options_.rooms != nullptr && !options_.rooms->take()) {
    refuse(id, {protocol::ErrorId::TooManyRooms, "The server holds as many rooms as it may."});
    return nullptr;
  }
  const auto made = rooms_.emplace(name, std::make_unique<Room>(name, ids_.make("RM"))).first;
  return made->second.get();
}

void Hub::drop_if_unused(const Room& room) {
  if (!room.unused()) return;
  rooms_.erase(rooms_.find(room.name()));
  if (options_.rooms != nullptr) options_.rooms->give_back();
}

Room* Hub::room_with_place(ConnectionId id, const std::string& room_name) {
  Room* room = room_called(id, room_name);
  if (room == nullptr) return nullptr;
  if (!room->full(options_.limits.participants_per_room)) return room;
  refuse(id, protocol::vendor_error(protocol::ErrorId::RoomFull));
  return nullptr;
}

// The connection is no longer known; the answer is whose it was, null for nobody's.
Member* Hub::forget(ConnectionId id) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return nullptr;
  Member* member = found->second.member;
  end_preview(found->second, id);
  renewals_.erase({found->second.renewal, id});
  end_waiting(found->second, id);
  connections_.erase(found);
  return member;
}

void Hub::lose_connection(Member& member, Instant now) {
  member.connection = 0;
  member.away_since = now;
  away_.push_back({member.room.name(), member.participant.id, now});
  send_to_others(member, Audience::Parley1Only,
                 encode(protocol::UserReconnecting{member.participant.id}));
}

void Hub::leave(Member& member) {
  note_leave(member);
  send_to_others(member, Audience::Parley1Only, encode(protocol::UserLeave{member.participant.id}));
  Room& room = member.room;
  const bool was_host = member.host;
  room.remove(member);
  replace_host(room, was_host);
  drop_if_unused(room);
}

void Hub::drop_overdue(Instant now) {
  while (!away_.empty() && now - away_.front().since >= resume_window) {
    Member* member = find_away(away_.front());
    away_.pop_front();
    if (member != nullptr) leave(*member);
  }
}

// Those whose kept messages have passed the limit. That one of them leaves is a message to keep for
// the others.
void Hub::drop_overflowing() {
  while (std::exchange(kept_too_much_, false)) {
    for (std::size_t index = 0; index < away_.size(); ++index) {
      Member* member = find_away(away_[index]);
      if (member != nullptr && !member->ledger.complete()) leave(*member);
    }
  }
}

// Null where the participant is back, or gone, or away again.
Member* Hub::find_away(const Away& away) const {
  const auto room = rooms_.find(away.room_name);
  if (room == rooms_.end()) return nullptr;
  Member* member = room->second->find(away.participant_id);
  const bool still = member != nullptr && member->away() && member->away_since == away.since;
  return still ? member : nullptr;
}

// Later than every stamp before, of this run and of earlier ones.
std::int64_t Hub::join_stamp(Instant now) {
  last_join_stamp_ = std::max(options_.started_at + now.count(), last_join_stamp_ + 1);
  return last_join_stamp_;
}

}  // namespace parley::hub
