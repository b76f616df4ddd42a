#include "waiting_room.h"

#include <utility>
#include <vector>

#include "crowd.h"
#include "parley/hub/limits.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::hub {

using protocol::ErrorId;

void WaitingRoom::start(Connection& connection, protocol::Hello hello, const Grants& grants,
                        std::string participant_id, bool again, Instant now) {
  Room* room = registry_.open_room(connection, connection.room_name);
  if (room == nullptr) return;
  Connection* before = room->waiting_as(participant_id);
  if (before == nullptr && !make_place(connection, *room)) return;
  // One who waited already has been heard by those who were here then.
  const bool arrives = before == nullptr && !again && hosts_.may_be_host(grants);
  if (arrives) room->note_arrival(participant_id, now);
  context_.deadlines.stop({Deadline::Kind::Hello, &connection});
  context_.deadlines.stop({Deadline::Kind::IceServers, &connection});
  if (connection.preview() != nullptr) registry_.end_preview(connection);
  connection.state = InWaitingRoom{room, std::move(hello), grants, std::move(participant_id)};
  room->add_waiting(connection);
  context_.deadlines.set({Deadline::Kind::WaitingRoom, &connection}, now + waiting_timeout);
  if (before != nullptr) registry_.close(*before, "resumed elsewhere");

  const InWaitingRoom& request = *connection.waiting();
  context_.out.send(
      connection,
      encode(protocol::Waiting{request.participant_id,
                               context_.tokens.for_waiting(request.participant_id, room->name())}));
  context_.out.send_to_hosts(
      *room, encode(protocol::Knock{request.participant_id, request.hello.identity}));
}

// False where there is no place, which the client is told.
bool WaitingRoom::make_place(Connection& connection, const Room& room) {
  const auto& waiting = room.waiting();
  if (waiting.size() < protocol::limits::waiting_per_room) return true;
  std::vector<ClientBlock> blocks;
  blocks.reserve(waiting.size());
  for (const Connection* other : waiting) blocks.push_back(other->client);
  const auto place = place_to_give_up(blocks, connection.client);
  Connection& refused = place ? *waiting[*place] : connection;
  registry_.refuse(refused,
                   {ErrorId::WaitingRoomFull, std::to_string(protocol::limits::waiting_per_room) +
                                                  " wait to be let into this room already."});
  return place.has_value();
}

void WaitingRoom::start_after_restart(Connection& connection, protocol::Hello hello,
                                      const Grants& grants, std::string participant_id,
                                      Instant now) {
  Room* room = registry_.open_room(connection, connection.room_name);
  if (room == nullptr) return;
  if (!room->anything_set()) {
    room->policy().waiting_room = true;
    hosts_.send_state(*room);
  }
  start(connection, std::move(hello), grants, std::move(participant_id), true, now);
}

bool WaitingRoom::note_heard(Connection& connection, Instant now) {
  connection.waiting()->heard = true;
  const bool admitted = connection.waiting()->admitted;
  if (admitted) let_in(connection, now);
  return admitted;
}

void WaitingRoom::admit(Connection& connection, Instant now) {
  InWaitingRoom& request = *connection.waiting();
  request.admitted = true;
  if (request.heard) let_in(connection, now);
}

void WaitingRoom::admit_all(const Room& room, Instant now) {
  // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): they leave the room's own
  const std::vector<Connection*> all = room.waiting();
  for (Connection* connection : all) admit(*connection, now);
}

void WaitingRoom::refuse_all(Room& room) {
  // NOLINTNEXTLINE(performance-unnecessary-copy-initialization): likewise
  const std::vector<Connection*> all = room.waiting();
  for (Connection* connection : all) {
    registry_.drop_request(*connection);
    registry_.refuse(*connection, protocol::vendor_error(ErrorId::RoomEnded));
  }
}

void WaitingRoom::let_in(Connection& connection, Instant now) {
  connection.asked = now;
  InWaitingRoom request = registry_.end_waiting(connection);
  Member* member =
      membership_.enter(connection, request.hello, request.grants,
                        std::move(request.participant_id), Membership::Entry::New, now);
  if (member != nullptr) member->may_lack_welcome = true;
}

}  // namespace parley::hub
