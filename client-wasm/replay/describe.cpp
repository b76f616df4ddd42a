#include "parley/replay/describe.h"

#include <variant>

#include "parley/core/log_names.h"
#include "parley/protocol/envelope.h"

namespace parley::replay {
namespace {

namespace action = core::action;
namespace event = core::event;
using core::ConnectionHandle;

std::string name_of(protocol::TrackKind kind) {
  return std::string(to_string(kind));
}

template <class Value>
std::string name_of(Value value) {
  return std::string(core::log_name(value));
}

std::string on(ConnectionHandle connection) {
  return "#" + std::to_string(connection) + " ";
}

// Of a room; empty for one that is open to everyone.
std::string description_of(bool locked, bool waiting_room, bool password) {
  return std::string(locked ? " locked" : "") + (waiting_room ? " with a waiting room" : "") +
         (password ? " with a password" : "");
}

struct Describer {
  std::string operator()(const action::OpenSocket& a) const { return "open " + a.url; }
  std::string operator()(const action::SendText& a) const {
    const auto envelope = protocol::read_envelope(a.text);
    if (!envelope) return "send nonsense: " + a.text;
    const auto& to = envelope.value().to;
    return "send " + envelope.value().type + (to ? " to " + *to : "");
  }
  std::string operator()(const action::CloseSocket& a) const {
    return a.resuming ? "close socket to resume" : "close socket";
  }
  std::string operator()(const action::CreateConnection& a) const {
    return on(a.connection) + "create" + (a.relay_only ? " relay only" : "");
  }
  std::string operator()(const action::SetConfiguration& a) const {
    return on(a.connection) + "setConfiguration" + (a.relay_only ? " relay only" : "");
  }
  std::string operator()(const action::CloseConnection& a) const {
    return on(a.connection) + "close";
  }
  std::string operator()(const action::AddTrack& a) const {
    return on(a.connection) + "addTrack " + a.sid;
  }
  std::string operator()(const action::RemoveTrack& a) const {
    return on(a.connection) + "removeTrack " + a.sid;
  }
  std::string operator()(const action::AddReceivers& a) const {
    return on(a.connection) + "addReceivers " + name_of(a.kind) + " " + std::to_string(a.count);
  }
  std::string operator()(const action::SetLocalDescription& a) const {
    return on(a.connection) + "setLocalDescription";
  }
  std::string operator()(const action::SetRemoteDescription& a) const {
    return on(a.connection) + "setRemoteDescription " + name_of(a.type);
  }
  std::string operator()(const action::RestartIce& a) const {
    return on(a.connection) + "restartIce";
  }
  std::string operator()(const action::AddIceCandidate& a) const {
    return on(a.connection) + "addIceCandidate " + a.candidate.candidate;
  }
  std::string operator()(const action::RoomPreviewed& a) const {
    if (!a.participants) return "preview lost";
    std::string line = "preview:";
    for (const auto& participant : *a.participants) line += " " + participant.identity;
    return line + description_of(a.state.locked, a.state.waiting_room, a.state.password);
  }
  std::string operator()(const action::RoomWaiting&) const { return "waiting to be let in"; }
  std::string operator()(const action::RoomStateChanged& a) const {
    return "room is" + description_of(a.locked, a.waiting_room, a.password);
  }
  std::string operator()(const action::HostChanged& a) const {
    return a.participant + (a.host ? " is host" : " is host no longer");
  }
  std::string operator()(const action::ParticipantKnocked& a) const {
    return a.participant + " knocks: " + a.identity;
  }
  std::string operator()(const action::KnockEnded& a) const {
    return a.participant + " knocks no longer";
  }
  std::string operator()(const action::LocalTrackMuted& a) const {
    return "mute " + a.sid + " for " + a.participant;
  }
  std::string operator()(const action::RoomConnected& a) const {
    return "room " + a.room_name + " connected as " + a.participant_id;
  }
  std::string operator()(const action::RoomDisconnected& a) const {
    return "room disconnected" + (a.reason.empty() ? "" : ": " + a.reason);
  }
  std::string operator()(const action::RoomReconnecting&) const { return "room reconnecting"; }
  std::string operator()(const action::RoomReconnected& a) const {
    return "room reconnected as " + a.participant_id;
  }
  std::string operator()(const action::ParticipantReconnecting& a) const {
    return a.participant + " reconnecting";
  }
  std::string operator()(const action::ParticipantReconnected& a) const {
    return a.participant + " reconnected";
  }
  std::string operator()(const action::ParticipantUnreachable& a) const {
    return a.participant + " unreachable: " + a.reason;
  }
  std::string operator()(const action::ParticipantReachable& a) const {
    return a.participant + " reachable";
  }
  std::string operator()(const action::ParticipantConnected& a) const {
    return a.participant + (a.present ? " was here: " : " came: ") + a.identity;
  }
  std::string operator()(const action::ParticipantDisconnected& a) const {
    return a.participant + " left";
  }
  std::string operator()(const action::TrackPublished& a) const {
    return a.participant + " published " + name_of(a.track.kind) + " " + a.track.sid +
           (a.track.enabled ? "" : " disabled");
  }
  std::string operator()(const action::TrackUnpublished& a) const {
    return a.participant + " unpublished " + a.sid;
  }
  std::string operator()(const action::TrackEnabled& a) const {
    return a.participant + (a.enabled ? " enabled " : " disabled ") + a.sid;
  }
  std::string operator()(const action::TrackSubscribed& a) const {
    return a.participant + " subscribed " + a.sid + " at #" + std::to_string(a.connection) + " " +
           a.mid;
  }
  std::string operator()(const action::TrackUnsubscribed& a) const {
    return a.participant + " unsubscribed " + a.sid;
  }
  std::string operator()(const action::SetEncoding& a) const {
    const core::Encoding& e = a.encoding;
    return on(a.connection) + "encode " + a.sid + (e.active ? "" : " off") + " " +
           std::to_string(e.max_bitrate) + " " + std::to_string(e.max_framerate) + " " +
           std::to_string(e.max_height);
  }
  std::string operator()(const action::TrackPriorityChanged& a) const {
    return a.participant + " priority " + a.sid + " " + std::string(to_string(a.priority));
  }
  std::string operator()(const action::TrackPublicationFailed& a) const {
    return "not published " + a.sid + ": " + a.reason;
  }
  std::string operator()(const action::TrackSwitched& a) const {
    return a.participant + (a.off ? " switched off " : " switched on ") + a.sid;
  }
  std::string operator()(const action::DominantSpeakerChanged& a) const {
    return "speaker " + a.participant;
  }
  std::string operator()(const action::NetworkQualityChanged& a) const {
    return a.participant + " quality " + std::to_string(a.level);
  }
};

struct EventDescriber {
  std::string operator()(const event::Preview& e) const { return "preview " + e.room_name; }
  std::string operator()(const event::Connect& e) const { return "connect to " + e.room_name; }
  std::string operator()(const event::Disconnect&) const { return "disconnect"; }
  std::string operator()(const event::PublishTrack& e) const { return "publish " + e.track.sid; }
  std::string operator()(const event::UnpublishTrack& e) const { return "unpublish " + e.sid; }
  std::string operator()(const event::SetTrackEnabled& e) const {
    return (e.enabled ? "enable " : "disable ") + e.sid;
  }
  std::string operator()(const event::SetTrackPriority& e) const {
    return "priority " + e.sid + " " + std::string(to_string(e.priority));
  }
  std::string operator()(const event::SetBitrateLimits& e) const {
    return "limits " + std::to_string(e.audio) + " " + std::to_string(e.video);
  }
  std::string operator()(const event::SetTrackPreference& e) const {
    return "prefer " + e.preference.sid + (e.preference.off ? " off" : "") + " " +
           std::to_string(e.preference.height);
  }
  std::string operator()(const event::UsePassword&) const { return "use a password"; }
  std::string operator()(const event::SetRoomLocked& e) const {
    return e.locked ? "lock the room" : "unlock the room";
  }
  std::string operator()(const event::SetWaitingRoom& e) const {
    return e.on ? "waiting room on" : "waiting room off";
  }
  std::string operator()(const event::SetRoomPassword& e) const {
    return e.password.empty() ? "no password" : "set a password";
  }
  std::string operator()(const event::OrderAsHost& e) const {
    return "as host " + std::string(to_string(e.action)) + " " + e.participant;
  }
  std::string operator()(const event::SubscribeToNothing&) const { return "subscribe to nothing"; }
  std::string operator()(const event::AudioLevel& e) const { return on(e.connection) + "level"; }
  std::string operator()(const event::ConnectionStatistics& e) const {
    return on(e.connection) + "statistics";
  }
  std::string operator()(const event::SocketOpened&) const { return "socket opened"; }
  std::string operator()(const event::SocketMessage& e) const { return "receive " + e.text; }
  std::string operator()(const event::SocketClosed&) const { return "socket closed"; }
  std::string operator()(const event::NegotiationNeeded& e) const {
    return on(e.connection) + "negotiationneeded";
  }
  std::string operator()(const event::LocalDescriptionApplied& e) const {
    return on(e.connection) + "localDescriptionApplied " + name_of(e.type);
  }
  std::string operator()(const event::RemoteDescriptionApplied& e) const {
    return on(e.connection) + "remoteDescriptionApplied";
  }
  std::string operator()(const event::DescriptionFailed& e) const {
    return on(e.connection) + "descriptionFailed";
  }
  std::string operator()(const event::LocalCandidate& e) const {
    return on(e.connection) + "candidate";
  }
  std::string operator()(const event::IceStateChanged& e) const {
    return on(e.connection) + "ice " + name_of(e.state);
  }
  std::string operator()(const event::ConnectionPath& e) const {
    return on(e.connection) + "path " + name_of(e.path);
  }
  std::string operator()(const event::RemoteTrackAdded& e) const {
    return on(e.connection) + "track " + e.mid;
  }
  std::string operator()(const event::RemoteDataChannelAdded& e) const {
    return on(e.connection) + "data channel " + e.label;
  }
  std::string operator()(const event::PageShown&) const { return "page shown"; }
  std::string operator()(const event::NetworkChanged&) const { return "network changed"; }
  std::string operator()(const event::TimePassed&) const { return "time passed"; }
};

}  // namespace

std::string describe(const core::Action& action) {
  return std::visit(Describer{}, action);
}

std::string describe(const core::Event& event) {
  return std::visit(EventDescriber{}, event);
}

}  // namespace parley::replay
