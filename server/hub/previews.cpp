#include "previews.h"

#include "access.h"
#include "crowd.h"
#include "parley/hub/limits.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::hub {

using protocol::ErrorId;

void Previews::handle(Connection& connection, const protocol::Preview& message, Instant now) {
  std::string identity;  // which HELLO has to say again
  Grants grants;
  if (const auto error =
          check_token(context_.options, registry_.names_of_room(connection.room_name),
                      message.token, identity, grants)) {
    registry_.refuse(connection, *error);
    return;
  }
  Room* room = registry_.open_room(connection, connection.room_name);
  if (room == nullptr) return;
  if (room->preview_full() && !make_place(connection, *room)) return;
  context_.deadlines.stop({Deadline::Kind::Hello, &connection});
  context_.deadlines.set({Deadline::Kind::Preview, &connection}, now + preview_timeout);
  room->add_previewer(connection.id);
  connection.state = Previewing{room, context_.ids.make("PA")};
  send_lobby(connection);
}

// False where there is no place, which the client is told.
bool Previews::make_place(Connection& connection, const Room& room) {
  std::vector<ClientBlock> blocks;
  blocks.reserve(room.previewers().size());
  for (const ConnectionId id : room.previewers()) blocks.push_back(registry_.find(id)->client);
  const auto place = place_to_give_up(blocks, connection.client);
  Connection& refused = place ? *registry_.find(room.previewers()[*place]) : connection;
  registry_.refuse(refused,
                   {ErrorId::LobbyFull, std::to_string(protocol::limits::previewers_per_room) +
                                            " look at this room already."});
  return place.has_value();
}

void Previews::send_changed_lobbies() {
  for (const std::string& name : context_.out.take_changed_lobbies()) {
    const Room* room = registry_.find_room(name);
    if (room == nullptr) continue;
    for (const ConnectionId id : room->previewers()) {
      Connection& connection = *registry_.find(id);
      const bool was_open = connection.preview()->closed_lobby.empty();
      if (!was_open || !room->policy().open()) send_lobby(connection);
    }
  }
}

// An open room's changes are sent one by one, so only its first LOBBY is needed.
void Previews::send_lobby(Connection& connection) {
  Previewing& preview = *connection.preview();
  std::string text = encode(lobby_of(preview));
  const bool open = preview.room->policy().open();
  if (!open && text == preview.closed_lobby) return;
  preview.closed_lobby = open ? "" : text;
  context_.out.send(connection, std::move(text));
}

protocol::Lobby Previews::lobby_of(const Previewing& preview) const {
  const Room& room = *preview.room;
  protocol::Lobby message;
  message.id = preview.participant_id;
  message.room_sid = room.sid();
  message.room_name = room.name();
  message.state = hosts_.state_of(room);
  message.state.keep.clear();
  message.most =
      static_cast<std::uint32_t>(room.most(context_.options.limits.participants_per_room));
  message.secret = context_.tokens.for_preview(message.id, room.name());
  if (!room.policy().open()) {
    message.state.hosts.clear();
    message.count = static_cast<std::uint32_t>(room.members().size());
    return message;
  }
  message.ice_servers = ice_servers_.for_previewer();
  for (const auto& member : room.members()) {
    message.participants.push_back(member->as_seen_by(Member::not_joined));
  }
  return message;
}

}  // namespace parley::hub
