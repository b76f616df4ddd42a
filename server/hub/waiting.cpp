// Waiting to be let in: who waits is in no room, hears nothing of it, and only hosts know.

#include "waiting.h"

#include <algorithm>
#include <utility>

#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"
#include "resume_claim.h"

namespace parley::hub {

using protocol::ErrorId;

void Hub::start_knock(ConnectionId id, protocol::Hello hello, const Standing& standing,
                      std::string participant_id, Entry entry, Instant now) {
  Room* room = room_called(id, connections_[id].room_name);
  if (room == nullptr) return;
  const ConnectionId before = knocking_as(*room, participant_id);
  if (before == 0 && room->knocking().size() >= protocol::limits::waiting_per_room) {
    drop_if_unused(*room);
    refuse(id, {ErrorId::WaitingRoomFull, std::to_string(protocol::limits::waiting_per_room) +
                                              " wait to be let into this room already."});
    return;
  }
  room->add_knocking(id);
  // One who waited already has been heard by those who were here then.
  if (before == 0 && entry != Entry::FromWaiting && may_be_host(standing)) {
    room->note_arrival(participant_id, now);
  }
  Connection& connection = connections_[id];
  end_preview(connection, id);
  renewals_.erase({connection.renewal, id});
  connection.knock = std::make_unique<Knock>(
      Knock{*room, std::move(hello), standing, std::move(participant_id), now + knock_timeout});
  knocking_.emplace(connection.knock->until, id);
  if (before != 0) resume_elsewhere(before);
  const Knock& knock = *connections_[id].knock;
  send(id, encode(protocol::Waiting{
               knock.participant_id,
               seal({run_, ResumeClaim::waits, {}, knock.participant_id, room->name()}, signer_)}));
  tell_hosts(*room, encode(protocol::Knock{knock.participant_id, knock.hello.identity}));
}

// Who waited before the server was restarted is not the first to come. That someone waited says
// what was set, until one comes back who knows all of it.
void Hub::knock_again(ConnectionId id, const protocol::Hello& hello, const Standing& standing,
                      const ResumeClaim& claim, Instant now) {
  Room* room = room_called(id, claim.room_name);
  if (room == nullptr) return;
  if (!room->anything_set()) {
    room->policy().waiting_room = true;
    tell_state(*room);
  }
  start_knock(id, hello, standing, claim.participant_id, Entry::FromWaiting, now);
}

void Hub::got_message_of_knocking(ConnectionId id, std::string_view /*text*/,
                                  const protocol::Envelope& envelope, Instant now) {
  if (envelope.type == "PING") {
    Knock& knock = *connections_[id].knock;
    knock.heard = true;
    // Nothing is counted yet.
    send(id, encode(protocol::Pong{0}));
    if (knock.admitted) {
      let_in(id, now);
    } else {
      see_if_deserted(knock.room);
    }
  } else if (envelope.type == "BYE") {
    forget(id);
    close(id, normal_closure, "");
  }
  // The rest was said by one who thought that it was in.
}

void Hub::admit(ConnectionId id, Instant now) {
  Knock& knock = *connections_[id].knock;
  knock.admitted = true;
  if (knock.heard) let_in(id, now);
}

void Hub::admit_all(const Room& room, Instant now) {
  // A copy: they leave the room's own.
  const std::vector<ConnectionId> all(room.knocking().begin(), room.knocking().end());
  for (const ConnectionId id : all) admit(id, now);
}

void Hub::let_in(ConnectionId id, Instant now) {
  Connection& connection = connections_[id];
  connection.asked = now;
  const protocol::Hello hello = std::move(connection.knock->hello);
  const Standing standing = connection.knock->standing;
  const std::string participant_id = connection.knock->participant_id;
  end_knock(connection, id);
  Member* member = enter(id, hello, standing, participant_id, Entry::New, now);
  if (member != nullptr) member->may_lack_welcome = true;
}

void Hub::end_knock(Connection& connection, ConnectionId id) {
  if (connection.knock == nullptr) return;
  const auto knock = std::exchange(connection.knock, nullptr);
  knocking_.erase({knock->until, id});
  knock->room.remove_knocking(id);
  tell_hosts(knock->room, encode(protocol::KnockEnded{knock->participant_id}));
  see_if_deserted(knock->room);
  drop_if_unused(knock->room);
}

// A host has ended the meeting they wait for. The room itself stays, for the caller to drop.
void Hub::turn_away_all(Room& room) {
  const std::vector<ConnectionId> all = room.knocking();
  for (const ConnectionId id : all) {
    room.remove_knocking(id);
    knocking_.erase({connections_[id].knock->until, id});
    connections_[id].knock.reset();
    refuse(id, protocol::vendor_error(ErrorId::RoomEnded));
  }
}

// The connection of the one who waits with that id; 0 where there is none.
ConnectionId Hub::knocking_as(const Room& room, std::string_view participant_id) const {
  for (const ConnectionId id : room.knocking()) {
    if (connections_.at(id).knock->participant_id == participant_id) return id;
  }
  return 0;
}

void Hub::tell_hosts(const Room& room, std::string text) {
  const auto shared = std::make_shared<const std::string>(std::move(text));
  for (const auto& member : room.members()) {
    if (member->host) send(*member, shared);
  }
}

// A host that has just become one.
void Hub::tell_of_knocks(Member& host) {
  for (const ConnectionId id : host.room.knocking()) {
    const Knock& knock = *connections_.at(id).knock;
    send(host, std::make_shared<const std::string>(
                   encode(protocol::Knock{knock.participant_id, knock.hello.identity})));
  }
}

}  // namespace parley::hub
