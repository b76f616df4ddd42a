#include "previews.h"

#include "access.h"
#include "parley/hub/limits.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::hub {

using protocol::ErrorId;

void Previews::handle(Connection& connection, const protocol::Preview& message, Instant now) {
  std::string identity;  // which HELLO has to say again
  Grants grants;
  if (const auto error =
          check_token(context_.options, connection.room_name, message.token, identity, grants)) {
    registry_.refuse(connection, *error);
    return;
  }
  Room* room = registry_.open_room(connection, connection.room_name);
  if (room == nullptr) return;
  if (room->preview_full()) {
    registry_.refuse(connection,
                     {ErrorId::LobbyFull, std::to_string(protocol::limits::previewers_per_room) +
                                              " look at this room already."});
    return;
  }
  context_.deadlines.stop({Deadline::Kind::Hello, &connection});
  context_.deadlines.set({Deadline::Kind::Preview, &connection}, now + preview_timeout);
  room->add_previewer(connection.id);
  connection.state = Previewing{room, context_.ids.make("PA")};
  context_.out.send(connection, encode(lobby_of(*room, connection, now)));
}

protocol::Lobby Previews::lobby_of(const Room& room, Connection& connection, Instant now) {
  protocol::Lobby message;
  message.id = connection.preview()->participant_id;
  message.room_sid = room.sid();
  message.room_name = room.name();
  message.state = hosts_.state_of(room);
  message.state.keep.clear();
  // Only for those whom their HELLO will bring in: a relay is not for everyone who can look.
  if (room.policy().open()) {
    message.ice_servers = ice_servers_.for_connection(connection, message.id, now);
  }
  message.relay_only = context_.options.relay_only;
  for (const auto& member : room.members()) {
    message.participants.push_back(member->as_seen_by(Member::not_joined));
  }
  message.secret = context_.tokens.for_preview(message.id, room.name());
  return message;
}

}  // namespace parley::hub
