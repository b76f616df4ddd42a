// How we come into a room, and back to it.

#include <algorithm>
#include <utility>

#include "parley/core/limits.h"
#include "parley/core/room.h"
#include "parley/protocol/limits.h"
#include "parley/protocol/room_name.h"

namespace parley::core {

using protocol::Participant;

// --- The application ---

void Room::on(const event::Preview& event) {
  if (joining().state() != Joining::State::New) return;
  const auto name = protocol::check_room_name(event.room_name);
  if (!name) return;  // Connect will say it
  context_.server.preview(address(event.server, name.value()), event.token, event.random_seed,
                          now_);
}

void Room::on(const event::Connect& event) {
  if (!joining().may_connect()) return;
  const auto name = protocol::check_room_name(event.room_name);
  if (!name) {
    close(std::string(to_string(name.error().id)), name.error().message);
    return;
  }
  context_.server.connect(address(event.server, name.value()), event.identity, event.token,
                          publications(), event.random_seed, now_);
  if (joining().speaks_early()) meet_early();
  preview_.close();
}

std::string Room::address(const std::string& server, const std::string& room_name) {
  return server + "/ws/" + protocol::encode_room_name(room_name);
}

// We know who is there, and that all of them were there first: the offers need not wait for
// WELCOME. The application hears of them only then.
void Room::meet_early() {
  use_ice_servers(preview_.ice_servers(), false);
  context_.over_sfu = joining().allows_sfu() && preview_.state().sfu_epoch != 0;
  for (Participant participant : preview_.participants()) {
    if (peers_.size() == limits::early_offers) break;
    participant.polite = true;
    peers_.push_back(
        {std::make_unique<PeerSession>(participant, context_, now_, PeerSession::Telling::Nothing),
         std::nullopt, true});
  }
}

// --- The server ---

void Room::receive(const protocol::Lobby& message) {
  if (context_.server.lobby(message, now_)) preview_.open(message);
}

void Room::receive(const protocol::Welcome& message) {
  if (!context_.server.awaits_welcome()) return;
  const ServerLink::Entry entry = context_.server.welcome(message, now_);
  use_ice_servers(message.ice_servers, message.relay_only);
  const bool first = entry == ServerLink::Entry::First || entry == ServerLink::Entry::FirstAnew;
  if (first) {
    context_.actions.push(action::RoomConnected{message.room_sid, message.room_name, message.id});
  } else {
    context_.actions.push(action::RoomReconnected{message.id});
  }
  if (std::exchange(publications_unsent_, false)) send_publications();
  // As another participant we are not in the SFU yet.
  if (entry == ServerLink::Entry::Renewed) sfu_.close();
  use_sfu(message.state.sfu_epoch);
  switch (entry) {
    case ServerLink::Entry::FirstAnew:
      // An offer of theirs that arrived all the same would be taken for one of the new
      // connections'.
      drop_missed({});
      enter(message);
      break;
    case ServerLink::Entry::First:
      enter(message);
      break;
    case ServerLink::Entry::Restored:
      restore(message);
      break;
    case ServerLink::Entry::Renewed:
      enter_anew(message);
      break;
    case ServerLink::Entry::Resumed:
      for (PeerSession* session : sessions()) session->signaling_resumed(false, now_);
      break;
  }
  // Of those who wait a server that goes on has told us, and another will.
  if (entry != ServerLink::Entry::Resumed) forget_waiting();
  use_state(message.state);
}

void Room::receive(const protocol::Waiting& message) {
  if (!context_.server.awaits_answer()) return;
  if (joining().entered()) {
    // We were given up, and to wait for the room anew is not what "reconnecting" means.
    close("connection-lost", "The room was left, and a host has to let you in again.");
    return;
  }
  drop_missed({});
  context_.server.waiting(message, now_);
  context_.actions.push(action::RoomWaiting{});
}

void Room::enter(const protocol::Welcome& message) {
  drop_missed(message.participants);
  for (const Participant& participant : message.participants) {
    add_participant(participant, true);
  }
}

// Whom we met early and who has left before we came: nobody was told.
void Room::drop_missed(const std::vector<Participant>& present) {
  const auto is_missed = [&present](const Peer& peer) {
    return peer.unreported &&
           std::none_of(present.begin(), present.end(), [&peer](const Participant& participant) {
             return participant.id == peer.session->participant();
           });
  };
  for (const Peer& peer : peers_) {
    if (is_missed(peer)) peer.session->close();
  }
  std::erase_if(peers_, is_missed);
}

// The server was restarted: those who are not back yet may still come. Connections do not mind.
void Room::restore(const protocol::Welcome& message) {
  const Time until =
      now_ + std::chrono::milliseconds(message.restore_window) + limits::restore_allowance;
  for (Peer& peer : peers_) {
    if (!peer.session->away()) {
      peer.session->set_away(true, now_);
      context_.actions.push(action::ParticipantReconnecting{peer.session->participant()});
    }
    peer.missing_until = until;
  }
  for (const Participant& participant : message.participants) {
    add_participant(participant, false);
  }
}

// Everyone has seen us leave, and now sees someone else come.
void Room::enter_anew(const protocol::Welcome& message) {
  while (!peers_.empty()) remove(peers_.back().session->participant());
  for (const Participant& participant : message.participants) {
    add_participant(participant, false);
  }
}

void Room::add_participant(const Participant& participant, bool present) {
  Peer* known = find(participant.id);
  if (known != nullptr && !known->unreported) {
    if (known->missing_until) participant_is_back(*known, participant);
    return;
  }
  if (known == nullptr && peers_.size() == protocol::limits::participants_per_room) return;
  context_.actions.push(
      action::ParticipantConnected{participant.id, participant.identity, present});
  if (known != nullptr) {
    report(*known, participant);
  } else {
    peers_.push_back({std::make_unique<PeerSession>(participant, context_, now_), std::nullopt});
  }
}

void Room::report(Peer& peer, const Participant& participant) {
  peer.unreported = false;
  peer.session->receive(protocol::Publications{participant.id, participant.tracks});
  if (peer.session->away() != participant.reconnecting) {
    peer.session->set_away(participant.reconnecting, now_);
  }
}

void Room::participant_is_back(Peer& peer, const Participant& participant) {
  peer.missing_until.reset();
  peer.session->receive(protocol::Publications{participant.id, participant.tracks});
  if (participant.reconnecting) return;
  peer.session->set_away(false, now_);
  peer.session->signaling_resumed(true, now_);
  context_.actions.push(action::ParticipantReconnected{participant.id});
}

void Room::receive(const protocol::Error& message) {
  const bool was_previewing = joining().previewing();
  switch (joining().consequence(message.id)) {
    case Joining::Consequence::None:
      break;
    case Joining::Consequence::PreviewEnds:
      context_.server.rest();
      if (was_previewing) preview_.report_lost();
      break;
    case Joining::Consequence::EndsWithSocket:
      fatal_error_ = message;
      break;
    case Joining::Consequence::Ends:
      close(std::string(to_string(message.id)), message.message);
      break;
  }
}

}  // namespace parley::core
