#include "client.h"

#include <algorithm>
#include <iostream>
#include <variant>

#include "describe.h"
#include "message_type.h"

namespace parley::simulation {

namespace action = core::action;
namespace event = core::event;
using core::ConnectionHandle;
using protocol::TrackKind;

Client::Client(Environment& environment, SignalingNetwork& network, std::uint32_t number,
               std::string room)
    : environment_(environment),
      network_(network),
      number_(number),
      name_(1, static_cast<char>('A' + number)),
      room_name_(std::move(room)) {}

// --- What a person does ---

void Client::preview() {
  if (room_) return;
  open_room();
  looks_ = true;
  handle(event::Preview{"ws://server", room_name_,
                        static_cast<std::uint32_t>(environment_.random.next())});
}

void Client::join() {
  if (wants_to_be_in()) return;
  if (!room_) open_room();
  looks_ = false;
  lobby_.reset();
  handle(event::Connect{"ws://server", room_name_, name_,
                        static_cast<std::uint32_t>(environment_.random.next())});
}

void Client::open_room() {
  ended_ = false;
  room_ = std::make_unique<core::Room>();
  if (environment_.check_replays) replay_check_ = std::make_unique<core::test::ReplayCheck>();
  for (const protocol::TrackPublication& track : tracks_) handle(event::PublishTrack{track});
}

void Client::leave() {
  if (room_) handle(event::Disconnect{});
}

void Client::crash() {
  if (!room_) return;
  network_.cut(socket_);
  end();
}

void Client::cut_socket() {
  if (room_) network_.cut(socket_);
}

void Client::silence_socket() {
  if (room_) network_.silence(socket_);
}

void Client::change_network() {
  if (room_) handle(event::NetworkChanged{});
}

void Client::wedge_connections() {
  for (const auto& [handle, connection] : connections_) connection->wedge();
}

void Client::publish(TrackKind kind) {
  if (tracks_.size() == 4) return;
  tracks_.push_back({"MT-" + name_ + "-" + std::to_string(++track_count_), kind, "", true});
  if (room_) handle(event::PublishTrack{tracks_.back()});
}

void Client::unpublish_one() {
  if (tracks_.empty()) return;
  const std::string sid = tracks_.front().sid;
  tracks_.erase(tracks_.begin());
  if (room_) handle(event::UnpublishTrack{sid});
}

void Client::mute_or_unmute_one() {
  if (tracks_.empty()) return;
  protocol::TrackPublication& track = tracks_.back();
  track.enabled = !track.enabled;
  if (room_) handle(event::SetTrackEnabled{track.sid, track.enabled});
}

// --- Running the core ---

void Client::handle(const core::Event& event) {
  trace(event);
  if (replay_check_) replay_check_->happens(event, environment_.scheduler.now());
  room_->handle(event, environment_.scheduler.now());
  if (performing_) return;
  performing_ = true;
  while (const auto next = room_->next_action()) {
    if (environment_.trace) std::cout << "        " << core::test::describe(*next) << "\n";
    if (replay_check_) replay_check_->led_to(*next);
    std::visit([this](const auto& action) { perform(action); }, *next);
  }
  performing_ = false;
  if (ended_) {
    end();
  } else {
    schedule_deadline();
  }
}

void Client::trace(const core::Event& event) const {
  if (!environment_.trace) return;
  std::cout << environment_.scheduler.now().count() << " " << name_ << " "
            << core::test::describe(event) << "\n";
}

void Client::schedule_deadline() {
  const auto deadline = room_->deadline();
  if (deadline == deadline_) return;
  deadline_ = deadline;
  if (!deadline) return;
  const Source source{Source::Kind::Deadline, number_};
  environment_.scheduler.at(*deadline, source, [this, deadline] {
    if (deadline != deadline_) return;
    deadline_.reset();
    handle(event::TimePassed{});
    guard_against_busy_waiting();
  });
}

// A deadline that has passed is to be met, not set again.
void Client::guard_against_busy_waiting() {
  constexpr std::uint32_t most_in_a_row = 20;
  const bool again = deadline_ && *deadline_ <= environment_.scheduler.now();
  deadlines_in_a_row_ = again ? deadlines_in_a_row_ + 1 : 0;
  if (deadlines_in_a_row_ < most_in_a_row) return;
  environment_.errors.push_back(name_ + " waits for a deadline that has passed");
  deadline_.reset();
}

void Client::check_replay() {
  if (!replay_check_) return;
  const std::string difference = replay_check_->difference();
  if (!difference.empty()) {
    environment_.errors.push_back(name_ + "'s log replays to something else: " + difference);
  }
}

void Client::end() {
  check_replay();
  replay_check_.reset();
  room_.reset();
  deadline_.reset();
  looks_ = false;
  lobby_.reset();
  id_.clear();
  reconnecting_ = false;
  participants_.clear();
  away_.clear();
  heard_.clear();
  told_.clear();
  unreachable_.clear();
  subscriptions_.clear();
  for (auto& [handle, connection] : connections_) {
    connection->close();
    closed_connections_.push_back(std::move(connection));
  }
  connections_.clear();
}

// --- The WebSocket ---

void Client::perform(const action::OpenSocket& /*action*/) {
  // The room may have opened another socket since.
  const auto guarded = [this, number = ++socket_number_](auto&& report) {
    if (room_ && number == socket_number_) report();
  };
  SocketEvents events;
  events.opened = [this, guarded] { guarded([this] { handle(event::SocketOpened{}); }); };
  events.closed = [this, guarded] { guarded([this] { handle(event::SocketClosed{}); }); };
  events.message = [this, guarded](const std::shared_ptr<const std::string>& text) {
    guarded([this, &text] {
      const bool first = heard_.insert(text).second;
      if (!first) environment_.errors.push_back(name_ + " is told twice: " + *text);
      handle(event::SocketMessage{*text});
    });
  };
  events.heard = [this](const std::string& text) {
    // No two candidates are alike, and none is repeated on purpose.
    if (message_type(text) != "candidate") return;
    if (told_.insert({network_.server_run(), text}).second) return;
    environment_.errors.push_back(name_ + " tells the server twice: " + text);
  };
  offers_of_socket_.clear();
  socket_ = network_.open(number_, room_name_, std::move(events));
}

void Client::perform(const action::SendText& action) {
  const bool is_offer = message_type(action.text) == "OFFER";
  if (is_offer && !offers_of_socket_.insert(action.text).second) ++repeated_offers_;
  network_.send(socket_, action.text);
}

void Client::perform(const action::CloseSocket& /*action*/) {
  network_.close(socket_);
}

// --- RTCPeerConnections ---

void Client::perform(const action::CreateConnection& action) {
  const ConnectionHandle handle = action.connection;
  PeerConnectionEvents events;
  events.negotiation_needed = [this, handle] { this->handle(event::NegotiationNeeded{handle}); };
  events.candidate = [this, handle](const protocol::Candidate& candidate) {
    this->handle(event::LocalCandidate{handle, candidate});
  };
  events.ice_state_changed = [this, handle] {
    this->handle(event::IceStateChanged{handle, connections_.at(handle)->ice_state()});
  };
  events.track = [this, handle](const std::string& mid, TrackKind kind) {
    this->handle(event::RemoteTrackAdded{handle, mid, kind});
  };
  connections_[handle] = std::make_unique<PeerConnection>(environment_, number_, std::move(events));
}

// The modelled network needs no servers.
void Client::perform(const action::SetConfiguration& /*action*/) {}

void Client::perform(const action::CloseConnection& action) {
  const auto found = connections_.find(action.connection);
  found->second->close();
  closed_connections_.push_back(std::move(found->second));
  connections_.erase(found);
}

void Client::perform(const action::AddTrack& action) {
  const auto found = std::find_if(tracks_.begin(), tracks_.end(),
                                  [&action](const auto& track) { return track.sid == action.sid; });
  if (found != tracks_.end())
    connections_.at(action.connection)->add_track(found->sid, found->kind);
}

void Client::perform(const action::RemoveTrack& action) {
  connections_.at(action.connection)->remove_track(action.sid);
}

void Client::perform(const action::AddReceivers& action) {
  for (std::uint32_t i = 0; i < action.count; ++i) {
    connections_.at(action.connection)->add_receiver(action.kind);
  }
}

void Client::perform(const action::SetLocalDescription& action) {
  PeerConnection* connection = connections_.at(action.connection).get();
  connection->set_local_description([this, connection, handle = action.connection](bool) {
    this->handle(event::LocalDescriptionApplied{
        handle, connection->local_type(), connection->local_sdp(), connection->tracks_by_mid()});
  });
}

void Client::perform(const action::SetRemoteDescription& action) {
  connections_.at(action.connection)
      ->set_remote_description(action.type, action.sdp,
                               [this, handle = action.connection](bool succeeded) {
                                 if (succeeded) {
                                   this->handle(event::RemoteDescriptionApplied{handle});
                                 } else {
                                   this->handle(event::DescriptionFailed{handle});
                                 }
                               });
}

void Client::perform(const action::RestartIce& action) {
  connections_.at(action.connection)->restart_ice();
}

void Client::perform(const action::AddIceCandidate& action) {
  connections_.at(action.connection)->add_ice_candidate(action.candidate);
}

// --- What the application is told ---

void Client::perform(const action::RoomPreviewed& action) {
  lobby_.reset();
  if (!action.participants) return;
  lobby_.emplace();
  for (const protocol::Participant& participant : *action.participants) {
    lobby_->insert(participant.id);
  }
}

void Client::perform(const action::RoomConnected& action) {
  id_ = action.participant_id;
}

void Client::perform(const action::RoomDisconnected& /*action*/) {
  ended_ = true;
}

void Client::perform(const action::RoomReconnecting& /*action*/) {
  reconnecting_ = true;
}

void Client::perform(const action::RoomReconnected& action) {
  reconnecting_ = false;
  // Nobody is away for so long here that his place would be given up.
  if (id_ != action.participant_id) environment_.errors.push_back(name_ + " has lost its place");
  id_ = action.participant_id;
}

void Client::perform(const action::ParticipantReconnecting& action) {
  away_.insert(action.participant);
}

void Client::perform(const action::ParticipantReconnected& action) {
  away_.erase(action.participant);
}

void Client::perform(const action::ParticipantUnreachable& action) {
  unreachable_.insert(action.participant);
}

void Client::perform(const action::ParticipantReachable& action) {
  unreachable_.erase(action.participant);
}

void Client::perform(const action::ParticipantConnected& action) {
  participants_[action.participant];
}

void Client::perform(const action::ParticipantDisconnected& action) {
  participants_.erase(action.participant);
  away_.erase(action.participant);
  unreachable_.erase(action.participant);
}

void Client::perform(const action::TrackPublished& action) {
  participants_[action.participant][action.track.sid] = action.track;
}

void Client::perform(const action::TrackUnpublished& action) {
  participants_[action.participant].erase(action.sid);
}

void Client::perform(const action::TrackEnabled& action) {
  participants_[action.participant][action.sid].enabled = action.enabled;
}

void Client::perform(const action::TrackSubscribed& action) {
  subscriptions_[{action.participant, action.sid}] = {action.connection, action.mid};
}

void Client::perform(const action::TrackUnsubscribed& action) {
  subscriptions_.erase({action.participant, action.sid});
}

// Of how much is sent, and how well, the simulation has no picture.
void Client::perform(const action::SetEncoding& /*action*/) {}
void Client::perform(const action::TrackPriorityChanged& /*action*/) {}
void Client::perform(const action::TrackPublicationFailed& /*action*/) {}
void Client::perform(const action::TrackSwitched& /*action*/) {}
void Client::perform(const action::DominantSpeakerChanged& /*action*/) {}
void Client::perform(const action::NetworkQualityChanged& /*action*/) {}

// --- From outside ---

std::string Client::arriving(const std::string& participant, const std::string& sid) const {
  const auto found = subscriptions_.find({participant, sid});
  if (found == subscriptions_.end()) return {};
  const auto& [handle, mid] = found->second;
  const auto connection = connections_.find(handle);
  return connection == connections_.end() ? std::string() : connection->second->arriving(mid);
}

std::string Client::unsettled() const {
  std::string text;
  for (const auto& [handle, connection] : connections_) {
    const bool stable = connection->signaling_state() == SignalingState::Stable;
    const bool connected = connection->ice_state() == IceState::Connected;
    if (stable && connected && connection->idle()) continue;
    text += name_ + "'s connection " + std::to_string(handle) + (stable ? "" : " is not stable") +
            (connected ? "" : " is not connected") + (connection->idle() ? "" : " is busy") + "; ";
  }
  return text;
}

}  // namespace parley::simulation
