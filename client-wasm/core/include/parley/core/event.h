// What goes into the core: the application's orders, and what browser and server report.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "parley/protocol/message.h"

namespace parley::core {

/// Identifies an RTCPeerConnection for as long as a room lasts. Numbers are never reused, so that a
/// late callback of a closed connection is recognised and dropped.
using ConnectionHandle = std::uint32_t;

/// W3C webrtc-pc section 5.6.4, RTCIceConnectionState; "completed" counts as connected, "closed" is
/// not reported.
enum class IceState : std::uint8_t { New, Checking, Connected, Disconnected, Failed };

/// What the person wants of pictures: as good as line and processor allow; as good on a slow
/// processor, too; what is needed to recognise each other; none.
enum class VideoQuality : std::uint8_t { Automatic, High, Saving, SoundOnly };

/// How an SFU's line to us is shared between pictures: about equally; the better for the higher
/// priority, and nobody goes without for that; or all that the highest priority can use, and then
/// what the next one can. Who goes without first is a matter of priority in each of them.
enum class BandwidthMode : std::uint8_t { Grid, Collaboration, Presentation };

/// What the application wants of the pictures that come through an SFU.
struct BandwidthProfile {
  BandwidthMode mode = BandwidthMode::Collaboration;
  /// Those of the dominant speaker have this one at least.
  protocol::TrackPriority dominant_speaker = protocol::TrackPriority::Low;
  /// Some go without when the line is full; otherwise all are as small as they can be.
  bool switches_off = true;
  std::uint32_t max_bitrate = 0;  ///< of all of them, in bit/s; 0 for no limit
  /// Of those with the highest priority, and who spoke last; 0 for no limit.
  std::uint32_t max_tracks = 0;

