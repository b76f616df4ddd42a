// Hosts: what they have set, who waits for them, and what they may do.

#include <algorithm>
#include <utility>

#include "parley/core/room.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::core {

using protocol::HostAction;
using protocol::HostOrder;

// --- The application ---

void Room::on(const event::UsePassword& event) {
  context_.server.use_password(event.password);
}

void Room::on(const event::SetRoomLocked& event) {
  say_as_host(encode(protocol::SetRoom{event.locked}));
}

void Room::on(const event::SetWaitingRoom& event) {
  say_as_host(encode(protocol::SetRoom{{}, event.on}));
}

void Room::on(const event::SetRoomPassword& event) {
  say_as_host(encode(protocol::SetRoom{{}, {}, event.password}));
}

void Room::on(const event::Admit& event) {
  say_as_host(encode(HostOrder{HostAction::Admit, event.participant}));
}

void Room::on(const event::Refuse& event) {
  say_as_host(encode(HostOrder{HostAction::Refuse, event.participant}));
}

void Room::on(const event::MuteParticipant& event) {
  say_as_host(encode(HostOrder{HostAction::Mute, event.participant, event.kind}));
}

void Room::on(const event::RemoveParticipant& event) {
  say_as_host(encode(HostOrder{HostAction::Remove, event.participant}));
}

void Room::on(const event::EndRoom& /*event*/) {
  say_as_host(encode(HostOrder{HostAction::End}));
}

// Whether we are one, the server decides.
void Room::say_as_host(std::string text) {
  if (joining().entered()) context_.server.send(std::move(text));
}

// --- The server ---

void Room::receive(const protocol::RoomChanged& message) {
  use_state(message.state);
}

void Room::use_state(const protocol::RoomState& state) {
  const protocol::RoomState before = std::exchange(room_state_, state);
  context_.server.keep(state.keep);
  use_sfu(state.sfu_epoch);
  const auto contains = [](const std::vector<std::string>& hosts, const std::string& host) {
    return std::find(hosts.begin(), hosts.end(), host) != hosts.end();
  };
  for (const std::string& host : before.hosts) {
    if (!contains(state.hosts, host)) context_.actions.push(action::HostChanged{host, false});
  }
  for (const std::string& host : state.hosts) {
    if (!contains(before.hosts, host)) context_.actions.push(action::HostChanged{host, true});
  }
  if (!contains(state.hosts, context_.server.id())) forget_waiting();
  const bool changed = state.locked != before.locked || state.password != before.password ||
                       state.waiting_room != before.waiting_room;
  if (!changed) return;
  context_.actions.push(action::RoomStateChanged{state.locked, state.waiting_room, state.password});
}

void Room::receive(const protocol::Knock& message) {
  const bool known = std::find(waiting_.begin(), waiting_.end(), message.from) != waiting_.end();
  if (known || waiting_.size() == protocol::limits::waiting_per_room) return;
  waiting_.push_back(message.from);
  context_.actions.push(action::ParticipantKnocked{message.from, message.identity});
}

void Room::receive(const protocol::KnockEnded& message) {
  if (std::erase(waiting_, message.from) == 0) return;
  context_.actions.push(action::KnockEnded{message.from});
}

void Room::receive(const protocol::WrongPasswords& message) {
  context_.actions.push(action::WrongPasswords{message.count});
}

void Room::forget_waiting() {
  for (const std::string& participant : std::exchange(waiting_, {})) {
    context_.actions.push(action::KnockEnded{participant});
  }
}

// The others are told that our tracks are off, and go by that until we have said the same
// ourselves.
void Room::receive(const protocol::Muted& message) {
  for (LocalTrack& track : context_.local_tracks) {
    if (track.publication.kind != message.kind || !track.publication.enabled) continue;
    track.publication.enabled = false;
    context_.actions.push(action::LocalTrackMuted{track.publication.sid, message.from});
  }
  send_publications();
}

}  // namespace parley::core
