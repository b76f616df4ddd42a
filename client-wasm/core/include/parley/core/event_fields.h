// The names and fields of events: the one place for taking them from JavaScript (bindings), for
// writing them into a log (EventLog), and for reading them there (parley_replay). An event that is
// missing here does not compile. An event has the name of a method of `Client`
// (bindings/client.d.ts), and its fields are that method's arguments.
//
// `Fields` has a function for each kind of field; each takes its value by reference. Single words
// come first, then the field that may contain spaces, because that takes the rest of the line.
#pragma once

#include <string_view>

#include "parley/core/event.h"

namespace parley::core {

// --- The application ---

constexpr std::string_view event_name(const event::Preview& /*event*/) {
  return "preview";
}
template <class Fields>
void visit_fields(event::Preview& event, Fields& fields) {
  fields.server(event.server);
  fields.room_name(event.room_name);
  fields.number("seed", event.random_seed);
  fields.secret("token", event.token);
}

constexpr std::string_view event_name(const event::Connect& /*event*/) {
  return "connect";
}
template <class Fields>
void visit_fields(event::Connect& event, Fields& fields) {
  fields.server(event.server);
  fields.room_name(event.room_name);
  fields.identity(event.identity);
  fields.number("seed", event.random_seed);
  fields.secret("token", event.token);
}

constexpr std::string_view event_name(const event::Disconnect& /*event*/) {
  return "disconnect";
}
template <class Fields>
void visit_fields(event::Disconnect& /*event*/, Fields& /*fields*/) {}

constexpr std::string_view event_name(const event::PublishTrack& /*event*/) {
  return "publishTrack";
}
template <class Fields>
void visit_fields(event::PublishTrack& event, Fields& fields) {
  fields.flag("detailed", event.detailed);
  fields.track(event.track);
}

constexpr std::string_view event_name(const event::UnpublishTrack& /*event*/) {
  return "unpublishTrack";
}
template <class Fields>
void visit_fields(event::UnpublishTrack& event, Fields& fields) {
  fields.id("sid", event.sid);
}

constexpr std::string_view event_name(const event::SetTrackEnabled& /*event*/) {
  return "setTrackEnabled";
}
template <class Fields>
void visit_fields(event::SetTrackEnabled& event, Fields& fields) {
  fields.id("sid", event.sid);
  fields.flag("enabled", event.enabled);
}

constexpr std::string_view event_name(const event::SetTrackPriority& /*event*/) {
  return "setTrackPriority";
}
template <class Fields>
void visit_fields(event::SetTrackPriority& event, Fields& fields) {
  fields.id("sid", event.sid);
  fields.priority(event.priority);
}

constexpr std::string_view event_name(const event::SetBitrateLimits& /*event*/) {
  return "setBitrateLimits";
}
template <class Fields>
void visit_fields(event::SetBitrateLimits& event, Fields& fields) {
  fields.number("audio", event.audio);
  fields.number("video", event.video);
}

constexpr std::string_view event_name(const event::SetVideoQuality& /*event*/) {
  return "setVideoQuality";
}
template <class Fields>
void visit_fields(event::SetVideoQuality& event, Fields& fields) {
  fields.video_quality(event.quality);
  fields.number("cores", event.cores);
}

constexpr std::string_view event_name(const event::SetTrackPreference& /*event*/) {
  return "setTrackPreference";
}
template <class Fields>
void visit_fields(event::SetTrackPreference& event, Fields& fields) {
  fields.id("participant", event.participant);
  fields.id("sid", event.preference.sid);
  fields.flag("off", event.preference.off);
  fields.number("height", event.preference.height);
}

constexpr std::string_view event_name(const event::SetSubscribePriority& /*event*/) {
  return "setSubscribePriority";
}
template <class Fields>
void visit_fields(event::SetSubscribePriority& event, Fields& fields) {
  fields.id("participant", event.participant);
  fields.id("sid", event.sid);
  fields.flag("own", event.own);
  fields.priority(event.priority);
}

constexpr std::string_view event_name(const event::SetBandwidthProfile& /*event*/) {
  return "setBandwidthProfile";
}
template <class Fields>
void visit_fields(event::SetBandwidthProfile& event, Fields& fields) {
  fields.bandwidth_mode(event.profile.mode);
  fields.priority(event.profile.dominant_speaker);
  fields.flag("switchesOff", event.profile.switches_off);
  fields.number("maxBitrate", event.profile.max_bitrate);
  fields.number("maxTracks", event.profile.max_tracks);
}

constexpr std::string_view event_name(const event::SubscribeToNothing& /*event*/) {
  return "subscribeToNothing";
}
template <class Fields>
void visit_fields(event::SubscribeToNothing& /*event*/, Fields& /*fields*/) {}

constexpr std::string_view event_name(const event::AllowSfu& /*event*/) {
  return "allowSfu";
}
template <class Fields>
void visit_fields(event::AllowSfu& event, Fields& fields) {
  fields.flag("encrypted", event.encrypted);
}

constexpr std::string_view event_name(const event::UsePassword& /*event*/) {
  return "usePassword";
}
template <class Fields>
void visit_fields(event::UsePassword& event, Fields& fields) {
  fields.secret("password", event.password);
}

constexpr std::string_view event_name(const event::SetRoomLocked& /*event*/) {
  return "setRoomLocked";
}
template <class Fields>
void visit_fields(event::SetRoomLocked& event, Fields& fields) {
  fields.flag("locked", event.locked);
}

constexpr std::string_view event_name(const event::SetWaitingRoom& /*event*/) {
  return "setWaitingRoom";
}
template <class Fields>
void visit_fields(event::SetWaitingRoom& event, Fields& fields) {
  fields.flag("on", event.on);
}

constexpr std::string_view event_name(const event::SetRoomPassword& /*event*/) {
  return "setRoomPassword";
}
template <class Fields>
void visit_fields(event::SetRoomPassword& event, Fields& fields) {
  fields.secret("password", event.password);
}

constexpr std::string_view event_name(const event::Admit& /*event*/) {
  return "admit";
}
template <class Fields>
void visit_fields(event::Admit& event, Fields& fields) {
  fields.id("participant", event.participant);
}

constexpr std::string_view event_name(const event::Refuse& /*event*/) {
  return "refuse";
}
template <class Fields>
void visit_fields(event::Refuse& event, Fields& fields) {
  fields.id("participant", event.participant);
}

constexpr std::string_view event_name(const event::MuteParticipant& /*event*/) {
  return "muteParticipant";
}
template <class Fields>
void visit_fields(event::MuteParticipant& event, Fields& fields) {
  fields.id("participant", event.participant);
  fields.kind(event.kind);
}

constexpr std::string_view event_name(const event::RemoveParticipant& /*event*/) {
  return "removeParticipant";
}
template <class Fields>
void visit_fields(event::RemoveParticipant& event, Fields& fields) {
  fields.id("participant", event.participant);
}

constexpr std::string_view event_name(const event::EndRoom& /*event*/) {
  return "endRoom";
}
template <class Fields>
void visit_fields(event::EndRoom& /*event*/, Fields& /*fields*/) {}

// --- The WebSocket ---

constexpr std::string_view event_name(const event::SocketOpened& /*event*/) {
  return "socketOpened";
}
template <class Fields>
void visit_fields(event::SocketOpened& /*event*/, Fields& /*fields*/) {}

constexpr std::string_view event_name(const event::SocketMessage& /*event*/) {
  return "socketMessage";
}
template <class Fields>
void visit_fields(event::SocketMessage& event, Fields& fields) {
  fields.message(event.text);
}

constexpr std::string_view event_name(const event::SocketClosed& /*event*/) {
  return "socketClosed";
}
template <class Fields>
void visit_fields(event::SocketClosed& /*event*/, Fields& /*fields*/) {}

// --- An RTCPeerConnection ---

constexpr std::string_view event_name(const event::NegotiationNeeded& /*event*/) {
  return "negotiationNeeded";
}
template <class Fields>
void visit_fields(event::NegotiationNeeded& event, Fields& fields) {
  fields.connection(event.connection);
}

constexpr std::string_view event_name(const event::LocalDescriptionApplied& /*event*/) {
  return "localDescriptionApplied";
}
template <class Fields>
void visit_fields(event::LocalDescriptionApplied& event, Fields& fields) {
  fields.connection(event.connection);
  fields.description_type(event.type);
  fields.tracks(event.tracks);
  fields.seal(event.seal);
  fields.local_sdp(event.sdp);
}

constexpr std::string_view event_name(const event::RemoteDescriptionApplied& /*event*/) {
  return "remoteDescriptionApplied";
}
template <class Fields>
void visit_fields(event::RemoteDescriptionApplied& event, Fields& fields) {
  fields.connection(event.connection);
  fields.flag("sealed", event.sealed);
}

constexpr std::string_view event_name(const event::DescriptionForged& /*event*/) {
  return "descriptionForged";
}
template <class Fields>
void visit_fields(event::DescriptionForged& event, Fields& fields) {
  fields.connection(event.connection);
}

constexpr std::string_view event_name(const event::DescriptionFailed& /*event*/) {
  return "descriptionFailed";
}
template <class Fields>
void visit_fields(event::DescriptionFailed& event, Fields& fields) {
  fields.connection(event.connection);
}

constexpr std::string_view event_name(const event::LocalCandidate& /*event*/) {
  return "localCandidate";
}
template <class Fields>
void visit_fields(event::LocalCandidate& event, Fields& fields) {
  fields.connection(event.connection);
  fields.candidate(event.candidate);
}

constexpr std::string_view event_name(const event::IceStateChanged& /*event*/) {
  return "iceStateChanged";
}
template <class Fields>
void visit_fields(event::IceStateChanged& event, Fields& fields) {
  fields.connection(event.connection);
  fields.ice_state(event.state);
}

constexpr std::string_view event_name(const event::ConnectionPath& /*event*/) {
  return "connectionPath";
}
template <class Fields>
void visit_fields(event::ConnectionPath& event, Fields& fields) {
  fields.connection(event.connection);
  fields.path(event.path);
}

constexpr std::string_view event_name(const event::RemoteTrackAdded& /*event*/) {
  return "remoteTrackAdded";
}
template <class Fields>
void visit_fields(event::RemoteTrackAdded& event, Fields& fields) {
  fields.connection(event.connection);
  fields.mid(event.mid);
  fields.kind(event.kind);
}

constexpr std::string_view event_name(const event::MediaFlows& /*event*/) {
  return "mediaFlows";
}
template <class Fields>
void visit_fields(event::MediaFlows& event, Fields& fields) {
  fields.connection(event.connection);
  fields.mid(event.mid);
}

constexpr std::string_view event_name(const event::RemoteDataChannelAdded& /*event*/) {
  return "remoteDataChannelAdded";
}
template <class Fields>
void visit_fields(event::RemoteDataChannelAdded& event, Fields& fields) {
  fields.connection(event.connection);
  fields.id("label", event.label);
}

constexpr std::string_view event_name(const event::AudioLevel& /*event*/) {
  return "audioLevel";
}
template <class Fields>
void visit_fields(event::AudioLevel& event, Fields& fields) {
  fields.connection(event.connection);
  fields.number("level", event.level);
}

constexpr std::string_view event_name(const event::ConnectionStatistics& /*event*/) {
  return "connectionStatistics";
}
template <class Fields>
void visit_fields(event::ConnectionStatistics& event, Fields& fields) {
  fields.connection(event.connection);
  fields.number("roundTrip", event.round_trip);
  fields.number("jitter", event.jitter);
  fields.number("packetsReceived", event.packets_received);
  fields.number("packetsLost", event.packets_lost);
  fields.number("packetsSent", event.packets_sent);
  fields.number("sentPacketsLost", event.sent_packets_lost);
  fields.number("bytesSent", event.bytes_sent);
  fields.number("available", event.available);
  fields.number("pictureBytesReceived", event.picture_bytes_received);
}

constexpr std::string_view event_name(const event::UploadMeasured& /*event*/) {
  return "uploadMeasured";
}
template <class Fields>
void visit_fields(event::UploadMeasured& event, Fields& fields) {
  fields.connection(event.connection);
  fields.number("bitrate", event.bitrate);
}

constexpr std::string_view event_name(const event::DownloadMeasured& /*event*/) {
  return "downloadMeasured";
}
template <class Fields>
void visit_fields(event::DownloadMeasured& event, Fields& fields) {
  fields.number("bitrate", event.bitrate);
}

constexpr std::string_view event_name(const event::NetworkChanged& /*event*/) {
  return "networkChanged";
}
template <class Fields>
void visit_fields(event::NetworkChanged& /*event*/, Fields& /*fields*/) {}

constexpr std::string_view event_name(const event::PageShown& /*event*/) {
  return "pageShown";
}
template <class Fields>
void visit_fields(event::PageShown& /*event*/, Fields& /*fields*/) {}

// --- Time ---

constexpr std::string_view event_name(const event::TimePassed& /*event*/) {
  return "timePassed";
}
template <class Fields>
void visit_fields(event::TimePassed& /*event*/, Fields& /*fields*/) {}

}  // namespace parley::core