  friend bool operator==(const BandwidthProfile&, const BandwidthProfile&) = default;
};

/// A connection over the last seconds: times in milliseconds, losses from 0 to 1.
struct LinkStatistics {
  double round_trip = 0;
  double jitter = 0;
  double loss_received = 0;
  double loss_sent = 0;
};

namespace event {

// --- The application ---

/// Preview a room before entering it, so that entering is quick. The fields are as in Connect,
/// which may follow.
struct Preview {
  std::string server;
  std::string room_name;
  std::uint32_t random_seed = 0;
  std::string token = {};
};
/// Enter a room. `server` is a base address such as "wss://meet.example.org".
struct Connect {
  std::string server;
  std::string room_name;
  std::string identity;
  /// Any number; seeds the jitter of delays.
  std::uint32_t random_seed = 0;
  /// An access token; `identity` may then be empty.
  std::string token = {};
};
/// The password for entering a room that has one. To be given before Connect.
struct UsePassword {
  std::string password;
};
struct Disconnect {};
/// Publish a local track to everyone, now and later. Before Connect, it is published on joining.
struct PublishTrack {
  protocol::TrackPublication track;
  /// A shared screen or the like, whose detail matters more than its motion.
  bool detailed = false;
};
struct UnpublishTrack {
  std::string sid;
};
/// A local track was muted or unmuted.
struct SetTrackEnabled {
  std::string sid;
  bool enabled = true;
};

struct SetTrackPriority {
  std::string sid;
  protocol::TrackPriority priority = protocol::TrackPriority::Standard;
};
/// The maximum bit/s of each track to each participant; 0 for no limit.
struct SetBitrateLimits {
  std::uint32_t audio = 0;
  std::uint32_t video = 0;
};
/// How good pictures may be, of `cores` that can encode them (navigator.hardwareConcurrency).
struct SetVideoQuality {
  VideoQuality quality = VideoQuality::Automatic;
  std::uint32_t cores = 0;
};
/// How much of another participant's track is needed, according to what is shown of it.
struct SetTrackPreference {
  std::string participant;
  protocol::TrackPreference preference;
};
/// How important another's track is to us, where it is not to be as important as it is to its
/// publisher.
struct SetSubscribePriority {
  std::string participant;
  std::string sid;
  bool own = false;
  protocol::TrackPriority priority = protocol::TrackPriority::Standard;
};
struct SetBandwidthProfile {
  BandwidthProfile profile;
};
/// Receive none of the others' tracks. To be given before Connect.
struct SubscribeToNothing {};
/// Media may go through an SFU, and the platform encrypts it or not. To be given before Connect;
/// without it, media never does.
struct AllowSfu {
  bool encrypted = false;
};

// --- The application, as host of the room ---

struct SetRoomLocked {
  bool locked = true;
};
struct SetWaitingRoom {
  bool on = true;
};
/// Empty: none.
struct SetRoomPassword {
  std::string password;
};
/// Let someone in who waits, or refuse them.
struct Admit {
  std::string participant;
};
struct Refuse {
  std::string participant;
};
/// Switch off the participant's tracks of that kind; data tracks cannot be switched off.
struct MuteParticipant {
  std::string participant;
  protocol::TrackKind kind = protocol::TrackKind::Audio;
};
struct RemoveParticipant {
  std::string participant;
};
/// End the meeting for everyone.
struct EndRoom {};

// --- The WebSocket (W3C WebSockets, section 3.1) ---

struct SocketOpened {};
struct SocketMessage {
  std::string text;
};
struct SocketClosed {};

// --- An RTCPeerConnection (W3C webrtc-pc, section 4.4) ---

struct NegotiationNeeded {
  ConnectionHandle connection = 0;
};
/// setLocalDescription() has resolved; `tracks` says which m-line carries which local track.
struct LocalDescriptionApplied {
  ConnectionHandle connection = 0;
  protocol::DescriptionType type = protocol::DescriptionType::Offer;
  std::string sdp;
  std::vector<protocol::TrackMid> tracks;
  /// Where there is a shared secret: the platform has sealed the description with it.
  std::string seal = {};
};
/// setRemoteDescription() has resolved.
struct RemoteDescriptionApplied {
  ConnectionHandle connection = 0;
  /// Its seal fits. False also where there is none, or no secret to see that with.
  bool sealed = false;
};
/// The seal of a description does not fit, so it was not given to the browser.
struct DescriptionForged {
  ConnectionHandle connection = 0;
};
/// setLocalDescription() or setRemoteDescription() was rejected.
struct DescriptionFailed {
  ConnectionHandle connection = 0;
};
/// The browser found a candidate of its own; from, to and epoch are empty.
struct LocalCandidate {
  ConnectionHandle connection = 0;
  protocol::Candidate candidate;
};
/// iceConnectionState has changed.
struct IceStateChanged {
  ConnectionHandle connection = 0;
  IceState state = IceState::New;
};
/// The path over which it has connected; follows a change to Connected.
struct ConnectionPath {
  ConnectionHandle connection = 0;
  protocol::PathKind path = protocol::PathKind::Unknown;
};
/// The peer sends on the m-line with this mid.
struct RemoteTrackAdded {
  ConnectionHandle connection = 0;
  std::string mid;
  protocol::TrackKind kind = protocol::TrackKind::Audio;
};

/// Pictures or sound of the m-line have begun to arrive; after TrackSubscribed and TrackMoved.
struct MediaFlows {
  ConnectionHandle connection = 0;
  std::string mid;
};

/// The peer has opened a data channel ("datachannel"). Its label is the sid of a track that the
/// peer publishes, or empty if the channel only makes room for others.
struct RemoteDataChannelAdded {
  ConnectionHandle connection = 0;
  std::string label;
};

/// How loud the other side is right now: RTCRtpSynchronizationSource.audioLevel in thousandths.
struct AudioLevel {
  ConnectionHandle connection = 0;
  std::uint32_t level = 0;
};
/// The connection's counters (W3C webrtc-stats); times in milliseconds. The other side reports
/// `sent_packets_lost`.
struct ConnectionStatistics {
  ConnectionHandle connection = 0;
  std::uint32_t round_trip = 0;
  std::uint32_t jitter = 0;
  std::uint32_t packets_received = 0;
  std::uint32_t packets_lost = 0;
  std::uint32_t packets_sent = 0;
  std::uint32_t sent_packets_lost = 0;
  /// Of all packets sent, modulo 2^32.
  std::uint32_t bytes_sent = 0;
  /// The browser's estimate of what may be sent, in bit/s (availableOutgoingBitrate); 0 if it has
  /// none.
  std::uint32_t available = 0;
  /// Of all packets of pictures received, modulo 2^32.
  std::uint32_t picture_bytes_received = 0;
};
/// What UploadMeter has found out: how many bit/s of pictures the connection bears, or for 0 our
/// line. The core tells itself, so that a log, which has no statistics, leads to the same actions.
struct UploadMeasured {
  ConnectionHandle connection = 0;
  std::uint32_t bitrate = 0;
};

/// What Downlink has found out: how many bit/s of pictures may be asked for. As UploadMeasured.
struct DownloadMeasured {
  std::uint32_t bitrate = 0;
};

/// The network has changed or is back ("online", "change" of navigator.connection).
struct NetworkChanged {};
/// The page is visible again: its timers, or the whole machine, may have slept.
struct PageShown {};

// --- Time ---

/// Only time has passed; to be given when Room::deadline() is reached.
struct TimePassed {};

}  // namespace event

using Event = std::variant<
    event::Preview, event::Connect, event::Disconnect, event::PublishTrack, event::UnpublishTrack,
    event::SetTrackEnabled, event::SetTrackPriority, event::SetBitrateLimits,
    event::SetVideoQuality, event::SetTrackPreference, event::SetSubscribePriority,
    event::SetBandwidthProfile, event::SubscribeToNothing, event::UsePassword, event::SetRoomLocked,
    event::SetWaitingRoom, event::SetRoomPassword, event::Admit, event::Refuse,
    event::MuteParticipant, event::RemoveParticipant, event::EndRoom, event::SocketOpened,
    event::SocketMessage, event::SocketClosed, event::NegotiationNeeded,
    event::LocalDescriptionApplied, event::RemoteDescriptionApplied, event::DescriptionForged,
    event::DescriptionFailed, event::LocalCandidate, event::IceStateChanged, event::ConnectionPath,
    event::RemoteTrackAdded, event::RemoteDataChannelAdded, event::AudioLevel,
    event::ConnectionStatistics, event::UploadMeasured, event::NetworkChanged, event::PageShown,
    event::AllowSfu, event::MediaFlows, event::DownloadMeasured, event::TimePassed>;

}  // namespace parley::core
