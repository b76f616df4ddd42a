// Who is host of a room, and what hosts do. The first in the room is, or whom its token makes one;
// where no host is left, the one who is there longest.

#include <algorithm>
#include <utility>

#include "parley/hub/hub.h"
#include "parley/protocol/codec.h"
#include "room.h"

namespace parley::hub {

using protocol::Error;
using protocol::ErrorId;
using protocol::HostAction;

// --- What everyone knows ---

protocol::RoomState Hub::state_of(const Room& room) const {
  const RoomPolicy& policy = room.policy();
  protocol::RoomState state{policy.locked, policy.waiting_room, !policy.password_proof.empty()};
  for (const auto& member : room.members()) {
    if (member->host) state.hosts.push_back(member->participant.id);
  }
  state.keep = seal(policy, room.name(), signer_);
  return state;
}

// Everyone but one who has just had it with its WELCOME.
void Hub::send_state(const Room& room, const Member* but) {
  protocol::RoomChanged message{state_of(room)};
  const auto text = std::make_shared<const std::string>(encode(message));
  for (const auto& member : room.members()) {
    if (member.get() != but && !member->participant.guest) send(*member, text);
  }
  if (room.previewers().empty()) return;
  message.state.keep.clear();
  send_to_previewers(room, std::make_shared<const std::string>(encode(message)));
}

// --- Who is host ---

// By the order of coming.
bool Hub::may_be_host(const Grants& grants) const {
  return !grants.host && !options_.hosts_by_token;
}

bool Hub::may_succeed(const Member& member) const {
  return !member.participant.guest && may_be_host(member.grants);
}

// The one who was host before the server was restarted may still come back.
bool Hub::awaits_host(const Room& room) const {
  const std::string& host = room.policy().host;
  return restoring_ && room.restored() && !host.empty() && room.find(host) == nullptr;
}

// Has the one who is there longest be host where nobody is. True where that has changed something.
bool Hub::appoint_host(Room& room) {
  const auto& members = room.members();
  const auto is_host = [](const auto& member) { return member->host; };
  if (std::any_of(members.begin(), members.end(), is_host) || awaits_host(room)) return false;
  Member* next = nullptr;
  for (const auto& member : members) {
    if (!may_succeed(*member)) continue;
    // One without a connection only where there is no other.
    if (next == nullptr || (next->away() && !member->away())) next = member.get();
  }
  if (next == nullptr) return false;
  next->host = true;
  room.policy().host = next->participant.id;
  room.policy().version = ++last_join_stamp_;
  return true;
}

// Someone has left.
void Hub::replace_host(Room& room, bool was_host) {
  if (room.without_participants()) {
    if (room.anything_set()) send_state(room);
    check_vacant(room);
    return;
  }
  if (!was_host) return;
  const bool appointed = appoint_host(room);
  send_state(room);
  if (!appointed) return;
  if (Member* host = room.find(room.policy().host)) report_waiting(*host);
}

// The member was here before the server was restarted, and brings what held then. The first to come
// back is believed before those who came since; after that what was set last counts.
void Hub::restore_policy(Member& member, std::optional<RoomPolicy> kept) {
  Room& room = member.room;
  if (kept && (!room.restored() || kept->version > room.policy().version)) {
    last_join_stamp_ = std::max(last_join_stamp_, kept->version);
    room.restore(*std::move(kept));
    restoring_ = true;
  }
  const bool was_host =
      room.restored() && room.policy().host == member.participant.id && may_succeed(member);
  member.host = was_host || member.grants.host.value_or(false);
  if (was_host) {
    for (const auto& other : room.members()) {
      if (other.get() != &member && !other->grants.host) other->host = false;
    }
  }
  appoint_host(room);
}

// Someone comes back and knows who was removed before the server was restarted. One of those may be
// back already, or wait again by what it knew before it was let in.
void Hub::ban_removed(const std::string& room_name, const RoomPolicy& kept, Instant now) {
  for (const std::string& participant_id : kept.removed) {
    // With the last one the room may go too.
    const auto room = rooms_.find(room_name);
    Member* member = room == rooms_.end() ? nullptr : room->second->find(participant_id);
    if (member != nullptr) {
      ban(*member, ErrorId::Removed, now);
      leave(*member);
      continue;
    }
    if (!why_banned(participant_id, now)) {
      note_removal(participant_id, ErrorId::Removed, now);
    }
    const ConnectionId waiting =
        room == rooms_.end() ? 0 : waiting_as(*room->second, participant_id);
    if (waiting != 0) refuse(waiting, why_banned(participant_id, now).value());
  }
}

// Who is not back by now does not come.
void Hub::end_restoring(Instant now) {
  restoring_ = false;
  std::vector<Room*> all;
  all.reserve(rooms_.size());
  for (const auto& [name, room] : rooms_) all.push_back(room.get());
  for (Room* room : all) {
    if (appoint_host(*room)) {
      send_state(*room);
      if (Member* host = room->find(room->policy().host)) report_waiting(*host);
    }
    if (!room->policy().waiting_room) admit_all(*room, now);
  }
}

// --- What hosts do ---

void Hub::got_host_message(Member& host, std::string_view text, Instant now) {
  const auto decoded = protocol::decode_client_message(text);
  if (!decoded) {
    refuse(host.connection, decoded.error());
  } else if (!host.host) {
    refuse(host.connection, {ErrorId::HostRequired, "Only a host of the room can do that."});
  } else if (const auto* wish = std::get_if<protocol::SetRoom>(&decoded.value())) {
    set_room(host.room, *wish, now);
  } else {
    carry_out(host, std::get<protocol::HostOrder>(decoded.value()), now);
  }
}

void Hub::set_room(Room& room, const protocol::SetRoom& wish, Instant now) {
  RoomPolicy& policy = room.policy();
  policy.locked = wish.locked.value_or(policy.locked);
  policy.waiting_room = wish.waiting_room.value_or(policy.waiting_room);
  if (wish.password) {
    policy.password_proof =
        wish.password->empty() ? "" : prove_password(room.name(), *wish.password, signer_);
  }
  policy.version = ++last_join_stamp_;
  send_state(room);
  if (!policy.waiting_room) admit_all(room, now);
}

void Hub::carry_out(Member& host, const protocol::HostOrder& order, Instant now) {
  Room& room = host.room;
  if (order.action == HostAction::End) {
    end_room(room, now);
    return;
  }
  const bool of_waiting = order.action == HostAction::Admit || order.action == HostAction::Refuse;
  const ConnectionId waiting = of_waiting ? waiting_as(room, order.to) : 0;
  Member* member = of_waiting ? nullptr : room.find(order.to);
  if (waiting == 0 && member == nullptr) {
    refuse(host.connection, {ErrorId::UnknownRecipient, "There is nobody with that id."});
  } else if (order.action == HostAction::Admit) {
    admit(waiting, now);
  } else if (order.action == HostAction::Refuse) {
    refuse(waiting, {ErrorId::EntryRefused, "A host has not let you in."});
  } else if (order.action == HostAction::Mute) {
    mute(host, *member, order.kind);
  } else {
    remove(*member, now);
  }
}

void Hub::remove(Member& member, Instant now) {
  Room& room = member.room;
  if (member.grants.named_by_token) room.ban_identity(member.participant.identity);
  room.policy().note_removed(member.participant.id);
  room.policy().version = ++last_join_stamp_;
  send_state(room, &member);
  ban(member, ErrorId::Removed, now);
  leave(member);
}

// To the others its tracks are off from now on, whatever its client does.
void Hub::mute(const Member& host, Member& member, protocol::TrackKind kind) {
  if (member.participant.guest) {
    refuse(host.connection, {ErrorId::BadMessage, "MUTE.to: a guest cannot be told to mute"});
    return;
  }
  member.muted.insert(kind);
  send(member,
       std::make_shared<const std::string>(encode(protocol::Muted{host.participant.id, kind})));
  for (auto& track : member.participant.tracks) {
    if (track.kind == kind) track.enabled = false;
  }
  send_to_others(member, Audience::Parley1Only,
                 encode(protocol::Publications{member.participant.id, member.participant.tracks}));
}

void Hub::end_room(Room& room, Instant now) {
  refuse_all_waiting(room);
  while (!room.members().empty()) {
    Member& member = *room.members().back();
    ban(member, ErrorId::RoomEnded, now);
    note_leave(member);
    send_to_previewers(room, std::make_shared<const std::string>(
                                 encode(protocol::UserLeave{member.participant.id})));
    room.remove(member);
  }
  room.reset_policy();
  send_state(room);
  drop_if_unused(room);
}

}  // namespace parley::hub
