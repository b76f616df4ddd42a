// The names and fields of events in a log, shared by the writer (EventLog) and the reader
// (parley_replay). An event that is missing here does not compile.
//
// `Fields` has a function for each kind of field; each takes its value by reference. Single words
// come first, then the field that may contain spaces, because that takes the rest of the line.
#pragma once

#include "parley/core/event.h"

namespace parley::core {

// --- The application ---

template <class Fields>
void visit_fields(event::Preview& event, Fields& fields) {
  fields.name("preview");
  fields.server(event.server);
  fields.room_name(event.room_name);
  fields.number("seed", event.random_seed);
  fields.secret("token", event.token);
}

template <class Fields>
void visit_fields(event::Connect& event, Fields& fields) {
  fields.name("connect");
  fields.server(event.server);
  fields.room_name(event.room_name);
  fields.identity(event.identity);
  fields.number("seed", event.random_seed);
  fields.secret("token", event.token);
}

template <class Fields>
void visit_fields(event::Disconnect& /*event*/, Fields& fields) {
  fields.name("disconnect");
}

template <class Fields>
void visit_fields(event::PublishTrack& event, Fields& fields) {
  fields.name("publishTrack");
  fields.flag("detailed", event.detailed);
  fields.track(event.track);
}

template <class Fields>
void visit_fields(event::UnpublishTrack& event, Fields& fields) {
  fields.name("unpublishTrack");
  fields.id("sid", event.sid);
}

template <class Fields>
void visit_fields(event::SetTrackEnabled& event, Fields& fields) {
  fields.name("setTrackEnabled");
  fields.id("sid", event.sid);
  fields.flag("enabled", event.enabled);
}

template <class Fields>
void visit_fields(event::SetTrackPriority& event, Fields& fields) {
  fields.name("setTrackPriority");
  fields.id("sid", event.sid);
  fields.priority(event.priority);
}

template <class Fields>
void visit_fields(event::SetBitrateLimits& event, Fields& fields) {
  fields.name("setBitrateLimits");
  fields.number("audio", event.audio);
  fields.number("video", event.video);
}

template <class Fields>
void visit_fields(event::SetTrackPreference& event, Fields& fields) {
  fields.name("setTrackPreference");
  fields.id("participant", event.participant);
  fields.id("sid", event.preference.sid);
  fields.flag("off", event.preference.off);
  fields.number("height", event.preference.height);
}

template <class Fields>
void visit_fields(event::SubscribeToNothing& /*event*/, Fields& fields) {
  fields.name("subscribeToNothing");
}

template <class Fields>
void visit_fields(event::UsePassword& event, Fields& fields) {
  fields.name("usePassword");
  fields.secret("password", event.password);
}

template <class Fields>
void visit_fields(event::SetRoomLocked& event, Fields& fields) {
  fields.name("setRoomLocked");
  fields.flag("locked", event.locked);
}

template <class Fields>
void visit_fields(event::SetWaitingRoom& event, Fields& fields) {
  fields.name("setWaitingRoom");
  fields.flag("on", event.on);
}

template <class Fields>
void visit_fields(event::SetRoomPassword& event, Fields& fields) {
  fields.name("setRoomPassword");
  fields.secret("password", event.password);
}

template <class Fields>
void visit_fields(event::OrderAsHost& event, Fields& fields) {
  fields.name("orderAsHost");
  fields.host_action(event.action);
  fields.id("participant", event.participant);
  fields.kind(event.kind);
}

// --- The WebSocket ---

template <class Fields>
void visit_fields(event::SocketOpened& /*event*/, Fields& fields) {
  fields.name("socketOpened");
}

template <class Fields>
void visit_fields(event::SocketMessage& event, Fields& fields) {
  fields.name("socketMessage");
  fields.message(event.text);
}

template <class Fields>
void visit_fields(event::SocketClosed& /*event*/, Fields& fields) {
  fields.name("socketClosed");
}

// --- An RTCPeerConnection ---

template <class Fields>
void visit_fields(event::NegotiationNeeded& event, Fields& fields) {
  fields.name("negotiationNeeded");
  fields.number("connection", event.connection);
}

template <class Fields>
void visit_fields(event::LocalDescriptionApplied& event, Fields& fields) {
  fields.name("localDescriptionApplied");
  fields.number("connection", event.connection);
  fields.description_type(event.type);
  fields.tracks(event.tracks);
  fields.local_sdp(event.sdp);
}

template <class Fields>
void visit_fields(event::RemoteDescriptionApplied& event, Fields& fields) {
  fields.name("remoteDescriptionApplied");
  fields.number("connection", event.connection);
}

template <class Fields>
void visit_fields(event::DescriptionFailed& event, Fields& fields) {
  fields.name("descriptionFailed");
  fields.number("connection", event.connection);
}

template <class Fields>
void visit_fields(event::LocalCandidate& event, Fields& fields) {
  fields.name("localCandidate");
  fields.number("connection", event.connection);
  fields.candidate(event.candidate);
}

template <class Fields>
void visit_fields(event::IceStateChanged& event, Fields& fields) {
  fields.name("iceStateChanged");
  fields.number("connection", event.connection);
  fields.ice_state(event.state);
}

template <class Fields>
void visit_fields(event::ConnectionPath& event, Fields& fields) {
  fields.name("connectionPath");
  fields.number("connection", event.connection);
  fields.path(event.path);
}

template <class Fields>
void visit_fields(event::RemoteTrackAdded& event, Fields& fields) {
  fields.name("remoteTrackAdded");
  fields.number("connection", event.connection);
  fields.mid(event.mid);
  fields.kind(event.kind);
}

template <class Fields>
void visit_fields(event::RemoteDataChannelAdded& event, Fields& fields) {
  fields.name("remoteDataChannelAdded");
  fields.number("connection", event.connection);
  fields.id("label", event.label);
}

template <class Fields>
void visit_fields(event::AudioLevel& event, Fields& fields) {
  fields.name("audioLevel");
  fields.number("connection", event.connection);
  fields.number("level", event.level);
}

template <class Fields>
void visit_fields(event::ConnectionStatistics& event, Fields& fields) {
  fields.name("connectionStatistics");
  fields.number("connection", event.connection);
  fields.number("roundTrip", event.round_trip);
  fields.number("jitter", event.jitter);
  fields.number("packetsReceived", event.packets_received);
  fields.number("packetsLost", event.packets_lost);
  fields.number("packetsSent", event.packets_sent);
  fields.number("sentPacketsLost", event.sent_packets_lost);
}

template <class Fields>
void visit_fields(event::NetworkChanged& /*event*/, Fields& fields) {
  fields.name("networkChanged");
}

template <class Fields>
void visit_fields(event::PageShown& /*event*/, Fields& fields) {
  fields.name("pageShown");
}

// --- Time ---

template <class Fields>
void visit_fields(event::TimePassed& /*event*/, Fields& fields) {
  fields.name("timePassed");
}

}  // namespace parley::core
