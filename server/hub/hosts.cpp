#include "hosts.h"

#include <algorithm>
#include <utility>

#include "parley/hub/limits.h"
#include "parley/protocol/codec.h"

namespace parley::hub {

protocol::RoomState Hosts::state_of(const Room& room) const {
  const RoomPolicy& policy = room.policy();
  protocol::RoomState state{policy.locked, policy.waiting_room, !policy.password_proof.empty()};
  for (const auto& member : room.members()) {
    if (member->host) state.hosts.push_back(member->participant.id);
  }
  state.sfu_epoch = room.sfu().epoch;
  state.keep = seal({policy, room.meeting()}, room.name(), context_.tokens.signer());
  return state;
}

void Hosts::send_state(const Room& room, const Member* but) {
  protocol::RoomChanged message{state_of(room)};
  const Text text = share(encode(message));
  for (const auto& member : room.members()) {
    if (member.get() != but && !member->participant.guest) context_.out.send(*member, text);
  }
  if (room.previewers().empty()) return;
  message.state.keep.clear();
  context_.out.send_to_previewers(room, share(encode(message)));
  context_.out.note_changed_lobby(room);
}

void Hosts::send_waiting(Member& host) {
  for (Connection* connection : host.room.waiting()) {
    const InWaitingRoom& request = *connection->waiting();
    context_.out.send(
        host, share(encode(protocol::Knock{request.participant_id, request.hello.identity})));
  }
}

bool Hosts::may_be_host(const Grants& grants) const {
  return !grants.host && !context_.options.hosts_by_token;
}

bool Hosts::would_be_host(const Room& room, const Grants& grants) const {
  return may_be_host(grants) && room.without_participants();
}

bool Hosts::may_succeed(const Member& member) const {
  return !member.participant.guest && may_be_host(member.grants);
}

// The one who was host before the server was restarted may still come back.
bool Hosts::awaits_host(Room& room) const {
  const std::string& host = room.policy().host;
  return context_.deadlines.is_set({Deadline::Kind::RestoreWindow, &room}) && room.restored() &&
         !host.empty() && room.find(host) == nullptr;
}

bool Hosts::appoint(Room& room) {
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
  room.policy().version = context_.order.next();
  return true;
}

void Hosts::appoint_and_send(Room& room) {
  if (!appoint(room)) return;
  send_state(room);
  send_waiting(*room.find(room.policy().host));
}

void Hosts::replace(Room& room, bool was_host) {
  if (room.without_participants()) {
    if (room.anything_set()) send_state(room);
    vacancies_.check(room);
    return;
  }
  if (!was_host) return;
  const bool appointed = appoint(room);
  send_state(room);
  if (appointed) send_waiting(*room.find(room.policy().host));
}

void Hosts::restore_policy(Member& member, std::optional<RoomPolicy> kept) {
  Room& room = member.room;
  if (kept && (!room.restored() || kept->version > room.policy().version)) {
    context_.order.raise_to(kept->version);
    if (room.restore(*std::move(kept))) room.policy().version = context_.order.next();
    context_.deadlines.set({Deadline::Kind::RestoreWindow, &room},
                           context_.tenures.restore_until(room.name()));
  }
  const bool was_host =
      room.restored() && room.policy().host == member.participant.id && may_succeed(member);
  member.host = was_host || member.grants.host.value_or(false);
  if (was_host) {
    for (const auto& other : room.members()) {
      if (other.get() != &member && !other->grants.host) other->host = false;
    }
  }
  appoint(room);
}

}  // namespace parley::hub
