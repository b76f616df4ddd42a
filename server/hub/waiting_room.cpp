// Waiting to be let in: who waits is in no room, hears nothing of it, and only hosts know.

#include <algorithm>
#include <utility>

#include "join_request.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"
#include "resume_claim.h"

namespace parley::hub {

using protocol::ErrorId;

void Hub::start_waiting(ConnectionId id, protocol::Hello hello, const Grants& grants,
                        std::string participant_id, Entry entry, Instant now) {
  Room* room = room_called(id, connections_[id].room_name);
  if (room == nullptr) return;
  const ConnectionId before = waiting_as(*room, participant_id);
  if (before == 0 && room->waiting().size() >= protocol::limits::waiting_per_room) {
    drop_if_unused(*room);
    refuse(id, {ErrorId::WaitingRoomFull, std::to_string(protocol::limits::waiting_per_room) +
                                              " wait to be let into this room already."});
    return;
  }
  room->add_waiting(id);
  // One who waited already has been heard by those who were here then.
  if (before == 0 && entry != Entry::FromWaiting && may_be_host(grants)) {
    room->note_arrival(participant_id, now);
  }
  Connection& connection = connections_[id];
  end_preview(connection, id);
  renewals_.erase({connection.renewal, id});
  connection.join_request = std::make_unique<JoinRequest>(JoinRequest{
      *room, std::move(hello), grants, std::move(participant_id), now + waiting_timeout});
  in_waiting_room_.emplace(connection.join_request->until, id);
  if (before != 0) resume_elsewhere(before);
  const JoinRequest& join_request = *connections_[id].join_request;
  send(id, encode(protocol::Waiting{
               join_request.participant_id,
               seal({run_, ResumeClaim::waits, {}, join_request.participant_id, room->name()},
                    signer_)}));
  send_to_hosts(*room,
                encode(protocol::Knock{join_request.participant_id, join_request.hello.identity}));
}

// Who waited before the server was restarted is not the first to come. That someone waited says
// what was set, until one comes back who knows all of it.
void Hub::wait_again(ConnectionId id, const protocol::Hello& hello, const Grants& grants,
                     const ResumeClaim& claim, Instant now) {
  Room* room = room_called(id, claim.room_name);
  if (room == nullptr) return;
  if (!room->anything_set()) {
    room->policy().waiting_room = true;
    send_state(*room);
  }
  start_waiting(id, hello, grants, claim.participant_id, Entry::FromWaiting, now);
}

void Hub::got_message_of_waiting(ConnectionId id, std::string_view /*text*/,
                                 const protocol::Envelope& envelope, Instant now) {
  if (envelope.type == "PING") {
    JoinRequest& join_request = *connections_[id].join_request;
    join_request.heard = true;
    // Nothing is counted yet.
    send(id, encode(protocol::Pong{0}));
    if (join_request.admitted) {
      let_in(id, now);
    } else {
      check_vacant(join_request.room);
    }
  } else if (envelope.type == "BYE") {
    forget(id);
    close(id, normal_closure, "");
  }
  // The rest was said by one who thought that it was in.
}

void Hub::admit(ConnectionId id, Instant now) {
  JoinRequest& join_request = *connections_[id].join_request;
  join_request.admitted = true;
  if (join_request.heard) let_in(id, now);
}

void Hub::admit_all(const Room& room, Instant now) {
  // A copy: they leave the room's own.
  const std::vector<ConnectionId> all(room.waiting().begin(), room.waiting().end());
  for (const ConnectionId id : all) admit(id, now);
}

void Hub::let_in(ConnectionId id, Instant now) {
  Connection& connection = connections_[id];
  connection.asked = now;
  const protocol::Hello hello = std::move(connection.join_request->hello);
  const Grants grants = connection.join_request->grants;
  const std::string participant_id = connection.join_request->participant_id;
  end_waiting(connection, id);
  Member* member = enter(id, hello, grants, participant_id, Entry::New, now);
  if (member != nullptr) member->may_lack_welcome = true;
}

void Hub::end_waiting(Connection& connection, ConnectionId id) {
  if (connection.join_request == nullptr) return;
  const auto join_request = std::exchange(connection.join_request, nullptr);
  in_waiting_room_.erase({join_request->until, id});
  join_request->room.remove_waiting(id);
  send_to_hosts(join_request->room, encode(protocol::KnockEnded{join_request->participant_id}));
  check_vacant(join_request->room);
  drop_if_unused(join_request->room);
}

// A host has ended the meeting they wait for. The room itself stays, for the caller to drop.
void Hub::refuse_all_waiting(Room& room) {
  const std::vector<ConnectionId> all = room.waiting();
  for (const ConnectionId id : all) {
    room.remove_waiting(id);
    in_waiting_room_.erase({connections_[id].join_request->until, id});
    connections_[id].join_request.reset();
    refuse(id, protocol::vendor_error(ErrorId::RoomEnded));
  }
}

// The connection of the one who waits with that id; 0 where there is none.
ConnectionId Hub::waiting_as(const Room& room, std::string_view participant_id) const {
  for (const ConnectionId id : room.waiting()) {
    if (connections_.at(id).join_request->participant_id == participant_id) return id;
  }
  return 0;
}

void Hub::send_to_hosts(const Room& room, std::string text) {
  const auto shared = std::make_shared<const std::string>(std::move(text));
  for (const auto& member : room.members()) {
    if (member->host) send(*member, shared);
  }
}

// A host that has just become one.
void Hub::report_waiting(Member& host) {
  for (const ConnectionId id : host.room.waiting()) {
    const JoinRequest& join_request = *connections_.at(id).join_request;
    send(host, std::make_shared<const std::string>(encode(
                   protocol::Knock{join_request.participant_id, join_request.hello.identity})));
  }
}

}  // namespace parley::hub
