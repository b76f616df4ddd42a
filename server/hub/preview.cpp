// Looking at a room before entering it: who previews hears what goes on there, is heard and seen by
// nobody, and has the id that it will enter with.

#include <utility>

#include "parley/hub/hub.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"
#include "resume_claim.h"
#include "room.h"

namespace parley::hub {

using protocol::ErrorId;

void Hub::got_preview(ConnectionId id, std::string_view text, Instant now) {
  const auto decoded = protocol::decode_client_message(text);
  if (!decoded) {
    refuse(id, decoded.error());
    return;
  }
  std::string identity;  // which HELLO has to say again
  Grants grants;
  const std::string& token = std::get<protocol::Preview>(decoded.value()).token;
  if (const auto error = check_token(connections_[id].room_name, token, identity, grants)) {
    refuse(id, *error);
  } else {
    start_preview(id, now);
  }
}

void Hub::start_preview(ConnectionId id, Instant now) {
  Connection& connection = connections_[id];
  Room* called = room_called(id, connection.room_name);
  if (called == nullptr) return;
  Room& room = *called;
  if (room.preview_full()) {
    refuse(id, {ErrorId::LobbyFull, std::to_string(protocol::limits::previewers_per_room) +
                                        " look at this room already."});
    return;
  }
  room.add_previewer(id);
  connection.previewed = &room;
  connection.preview_until = now + preview_timeout;
  connection.preview_id = ids_.make("PA");
  previewing_.emplace(connection.preview_until, id);

  protocol::Lobby message;
  message.id = connection.preview_id;
  message.room_sid = room.sid();
  message.room_name = room.name();
  message.state = state_of(room);
  message.state.keep.clear();
  // Only for those whom their HELLO will bring in: a relay is not for everyone who can look.
  if (room.policy().open()) message.ice_servers = ice_servers_for(id, message.id, now);
  message.relay_only = options_.relay_only;
  for (const auto& member : room.members()) {
    message.participants.push_back(member->as_seen_by(Member::not_joined));
  }
  message.secret = seal({run_, ResumeClaim::looks, {}, message.id, room.name()}, signer_);
  send(id, encode(message));
}

void Hub::got_message_of_previewer(ConnectionId id, std::string_view text,
                                   const protocol::Envelope& envelope, Instant now) {
  if (envelope.type == "HELLO") {
    got_hello(id, text, now);
  } else if (envelope.type == "PING") {
    // Nothing is counted yet.
    send(id, encode(protocol::Pong{0}));
  } else {
    refuse(id, {ErrorId::HelloRequired, "What follows PREVIEW is HELLO."});
  }
}

// The client did not trust the connection on which it was in the lobby, or lost the one on which it
// waited to be let in. If its HELLO came through
// there, it is in the room already and takes its place over; else it enters now. Either way it has
// the id it was told, and is told how much else came through: its offers went right behind HELLO.
// False where the secret is not to be believed, or was used: the client then enters under another
// id.
bool Hub::enter_from_preview(ConnectionId id, const protocol::Hello& hello, const Grants& grants,
                             Instant now) {
  const std::optional<ResumeClaim> claim = unseal(hello.lobby, signer_);
  const bool believed =
      claim && claim->nonce.empty() && claim->room_name == connections_[id].room_name;
  if (!believed) return false;
  const auto room = rooms_.find(claim->room_name);
  const bool waited = claim->joined == ResumeClaim::waits;
  if (claim->run != run_) {
    const bool empty = room == rooms_.end() || room->second->without_participants();
    if (!waited || !empty || now >= restore_window) return false;
    wait_again(id, hello, grants, *claim, now);
    return true;
  }
  Member* member = room == rooms_.end() ? nullptr : room->second->find(claim->participant_id);
  if (member == nullptr) {
    if (const auto error = why_banned(claim->participant_id, now)) {
      refuse(id, *error);
      return true;
    }
    member = enter_or_wait(id, hello, grants, claim->participant_id,
                           waited ? Entry::FromWaiting : Entry::FromPreview, now);
    if (member != nullptr) member->may_lack_welcome = true;
    return true;
  }
  if (!member->may_lack_welcome || !may_be(*member, hello)) return false;
  take_over(id, *member);
  if (!member->ledger.confirm(0)) {
    // More was sent to it than is kept.
    connections_[id].member = nullptr;
    leave(*member);
    return false;
  }
  if (member->participant.tracks != hello.tracks) publish(*member, hello.tracks);
  welcome(*member, Entry::FromPreview, now);
  catch_up(*member);
  return true;
}

void Hub::end_preview(Connection& connection, ConnectionId id) {
  if (connection.previewed == nullptr) return;
  previewing_.erase({connection.preview_until, id});
  Room& room = *std::exchange(connection.previewed, nullptr);
  room.remove_previewer(id);
  drop_if_unused(room);
}

void Hub::send_to_previewers(const Room& room, const Text& text) {
  for (const ConnectionId id : room.previewers()) deliveries_.push_back({id, text, 0, {}});
}

}  // namespace parley::hub
