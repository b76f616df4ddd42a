#include "parley/core/room.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "parley/core/limits.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::core {

void Room::handle(const Event& event, Time now) {
  now_ = now;
  std::visit([this](const auto& alternative) { on(alternative); }, event);
  update_encodings();
  update_slots();
}

std::optional<Time> Room::deadline() const {
  std::optional<Time> earliest = context_.server.deadline();
  const auto consider = [&earliest](std::optional<Time> due) {
    if (due && (!earliest || *due < *earliest)) earliest = due;
  };
  for (const Peer& peer : peers_) {
    consider(peer.session->deadline());
    consider(peer.missing_until);
  }
  consider(sfu_.deadline());
  return earliest;
}

// --- The application ---

void Room::on(const event::Disconnect& /*event*/) {
  if (joining().left()) return;
  if (context_.server.up()) context_.server.send(encode(protocol::Bye{}));
  close({}, {});
}

void Room::on(const event::PublishTrack& event) {
  if (local_track(event.track.sid) != nullptr) return;
  const bool too_many = context_.local_tracks.size() == protocol::limits::tracks_per_participant;
  if (too_many || event.track.name.size() > protocol::limits::track_name_bytes) {
    const char* const reason = too_many ? "too-many-tracks" : "track-name-too-long";
    context_.actions.push(action::TrackPublicationFailed{event.track.sid, reason});
    return;
  }
  context_.local_tracks.push_back({event.track, event.detailed});
  hold_pictures();
  send_publications();
  for (PeerSession* session : sessions()) session->publish(event.track);
}

void Room::on(const event::UnpublishTrack& event) {
  const auto removed = std::erase_if(context_.local_tracks, [&event](const auto& track) {
    return track.publication.sid == event.sid;
  });
  if (removed == 0) return;
  send_publications();
  for (PeerSession* session : sessions()) session->unpublish(event.sid);
}

void Room::on(const event::SetTrackEnabled& event) {
  protocol::TrackPublication* track = local_track(event.sid);
  if (track == nullptr || track->enabled == event.enabled) return;
  track->enabled = event.enabled;
  send_publications();
}

void Room::send_publications() {
  // Before HELLO they go with it; between HELLO and WELCOME nothing else may be said.
  const bool too_early = context_.server.awaits_welcome();
  publications_unsent_ = publications_unsent_ || too_early;
  if (!joining().entered() || too_early) return;
  context_.server.send(encode(protocol::Publications{{}, publications()}));
}

// --- The server ---

void Room::on(const event::SocketOpened& /*event*/) {
  context_.server.socket_opened(publications(), now_);
}

static bool is_between_us_and_server(const protocol::ServerMessage& message) {
  return std::holds_alternative<protocol::Lobby>(message) ||
         std::holds_alternative<protocol::Welcome>(message) ||
         std::holds_alternative<protocol::Waiting>(message) ||
         std::holds_alternative<protocol::Pong>(message) ||
         std::holds_alternative<protocol::Error>(message);
}

void Room::on(const event::SocketMessage& event) {
  if (!context_.server.open()) return;
  context_.server.heard(now_);
  const auto message = protocol::decode_server_message(event.text);
  const bool of_server = message && is_between_us_and_server(message.value());
  if (!of_server && context_.server.up()) context_.server.count_message();
  // A peer can send nonsense, and a newer server what we do not know: neither is our concern.
  if (!message) return;
  if (of_server || context_.server.up()) {
    std::visit([this](const auto& alternative) { receive(alternative); }, message.value());
  } else if (joining().previewing()) {
    preview_.receive(message.value());
  }
  // The rest was sent to the preview that we have just left: WELCOME says all of it.
}

void Room::on(const event::SocketClosed& /*event*/) {
  if (joining().left()) return;
  const bool was_up = context_.server.up();
  const bool was_previewing = joining().previewing();
  if (fatal_error_) {
    close(std::string(to_string(fatal_error_->id)), fatal_error_->message);
  } else if (!context_.server.socket_closed(now_)) {
    close("connection-failed", "The server could not be reached.");
  } else if (was_up) {
    lost_server();
  } else if (was_previewing) {
    preview_.report_lost();
  }
}

void Room::lost_server() {
  context_.actions.push(action::RoomReconnecting{});
}

void Room::receive(const protocol::IceServers& message) {
  use_ice_servers(message.ice_servers, context_.relay_only);
}

// Connections that exist need them too: for an ICE restart, with credentials that are still good.
void Room::use_ice_servers(const std::vector<protocol::IceServer>& servers, bool relay_only) {
  if (servers == context_.ice_servers && relay_only == context_.relay_only) return;
  context_.ice_servers = servers;
  context_.relay_only = relay_only;
  for (const PeerSession* session : sessions()) {
    context_.actions.push(action::SetConfiguration{session->connection(), servers, relay_only});
  }
}

void Room::receive(const protocol::UserJoin& message) {
  add_participant(message.participant, false);
}

void Room::receive(const protocol::UserLeave& message) {
  remove(message.from);
}

void Room::remove(const std::string& participant) {
  const auto found = std::find_if(peers_.begin(), peers_.end(), [&participant](const Peer& peer) {
    return peer.session->participant() == participant;
  });
  if (found == peers_.end()) return;
  found->session->close();
  context_.actions.push(action::ParticipantDisconnected{found->session->participant()});
  if (speaker_.left(found->session->participant())) {
    context_.actions.push(action::DominantSpeakerChanged{});
  }
  peers_.erase(found);
}

