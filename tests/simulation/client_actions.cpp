// What a client does of what its core asks for, and what its application is told.
#include <algorithm>
#include <functional>
#include <memory>
#include <string>

#include "client.h"
#include "meeting_watch.h"
#include "message_type.h"

namespace parley::simulation {

namespace action = core::action;
namespace event = core::event;
using core::ConnectionHandle;
using protocol::TrackKind;

namespace {

// Stands for an HMAC: only who has the secret calls it.
std::string seal_of(const std::string& from, const std::string& to, std::uint32_t epoch,
                    const std::string& fingerprint) {
  std::string text = from;
  text.append("/").append(to).append("/").append(std::to_string(epoch)).append("/");
  return std::to_string(std::hash<std::string>{}(text + fingerprint));
}

}  // namespace

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
      // Both count from zero then, and it repeats what was not confirmed, received or not: more was
      // sent to it while it was away than the server keeps.
      const bool anew =
          message_type(*text) == "WELCOME" && text->find("\"resumed\":true") == std::string::npos;
      if (anew) told_.clear();
      note_claim(*text);
      note_sfu_epoch(*text);
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

void Client::note_claim(std::string_view text) {
  constexpr std::string_view field = "\"resume\":\"";
  const std::string_view type = message_type(text);
  const std::size_t found = text.find(field);
  if ((type != "WELCOME" && type != "PONG") || found == std::string_view::npos) return;
  const std::string_view rest = text.substr(found + field.size());
  claim_before_ = std::exchange(claim_, std::string(rest.substr(0, rest.find('"'))));
}

void Client::perform(const action::SendText& action) {
  const bool is_offer = message_type(action.text) == "OFFER";
  if (message_type(action.text) == "SFU_FAILED") failed_sfu_ = true;
  if (is_offer && !offers_of_socket_.insert(action.text).second) ++repeated_offers_;
  network_.send(socket_, action.text);
}

void Client::perform(const action::CloseSocket& action) {
  network_.close(socket_, action.resuming);
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
    const IceState state = connections_.at(handle)->ice_state();
    this->handle(event::IceStateChanged{handle, state});
    if (room_ && state == IceState::Connected) {
      this->handle(event::ConnectionPath{handle, protocol::PathKind::Host});
    }
  };
  events.track = [this, handle](const std::string& mid, TrackKind kind) {
    this->handle(event::RemoteTrackAdded{handle, mid, kind});
  };
  events.data_channel = [this, handle](const std::string& label) {
    this->handle(event::RemoteDataChannelAdded{handle, label});
  };
  events.error = [this, participant = action.participant](const std::string& error) {
    if (environment_.adversaries.contains(participant)) return;
    environment_.errors.push_back(name_ + "'s connection with " + participant + ": " + error);
  };
  connections_[handle] = std::make_unique<PeerConnection>(environment_, number_, std::move(events));
  ends_[handle] = {action.own_id, action.participant, action.epoch};
  guard_against_connections_without_end(action.participant);
}

// The modelled network needs no servers.
void Client::perform(const action::SetConfiguration& /*action*/) {}

void Client::perform(const action::CloseConnection& action) {
  const auto found = connections_.find(action.connection);
  replaced_at_[ends_.at(action.connection).participant] = environment_.scheduler.now();
  found->second->close();
  closed_connections_.push_back(std::move(found->second));
  connections_.erase(found);
}

void Client::perform(const action::AddTrack& action) {
  const auto found = std::find_if(tracks_.begin(), tracks_.end(),
                                  [&action](const auto& track) { return track.sid == action.sid; });
  if (found == tracks_.end()) return;
  PeerConnection& connection = *connections_.at(action.connection);
  if (found->kind == TrackKind::Data) {
    connection.add_channel(found->sid);
  } else {
    connection.add_track(found->sid, found->kind);
  }
}

void Client::perform(const action::RemoveTrack& action) {
  connections_.at(action.connection)->remove_track(action.sid);
  connections_.at(action.connection)->remove_channel(action.sid);
}

void Client::perform(const action::AddReceivers& action) {
  for (std::uint32_t i = 0; i < action.count; ++i) {
    connections_.at(action.connection)->add_receiver(action.kind);
  }
}

