#include "parley/core/room.h"

#include <algorithm>
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
  std::optional<Time> earliest = connect_deadline_;
  for (const auto& session : sessions_) {
    const std::optional<Time> due = session->deadline();
    if (due && (!earliest || *due < *earliest)) earliest = due;
  }
  return earliest;
}

// --- The application -----------------------------------------------------------------------------

void Room::on(const event::Connect& event) {
  if (state_ != State::New) return;
  state_ = State::Connecting;
  const auto name = protocol::check_room_name(event.room_name);
  if (!name) {
    close(std::string(to_string(name.error().id)), name.error().message);
    return;
  }
  identity_ = event.identity;
  connect_deadline_ = now_ + limits::connect_timeout;
  context_.actions.push(
      action::OpenSocket{event.server + "/ws/" + protocol::encode_room_name(name.value())});
}

void Room::on(const event::Disconnect& /*event*/) {
  if (state_ == State::Closed) return;
  if (state_ == State::Connected) {
    context_.actions.push(action::SendText{encode(protocol::Bye{})});
  }
  close({}, {});
}

void Room::on(const event::PublishTrack& event) {
  const auto& tracks = context_.local_tracks;
  if (local_track(event.track.sid) != nullptr) return;
  if (tracks.size() == protocol::limits::tracks_per_participant) return;
  context_.local_tracks.push_back(event.track);
  send_publications();
  for (const auto& session : sessions_) session->publish(event.track.sid);
}

void Room::on(const event::UnpublishTrack& event) {
  const auto removed = std::erase_if(
      context_.local_tracks, [&event](const auto& track) { return track.sid == event.sid; });
  if (removed == 0) return;
  send_publications();
  for (const auto& session : sessions_) session->unpublish(event.sid);
}

void Room::on(const event::SetTrackEnabled& event) {
  protocol::TrackPublication* track = local_track(event.sid);
  if (track == nullptr || track->enabled == event.enabled) return;
  track->enabled = event.enabled;
  send_publications();
}

void Room::send_publications() {
  // Before HELLO they go with it; between HELLO and WELCOME nothing else may be said.
  if (state_ == State::Joining) publications_untold_ = true;
  if (state_ != State::Connected) return;
  context_.actions.push(
      action::SendText{encode(protocol::Publications{{}, context_.local_tracks})});
}

// --- The WebSocket -------------------------------------------------------------------------------

void Room::on(const event::SocketOpened& /*event*/) {
  if (state_ != State::Connecting) return;
  state_ = State::Joining;
  context_.actions.push(
      action::SendText{encode(protocol::Hello{identity_, context_.local_tracks})});
}

void Room::on(const event::SocketMessage& event) {
  if (state_ != State::Joining && state_ != State::Connected) return;
  const auto message = protocol::decode_server_message(event.text);
  // A peer can send nonsense, and a newer server what we do not know: neither is our concern.
  if (!message) return;
  std::visit([this](const auto& alternative) { receive(alternative); }, message.value());
}

void Room::on(const event::SocketClosed& /*event*/) {
  if (state_ == State::New || state_ == State::Closed) return;
  if (fatal_error_) {
    close(std::string(to_string(fatal_error_->id)), fatal_error_->message);
  } else if (state_ == State::Connected) {
    close("connection-lost", "The connection to the server was lost.");
  } else {
    close("connection-failed", "The server could not be reached.");
  }
}

void Room::receive(const protocol::Welcome& message) {
  if (state_ != State::Joining) return;
  state_ = State::Connected;
  context_.signaling_is_up = true;
  connect_deadline_.reset();
  context_.ice_servers = message.ice_servers;
  context_.actions.push(action::RoomConnected{message.room_sid, message.room_name, message.id});
  if (publications_untold_) send_publications();
  for (const protocol::Participant& participant : message.participants) {
    add_participant(participant, true);
  }
}

void Room::receive(const protocol::UserJoin& message) {
  if (state_ == State::Connected) add_participant(message.participant, false);
}

void Room::add_participant(const protocol::Participant& participant, bool present) {
  if (session_with(participant.id) != nullptr) return;
  if (sessions_.size() == protocol::limits::participants_per_room) return;
  context_.actions.push(
      action::ParticipantConnected{participant.id, participant.identity, present});
  sessions_.push_back(std::make_unique<PeerSession>(participant, context_));
}

void Room::receive(const protocol::UserLeave& message) {
  PeerSession* session = session_with(message.from);
  if (session == nullptr) return;
  session->close();
  std::erase_if(sessions_, [session](const auto& other) { return other.get() == session; });
  context_.actions.push(action::ParticipantDisconnected{message.from});
}

void Room::receive(const protocol::Error& message) {
  if (close_code(message.id) != 0) {
    fatal_error_ = message;
  } else if (state_ == State::Joining) {
    // HELLO was refused, and nothing else will come.
    close(std::string(to_string(message.id)), message.message);
  }
  // The rest is about a message that crossed someone's leaving.
}

template <class Message>
void Room::receive(const Message& message) {
  if (PeerSession* session = session_with(message.from)) session->receive(message);
}

// --- RTCPeerConnections
// ----------------------------------------------------------------------------

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

void Room::on(const event::NetworkChanged& /*event*/) {
  for (const auto& session : sessions_) session->network_changed(now_);
}

// --- Time, and the end
// -----------------------------------------------------------------------------

void Room::on(const event::TimePassed& /*event*/) {
  if (connect_deadline_ && now_ >= *connect_deadline_) {
    close("connect-timeout", "The server did not answer in time.");
    return;
  }
  for (const auto& session : sessions_) session->time_passed(now_);
}

void Room::close(const std::string& reason, const std::string& message) {
  state_ = State::Closed;
  connect_deadline_.reset();
  for (const auto& session : sessions_) session->close();
  sessions_.clear();
  context_.actions.push(action::CloseSocket{});
  context_.actions.push(action::RoomDisconnected{reason, message});
}

protocol::TrackPublication* Room::local_track(const std::string& sid) {
  const auto found = std::find_if(context_.local_tracks.begin(), context_.local_tracks.end(),
                                  [&sid](const auto& track) { return track.sid == sid; });
  return found == context_.local_tracks.end() ? nullptr : &*found;
}

PeerSession* Room::session_with(const std::string& participant) {
  for (const auto& session : sessions_) {
    if (session->participant() == participant) return session.get();
  }
  return nullptr;
}

PeerSession* Room::session_of(ConnectionHandle connection) {
  for (const auto& session : sessions_) {
    if (session->connection() == connection) return session.get();
  }
  return nullptr;
}

}  // namespace parley::core