void Room::receive(const protocol::UserReconnecting& message) {
  set_away(message.from, true);
}

void Room::receive(const protocol::UserReconnected& message) {
  set_away(message.from, false);
}

void Room::set_away(const std::string& participant, bool away) {
  PeerSession* session = session_with(participant);
  if (session == nullptr || session->away() == away) return;
  session->set_away(away, now_);
  if (away) {
    context_.actions.push(action::ParticipantReconnecting{participant});
  } else {
    context_.actions.push(action::ParticipantReconnected{participant});
  }
}

void Room::receive(const protocol::Pong& message) {
  context_.server.pong(message, now_);
}

void Room::receive(const protocol::Description& message) {
  if (message.from == protocol::sfu_send || message.from == protocol::sfu_receive) {
    sfu_.receive(message, now_);
    return;
  }
  if (PeerSession* session = session_with(message.from)) session->receive(message, now_);
}

template <class Message>
void Room::receive(const Message& message) {
  if (PeerSession* session = session_with(message.from)) session->receive(message);
}

// --- RTCPeerConnections ---

void Room::on(const event::NegotiationNeeded& event) {
  if (PeerSession* session = session_of(event.connection)) session->negotiation_needed();
}

void Room::on(const event::LocalDescriptionApplied& event) {
  if (PeerSession* session = session_of(event.connection)) {
    session->local_description_applied(event, now_);
  }
}

void Room::on(const event::RemoteDescriptionApplied& event) {
  if (PeerSession* session = session_of(event.connection)) {
    session->remote_description_applied(event.sealed, now_);
  }
}

void Room::on(const event::DescriptionForged& event) {
  if (PeerSession* session = session_of(event.connection)) session->description_forged();
}

void Room::on(const event::DescriptionFailed& event) {
  if (PeerSession* session = session_of(event.connection)) session->description_failed();
}

void Room::on(const event::LocalCandidate& event) {
  if (PeerSession* session = session_of(event.connection)) {
    session->local_candidate(event.candidate);
  }
}

void Room::on(const event::IceStateChanged& event) {
  if (PeerSession* session = session_of(event.connection)) {
    session->ice_state_changed(event.state, now_);
  }
}

void Room::on(const event::ConnectionPath& event) {
  if (PeerSession* session = session_of(event.connection)) session->connected_over(event.path);
}

void Room::on(const event::RemoteTrackAdded& event) {
  if (PeerSession* session = session_of(event.connection)) {
    session->remote_track_added(event.mid, event.kind);
  }
}

void Room::on(const event::RemoteDataChannelAdded& event) {
  if (PeerSession* session = session_of(event.connection)) {
    session->remote_data_channel_added(event.label);
  }
}

// --- Time, and the end ---

void Room::on(const event::NetworkChanged& /*event*/) {
  context_.server.probe(now_);
  // Another line.
  upload_meter_ = {};
  upload_bitrate_ = 0;
  for (PeerSession* session : sessions()) session->network_changed(now_);
}

void Room::on(const event::PageShown& /*event*/) {
  context_.server.probe(now_);
}

void Room::on(const event::TimePassed& /*event*/) {
  switch (context_.server.time_passed(now_)) {
    case ServerLink::Outcome::None:
      break;
    case ServerLink::Outcome::Lost:
      if (joining().wants_preview()) {
        preview_.report_lost();
      } else if (joining().entered()) {
        lost_server();
      }
      break;
    case ServerLink::Outcome::GivenUp:
      if (joining().entered()) {
        close("connection-lost", "The connection to the server was lost.");
      } else {
        close("connect-timeout", "The server did not answer in time.");
      }
      return;
  }
  std::vector<std::string> given_up;
  for (const Peer& peer : peers_) {
    peer.session->time_passed(now_);
    if (peer.missing_until && now_ >= *peer.missing_until) {
      given_up.push_back(peer.session->participant());
    }
  }
  for (const std::string& participant : given_up) remove(participant);
  if (sfu_.time_passed(now_)) void_slots();
}

void Room::close(const std::string& reason, const std::string& message) {
  for (const Peer& peer : peers_) peer.session->close();
  peers_.clear();
  sfu_.close();
  context_.server.close();
  context_.actions.push(action::RoomDisconnected{reason, message});
}

protocol::TrackPublication* Room::local_track(const std::string& sid) {
  const auto found =
      std::find_if(context_.local_tracks.begin(), context_.local_tracks.end(),
                   [&sid](const LocalTrack& track) { return track.publication.sid == sid; });
  return found == context_.local_tracks.end() ? nullptr : &found->publication;
}

Room::Peer* Room::find(const std::string& participant) {
  for (Peer& peer : peers_) {
    if (peer.session->participant() == participant) return &peer;
  }
  return nullptr;
}

PeerSession* Room::session_with(const std::string& participant) {
  Peer* peer = find(participant);
  return peer == nullptr ? nullptr : peer->session.get();
}

PeerSession* Room::session_of(ConnectionHandle connection) {
  for (PeerSession* session : sessions()) {
    if (session->connection() == connection) return session;
  }
  return nullptr;
}

std::vector<PeerSession*> Room::sessions() const {
  std::vector<PeerSession*> sessions = sfu_.sessions();
  for (const Peer& peer : peers_) sessions.push_back(peer.session.get());
  return sessions;
}

}  // namespace parley::core
