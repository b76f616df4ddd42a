// The receivers, names and fields of actions: the one place for carrying them out (platform), for
// describing them (parley_replay), and for checking the types that JavaScript sees
// (bindings/client.d.ts). An action that is missing here does not compile.
//
// `Fields` has a function for each kind of field, as in event_fields.h. The first call names a
// method of the receiver, which is the browser for host() and the application for observer(). The
// calls that follow give the arguments of that method, in order.
#pragma once

#include "parley/core/action.h"

namespace parley::core {

// --- For the platform: the WebSocket ---

template <class Fields>
void visit_fields(const action::OpenSocket& action, Fields& fields) {
  fields.host("openSocket");
  fields.server("url", action.url);
}

template <class Fields>
void visit_fields(const action::SendText& action, Fields& fields) {
  fields.host("sendText");
  fields.message("text", action.text);
}

template <class Fields>
void visit_fields(const action::CloseSocket& action, Fields& fields) {
  fields.host("closeSocket");
  fields.flag("resuming", action.resuming);
}

// --- For the platform: RTCPeerConnections ---

template <class Fields>
void visit_fields(const action::CreateConnection& action, Fields& fields) {
  fields.host("createConnection");
  fields.connection(action.connection);
  fields.ice_servers(action.ice_servers);
  fields.ice_transport_policy(action.relay_only);
  fields.ends(action.own_id, action.participant, action.epoch);
}

template <class Fields>
void visit_fields(const action::SetConfiguration& action, Fields& fields) {
  fields.host("setConfiguration");
  fields.connection(action.connection);
  fields.ice_servers(action.ice_servers);
  fields.ice_transport_policy(action.relay_only);
}

template <class Fields>
void visit_fields(const action::CloseConnection& action, Fields& fields) {
  fields.host("closeConnection");
  fields.connection(action.connection);
}

template <class Fields>
void visit_fields(const action::AddTrack& action, Fields& fields) {
  fields.host("addTrack");
  fields.connection(action.connection);
  fields.id("sid", action.sid);
}

template <class Fields>
void visit_fields(const action::RemoveTrack& action, Fields& fields) {
  fields.host("removeTrack");
  fields.connection(action.connection);
  fields.id("sid", action.sid);
}

template <class Fields>
void visit_fields(const action::AddReceivers& action, Fields& fields) {
  fields.host("addReceivers");
  fields.connection(action.connection);
  fields.kind(action.kind);
  fields.number("count", action.count);
}

template <class Fields>
void visit_fields(const action::SetEncoding& action, Fields& fields) {
  fields.host("setEncoding");
  fields.connection(action.connection);
  fields.id("sid", action.sid);
  fields.flag("active", action.encoding.active);
  fields.number("maxBitrate", action.encoding.max_bitrate);
  fields.number("maxFramerate", action.encoding.max_framerate);
  fields.number("maxHeight", action.encoding.max_height);
}

template <class Fields>
void visit_fields(const action::RestartIce& action, Fields& fields) {
  fields.host("restartIce");
  fields.connection(action.connection);
}

template <class Fields>
void visit_fields(const action::SetLocalDescription& action, Fields& fields) {
  fields.host("setLocalDescription");
  fields.connection(action.connection);
}

template <class Fields>
void visit_fields(const action::SetRemoteDescription& action, Fields& fields) {
  fields.host("setRemoteDescription");
  fields.connection(action.connection);
  fields.description_type(action.type);
  fields.sdp(action.sdp);
  fields.seal(action.seal);
}

template <class Fields>
void visit_fields(const action::AddIceCandidate& action, Fields& fields) {
  fields.host("addIceCandidate");
  fields.connection(action.connection);
  fields.candidate(action.candidate);
}

// --- For the application: the room ---

template <class Fields>
void visit_fields(const action::RoomPreviewed& action, Fields& fields) {
  fields.observer("roomPreviewed");
  fields.previewed_participants(action.participants, action.state.hosts);
  fields.previewed_count(action.count, action.most);
  fields.flag("locked", action.state.locked);
  fields.flag("waitingRoom", action.state.waiting_room);
  fields.flag("password", action.state.password);
}

template <class Fields>
void visit_fields(const action::RoomWaiting& /*action*/, Fields& fields) {
  fields.observer("roomWaiting");
}

template <class Fields>
void visit_fields(const action::RoomConnected& action, Fields& fields) {
  fields.observer("roomConnected");
  fields.id("roomSid", action.room_sid);
  fields.room_name("roomName", action.room_name);
  fields.id("participantId", action.participant_id);
}

template <class Fields>
void visit_fields(const action::RoomDisconnected& action, Fields& fields) {
  fields.observer("roomDisconnected");
  fields.text("reason", action.reason);
  fields.words("message", action.message);
}

template <class Fields>
void visit_fields(const action::RoomReconnecting& /*action*/, Fields& fields) {
  fields.observer("roomReconnecting");
}

template <class Fields>
void visit_fields(const action::RoomReconnected& action, Fields& fields) {
  fields.observer("roomReconnected");
  fields.id("participantId", action.participant_id);
}

template <class Fields>
void visit_fields(const action::RoomStateChanged& action, Fields& fields) {
  fields.observer("roomStateChanged");
  fields.flag("locked", action.locked);
  fields.flag("waitingRoom", action.waiting_room);
  fields.flag("password", action.password);
}

template <class Fields>
void visit_fields(const action::HostChanged& action, Fields& fields) {
  fields.observer("hostChanged");
  fields.id("participant", action.participant);
  fields.flag("host", action.host);
}

template <class Fields>
void visit_fields(const action::ParticipantKnocked& action, Fields& fields) {
  fields.observer("participantKnocked");
  fields.id("participant", action.participant);
  fields.identity(action.identity);
}

template <class Fields>
void visit_fields(const action::KnockEnded& action, Fields& fields) {
  fields.observer("knockEnded");
  fields.id("participant", action.participant);
}

template <class Fields>
void visit_fields(const action::WrongPasswords& action, Fields& fields) {
  fields.observer("wrongPasswords");
  fields.number("count", action.count);
}

// --- For the application: participants ---

template <class Fields>
void visit_fields(const action::ParticipantConnected& action, Fields& fields) {
  fields.observer("participantConnected");
  fields.id("participant", action.participant);
  fields.identity(action.identity);
  fields.flag("present", action.present);
}

template <class Fields>
void visit_fields(const action::ParticipantDisconnected& action, Fields& fields) {
  fields.observer("participantDisconnected");
  fields.id("participant", action.participant);
}

template <class Fields>
void visit_fields(const action::ParticipantReconnecting& action, Fields& fields) {
  fields.observer("participantReconnecting");
  fields.id("participant", action.participant);
}

template <class Fields>
void visit_fields(const action::ParticipantReconnected& action, Fields& fields) {
  fields.observer("participantReconnected");
  fields.id("participant", action.participant);
}

template <class Fields>
void visit_fields(const action::ParticipantUnreachable& action, Fields& fields) {
  fields.observer("participantUnreachable");
  fields.id("participant", action.participant);
  fields.text("reason", action.reason);
}

template <class Fields>
void visit_fields(const action::VerificationChanged& action, Fields& fields) {
  fields.observer("verificationChanged");
  fields.id("participant", action.participant);
  fields.text("verification", action.verification);
}

template <class Fields>
void visit_fields(const action::ParticipantReachable& action, Fields& fields) {
  fields.observer("participantReachable");
  fields.id("participant", action.participant);
}

template <class Fields>
void visit_fields(const action::DominantSpeakerChanged& action, Fields& fields) {
  fields.observer("dominantSpeakerChanged");
  fields.id("participant", action.participant);
}

template <class Fields>
void visit_fields(const action::NetworkQualityChanged& action, Fields& fields) {
  fields.observer("networkQualityChanged");
  fields.id("participant", action.participant);
  fields.number("level", action.level);
  fields.real("roundTrip", action.link.round_trip);
  fields.real("jitter", action.link.jitter);
  fields.real("lossReceived", action.link.loss_received);
  fields.real("lossSent", action.link.loss_sent);
}

// --- For the application: tracks ---

template <class Fields>
void visit_fields(const action::TrackPublished& action, Fields& fields) {
  fields.observer("trackPublished");
  fields.id("participant", action.participant);
  fields.id("sid", action.track.sid);
  fields.kind(action.track.kind);
  fields.track_name(action.track.name);
  fields.flag("enabled", action.track.enabled);
  fields.priority(action.track.priority);
}

template <class Fields>
void visit_fields(const action::TrackUnpublished& action, Fields& fields) {
  fields.observer("trackUnpublished");
  fields.id("participant", action.participant);
  fields.id("sid", action.sid);
}

template <class Fields>
void visit_fields(const action::TrackEnabled& action, Fields& fields) {
  fields.observer("trackEnabled");
  fields.id("participant", action.participant);
  fields.id("sid", action.sid);
  fields.flag("enabled", action.enabled);
}

template <class Fields>
void visit_fields(const action::TrackSubscribed& action, Fields& fields) {
  fields.observer("trackSubscribed");
  fields.id("participant", action.participant);
  fields.id("sid", action.sid);
  fields.number("connection", action.connection);
  fields.mid(action.mid);
}

template <class Fields>
void visit_fields(const action::TrackMoved& action, Fields& fields) {
  fields.observer("trackMoved");
  fields.id("participant", action.participant);
  fields.id("sid", action.sid);
  fields.number("connection", action.connection);
  fields.mid(action.mid);
}

template <class Fields>
void visit_fields(const action::TrackUnsubscribed& action, Fields& fields) {
  fields.observer("trackUnsubscribed");
  fields.id("participant", action.participant);
  fields.id("sid", action.sid);
}

template <class Fields>
void visit_fields(const action::TrackPriorityChanged& action, Fields& fields) {
  fields.observer("trackPriorityChanged");
  fields.id("participant", action.participant);
  fields.id("sid", action.sid);
  fields.priority(action.priority);
}

template <class Fields>
void visit_fields(const action::TrackPublicationFailed& action, Fields& fields) {
  fields.observer("trackPublicationFailed");
  fields.id("sid", action.sid);
  fields.text("reason", action.reason);
}

template <class Fields>
void visit_fields(const action::TrackSwitched& action, Fields& fields) {
  fields.observer("trackSwitched");
  fields.id("participant", action.participant);
  fields.id("sid", action.sid);
  fields.flag("off", action.off);
}

template <class Fields>
void visit_fields(const action::LargestHeightChanged& action, Fields& fields) {
  fields.observer("largestHeightChanged");
  fields.id("sid", action.sid);
  fields.number("height", action.height);
}

template <class Fields>
void visit_fields(const action::LocalTrackMuted& action, Fields& fields) {
  fields.observer("localTrackMuted");
  fields.id("sid", action.sid);
  fields.id("participant", action.participant);
}

}  // namespace parley::core