void Client::perform(const action::SetLocalDescription& action) {
  PeerConnection* connection = connections_.at(action.connection).get();
  connection->set_local_description([this, connection, handle = action.connection](bool) {
    const Ends& ends = ends_.at(handle);
    const std::string sdp = connection->local_sdp();
    this->handle(event::LocalDescriptionApplied{
        handle, connection->local_type(), sdp, connection->tracks_by_mid(),
        has_secret_ ? seal_of(ends.own_id, ends.participant, ends.epoch, parse_sdp(sdp).fingerprint)
                    : ""});
  });
}

void Client::perform(const action::SetRemoteDescription& action) {
  Ends& ends = ends_.at(action.connection);
  const SessionDescription description = parse_sdp(action.sdp);
  const bool sealed = has_secret_ && !action.seal.empty();
  if (sealed &&
      action.seal != seal_of(ends.participant, ends.own_id, ends.epoch, description.fingerprint)) {
    environment_.scheduler.after(Time(1), {Source::Kind::Script, number_},
                                 [this, handle = action.connection] {
                                   if (connections_.contains(handle))
                                     this->handle(event::DescriptionForged{handle});
                                 });
    return;
  }
  if (description.fingerprint != std::to_string(description.session_id)) ends.deceived = true;
  connections_.at(action.connection)
      ->set_remote_description(action.type, action.sdp,
                               [this, sealed, handle = action.connection](bool succeeded) {
                                 if (succeeded) {
                                   this->handle(event::RemoteDescriptionApplied{handle, sealed});
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
  preview_ = action;
}

void Client::perform(const action::RoomConnected& action) {
  id_ = action.participant_id;
}

void Client::perform(const action::RoomDisconnected& action) {
  ended_ = true;
  ending_ = action.reason;
}

void Client::perform(const action::RoomReconnecting& /*action*/) {
  reconnecting_ = true;
}

void Client::perform(const action::RoomReconnected& action) {
  reconnecting_ = false;
  // Nobody is away for so long here that his place would be given up.
  const bool may_be_lost =
      environment_.meeting_ended || MeetingWatch::may_be_lost(claim_before_, claim_);
  if (id_ != action.participant_id && !may_be_lost) {
    environment_.errors.push_back(name_ + " has lost its place");
  }
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

void Client::perform(const action::VerificationChanged& action) {
  verifications_[action.participant] = action.verification;
  const bool stranger = environment_.adversaries.contains(action.participant);
  if (stranger && action.verification == "verified") {
    environment_.errors.push_back(name_ + " takes an adversary for one who has the secret");
  }
}

void Client::perform(const action::ParticipantConnected& action) {
  participants_[action.participant];
  if (action.identity.starts_with(Environment::adversary)) {
    environment_.adversaries.insert(action.participant);
  }
}

void Client::perform(const action::ParticipantDisconnected& action) {
  connections_made_at_.erase(action.participant);
  participants_.erase(action.participant);
  verifications_.erase(action.participant);
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
  const TrackKey track{action.participant, action.sid};
  const Place place{action.connection, action.mid};
  // In a slot there may be something else yet.
  if (ends_.at(place.connection).participant != protocol::sfu_receive)
    subscriptions_[track] = place;
  await_media(track, place);
}

void Client::perform(const action::TrackUnsubscribed& action) {
  subscriptions_.erase({action.participant, action.sid});
  awaited_.erase({action.participant, action.sid});
  off_.erase({action.participant, action.sid});
}

// What was shown is shown on until something arrives there.
void Client::perform(const action::TrackMoved& action) {
  const TrackKey track{action.participant, action.sid};
  awaited_.erase(track);
  if (action.mid.empty()) {
    subscriptions_.erase(track);
  } else {
    await_media(track, {action.connection, action.mid});
  }
}

void Client::perform(const action::TrackSwitched& action) {
  if (action.off) {
    off_.insert({action.participant, action.sid});
  } else {
    off_.erase({action.participant, action.sid});
  }
}

// Of how well is sent, the simulation has no picture.
void Client::perform(const action::SetEncoding& action) {
  connections_.at(action.connection)->set_active(action.sid, action.encoding.active);
}
void Client::perform(const action::TrackPriorityChanged& /*action*/) {}
void Client::perform(const action::TrackPublicationFailed& /*action*/) {}
void Client::perform(const action::LargestHeightChanged& /*action*/) {}
void Client::perform(const action::DominantSpeakerChanged& /*action*/) {}
void Client::perform(const action::NetworkQualityChanged& /*action*/) {}

}  // namespace parley::simulation
