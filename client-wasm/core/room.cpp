#include "parley/core/room.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "parley/core/limits.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"
#include "parley/protocol/room_name.h"

namespace parley::core {

void Room::handle(const Event& event, Time now) {
  now_ = now;
  std::visit([this](const auto& alternative) { on(alternative); }, event);
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
  return earliest;
}

// --- The application ---

void Room::on(const event::Connect& event) {
  if (state_ != State::New) return;
  state_ = State::Connecting;
  const auto name = protocol::check_room_name(event.room_name);
  if (!name) {
    close(std::string(to_string(name.error().id)), name.error().message);
    return;
  }
  context_.server.connect(event.server + "/ws/" + protocol::encode_room_name(name.value()),
                          event.identity, event.token, event.random_seed, now_);
}

void Room::on(const event::Disconnect& /*event*/) {
  if (state_ == State::Closed) return;
  if (context_.server.up()) context_.server.send(encode(protocol::Bye{}));
  close({}, {});
}

void Room::on(const event::PublishTrack& event) {
  const auto& tracks = context_.local_tracks;
  if (local_track(event.track.sid) != nullptr) return;
  if (tracks.size() == protocol::limits::tracks_per_participant) return;
  context_.local_tracks.push_back(event.track);
  send_publications();
  for (const Peer& peer : peers_) peer.session->publish(event.track);
}

void Room::on(const event::UnpublishTrack& event) {
  const auto removed = std::erase_if(
      context_.local_tracks, [&event](const auto& track) { return track.sid == event.sid; });
  if (removed == 0) return;
  send_publications();
  for (const Peer& peer : peers_) peer.session->unpublish(event.sid);
}

void Room::on(const event::SetTrackEnabled& event) {
  protocol::TrackPublication* track = local_track(event.sid);
  if (track == nullptr || track->enabled == event.enabled) return;
  track->enabled = event.enabled;
  send_publications();
}

void Room::send_publications() {
  // Before HELLO they go with it; between HELLO and WELCOME nothing else may be said.
  const bool greeting = context_.server.state() == ServerLink::State::Greeting;
  publications_untold_ = publications_untold_ || greeting;
  if (state_ != State::Connected || greeting) return;
  context_.server.send(encode(protocol::Publications{{}, context_.local_tracks}));
}

// --- The server ---

void Room::on(const event::SocketOpened& /*event*/) {
  context_.server.socket_opened(context_.local_tracks, now_);
}

void Room::on(const event::SocketMessage& event) {
  const ServerLink::State link = context_.server.state();
  if (link != ServerLink::State::Greeting && link != ServerLink::State::Up) return;
  context_.server.heard(now_);
  const auto message = protocol::decode_server_message(event.text);
  const bool counted = !message || !(std::holds_alternative<protocol::Welcome>(message.value()) ||
                                     std::holds_alternative<protocol::Pong>(message.value()) ||
                                     std::holds_alternative<protocol::Error>(message.value()));
  if (counted && context_.server.up()) context_.server.count_message();
  // A peer can send nonsense, and a newer server what we do not know: neither is our concern.
  if (!message) return;
  std::visit([this](const auto& alternative) { receive(alternative); }, message.value());
}

void Room::on(const event::SocketClosed& /*event*/) {
  if (state_ == State::New || state_ == State::Closed) return;
  const bool was_up = context_.server.up();
  if (fatal_error_) {
    close(std::string(to_string(fatal_error_->id)), fatal_error_->message);
  } else if (!context_.server.socket_closed(now_)) {
    close("connection-failed", "The server could not be reached.");
  } else if (was_up) {
    lost_server();
  }
}

void Room::lost_server() {
  context_.actions.push(action::RoomReconnecting{});
}

void Room::receive(const protocol::Welcome& message) {
  if (context_.server.state() != ServerLink::State::Greeting) return;
  const ServerLink::Entry entry = context_.server.welcome(message, now_);
  use_ice_servers(message.ice_servers, message.relay_only);
  if (entry == ServerLink::Entry::First) {
    state_ = State::Connected;
    context_.actions.push(action::RoomConnected{message.room_sid, message.room_name, message.id});
  } else {
    context_.actions.push(action::RoomReconnected{message.id});
  }
  if (std::exchange(publications_untold_, false)) send_publications();
  switch (entry) {
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
      for (const Peer& peer : peers_) peer.session->signaling_resumed(false, now_);
      break;
  }
}

void Room::receive(const protocol::IceServers& message) {
  if (state_ == State::Connected) use_ice_servers(message.ice_servers, context_.relay_only);
}

// Connections that exist need them too: for an ICE restart, with credentials that are still good.
void Room::use_ice_servers(const std::vector<protocol::IceServer>& servers, bool relay_only) {
  if (servers == context_.ice_servers && relay_only == context_.relay_only) return;
  context_.ice_servers = servers;
  context_.relay_only = relay_only;
  for (const Peer& peer : peers_) {
    context_.actions.push(
        action::SetConfiguration{peer.session->connection(), servers, relay_only});
  }
}

void Room::enter(const protocol::Welcome& message) {
  for (const protocol::Participant& participant : message.participants) {
    add_participant(participant, true);
  }
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
  for (const protocol::Participant& participant : message.participants) {
    add_participant(participant, false);
  }
}

// Everyone has seen us leave, and now sees someone else come.
void Room::enter_anew(const protocol::Welcome& message) {
  while (!peers_.empty()) remove(peers_.back().session->participant());
  for (const protocol::Participant& participant : message.participants) {
    add_participant(participant, false);
  }
}

void Room::receive(const protocol::UserJoin& message) {
  if (state_ == State::Connected) add_participant(message.participant, false);
}

void Room::add_participant(const protocol::Participant& participant, bool present) {
  if (Peer* peer = find(participant.id)) {
    if (peer->missing_until) participant_is_back(*peer, participant);
    return;
  }
  if (peers_.size() == protocol::limits::participants_per_room) return;
  context_.actions.push(
      action::ParticipantConnected{participant.id, participant.identity, present});
  peers_.push_back({std::make_unique<PeerSession>(participant, context_, now_), std::nullopt});
}

void Room::participant_is_back(Peer& peer, const protocol::Participant& participant) {
  peer.missing_until.reset();
  peer.session->receive(protocol::Publications{participant.id, participant.tracks});
  if (participant.reconnecting) return;
  peer.session->set_away(false, now_);
  peer.session->signaling_resumed(true, now_);
  context_.actions.push(action::ParticipantReconnected{participant.id});
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
  context_.server.confirmed(message.received);
}

// Errors after which the server closes the socket, but that pass.
static bool is_passing(protocol::ErrorId id) {
  using protocol::ErrorId;
  return id == ErrorId::ServerStopping || id == ErrorId::ServerFull || id == ErrorId::TooSlow ||
         id == ErrorId::HelloTimeout || id == ErrorId::MessageTimeout ||
         id == ErrorId::TooManyMessages || id == ErrorId::TooManyConnections ||
         id == ErrorId::TooManyJoins || id == ErrorId::TooManyRooms;
}

void Room::receive(const protocol::Error& message) {
  const bool entered = state_ == State::Connected;
  if (close_code(message.id) != 0) {
    if (!entered || !is_passing(message.id)) fatal_error_ = message;
  } else if (!entered) {
    // HELLO was refused, and nothing else will come.
    close(std::string(to_string(message.id)), message.message);
  }
  // The rest is about a message that crossed someone's leaving.
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
    session->remote_description_applied(now_);
  }
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
  for (const Peer& peer : peers_) peer.session->network_changed(now_);
}

void Room::on(const event::PageShown& /*event*/) {
  context_.server.probe(now_);
}

void Room::on(const event::TimePassed& /*event*/) {
  switch (context_.server.time_passed(now_)) {
    case ServerLink::Outcome::None:
      break;
    case ServerLink::Outcome::Lost:
      lost_server();
      break;
    case ServerLink::Outcome::GivenUp:
      if (state_ == State::Connected) {
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
}

void Room::close(const std::string& reason, const std::string& message) {
  state_ = State::Closed;
  for (const Peer& peer : peers_) peer.session->close();
  peers_.clear();
  context_.server.close();
  context_.actions.push(action::RoomDisconnected{reason, message});
}

protocol::TrackPublication* Room::local_track(const std::string& sid) {
  const auto found = std::find_if(context_.local_tracks.begin(), context_.local_tracks.end(),
                                  [&sid](const auto& track) { return track.sid == sid; });
  return found == context_.local_tracks.end() ? nullptr : &*found;
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
  for (const Peer& peer : peers_) {
    if (peer.session->connection() == connection) return peer.session.get();
  }
  return nullptr;
}

}  // namespace parley::core
