// What comes out of the core: orders to the platform, and reports to the application.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "parley/core/event.h"
#include "parley/protocol/message.h"

namespace parley::core {
/// How a track is sent over one connection; 0 stands for no limit.
struct Encoding {
  bool active = true;
  std::uint32_t max_bitrate = 0;    ///< bit/s
  std::uint32_t max_framerate = 0;  ///< frames a second
  std::uint32_t max_height = 0;     ///< pixels

  friend bool operator==(const Encoding&, const Encoding&) = default;
};

namespace action {

// --- For the platform: the WebSocket ---

struct OpenSocket {
  std::string url;
};
struct SendText {
  std::string text;
};
struct CloseSocket {
  /// Another socket will continue the work of this one, so the server must not treat the close as
  /// leaving.
  bool resuming = false;
};

// --- For the platform: RTCPeerConnections ---

struct CreateConnection {
  ConnectionHandle connection = 0;
  std::vector<protocol::IceServer> ice_servers;
  /// Over relays only (W3C webrtc-pc section 4.2.3, iceTransportPolicy "relay").
  bool relay_only = false;
  /// Whose it is, with whom, and which one of the pair: what the seals of its descriptions are
  /// about, beside the fingerprints.
  std::string own_id = {};
  std::string participant = {};
  std::uint32_t epoch = 0;
};
/// Other ICE servers, used from the next gathering of candidates on.
struct SetConfiguration {
  ConnectionHandle connection = 0;
  std::vector<protocol::IceServer> ice_servers;
  bool relay_only = false;
};
struct CloseConnection {
  ConnectionHandle connection = 0;
};
/// Sends a local track over the connection: a sender for media, a data channel labelled with the
/// sid for data.
struct AddTrack {
  ConnectionHandle connection = 0;
  std::string sid;
};
struct RemoveTrack {
  ConnectionHandle connection = 0;
  std::string sid;
};
/// Make room for `count` tracks of the other side: transceivers with the direction "recvonly"; for
/// data one channel without a label, because one m-line carries all channels.
struct AddReceivers {
  ConnectionHandle connection = 0;
  protocol::TrackKind kind = protocol::TrackKind::Audio;
  std::uint32_t count = 0;
};
/// setLocalDescription() without an argument: the connection's state decides on offer or answer.
struct SetLocalDescription {
  ConnectionHandle connection = 0;
};
struct SetRemoteDescription {
  ConnectionHandle connection = 0;
  protocol::DescriptionType type = protocol::DescriptionType::Offer;
  std::string sdp;
  /// Is looked at first where there is a shared secret; empty if the sender has none.
  std::string seal = {};
};
/// restartIce(): unlike createOffer({iceRestart: true}) it survives a rollback.
struct RestartIce {
  ConnectionHandle connection = 0;
};
struct AddIceCandidate {
  ConnectionHandle connection = 0;
  protocol::Candidate candidate;
};

/// RTCRtpSender.setParameters() (W3C webrtc-pc section 5.2) of the track's sender.
struct SetEncoding {
  ConnectionHandle connection = 0;
  std::string sid;
  Encoding encoding;
};

// --- For the application ---

/// Who is in the previewed room, and how many. Of a closed room only the number is known; neither is
/// while the server cannot be reached.
struct RoomPreviewed {
  std::optional<std::vector<protocol::Participant>> participants = {};
  std::optional<std::uint32_t> count = {};
  protocol::RoomState state = {};
  /// How many may be in the room; 0 if that is not known.
  std::uint32_t most = 0;
};
/// A host has to let us in first; until then Connect leads to nothing else.
struct RoomWaiting {};
/// What hosts have set.
struct RoomStateChanged {
  bool locked = false;
  bool waiting_room = false;
  bool password = false;
};
/// The participant, possibly the local one, has become a host of the room or is no longer one.
struct HostChanged {
  std::string participant;
  bool host = false;
};
/// For a host: someone waits to be let in.
struct ParticipantKnocked {
  std::string participant;
  std::string identity;
};
/// Someone no longer waits, for whatever reason.
struct KnockEnded {
  std::string participant;
};
/// For a host: somebody tries passwords.
struct WrongPasswords {
  std::uint32_t count = 0;  ///< since the last such action
};
/// A host asks us to switch a local track off; for the others it is already off.
struct LocalTrackMuted {
  std::string sid;
  std::string participant;  ///< the host
};
struct RoomConnected {
  std::string room_sid;
  std::string room_name;
  std::string participant_id;
};
/// The room is over, or was never entered. `reason` is empty after Disconnect, otherwise an error's
/// stable id: one of PROTOCOL.md's, "connection-failed", "connection-lost" or "connect-timeout".
struct RoomDisconnected {
  std::string reason;
  std::string message;
};
/// The connection to the server is lost. Media continues if it can, and the client reconnects.
struct RoomReconnecting {};
/// The connection to the server is back. If that took too long, `participant_id` is a new one, and
/// everyone has seen us leave and join again.
struct RoomReconnected {
  std::string participant_id;
};
/// Someone is in the room. `present`: they were there before us; otherwise they have just joined.
struct ParticipantConnected {
  std::string participant;
  std::string identity;
  bool present = false;
};
struct ParticipantDisconnected {
  std::string participant;
};
/// The participant's connection to the server is lost, or is back.
struct ParticipantReconnecting {
  std::string participant;
};
struct ParticipantReconnected {
  std::string participant;
};
/// There has been no media connection with the participant for a while; the client keeps trying.
/// `reason`: "no-answer" (its browser does not answer), "no-candidates" (one of the two browsers
/// offers no address), "no-relay" (only a TURN server could connect them, and ours does not
/// answer), "no-path" (none of the addresses can be reached), "too-many-tracks" (a description of
/// so many tracks does not fit into a message).
struct ParticipantUnreachable {
  std::string participant;
  std::string reason;
};
/// Whether the connection is known to lead to the participant and nobody in between; at first it is
/// not. `verification`: "verified" (both sides have the same secret), "unverified" (one of them has
/// none), "forged" (the other's secret is another, or the server has changed a description; nothing
/// is sent to or received from that participant any more).
struct VerificationChanged {
  std::string participant;
  std::string verification;
};
/// Media flows again.
struct ParticipantReachable {
  std::string participant;
};
struct TrackPublished {
  std::string participant;
  protocol::TrackPublication track;
};
struct TrackUnpublished {
  std::string participant;
  std::string sid;
};
struct TrackEnabled {
  std::string participant;
  std::string sid;
  bool enabled = true;
};
/// The track is available: from the receiver of the m-line `mid` of `connection`, or for data from
/// the channel with the label `sid`, which is then also `mid`.
struct TrackSubscribed {
  std::string participant;
  std::string sid;
  ConnectionHandle connection = 0;
  std::string mid;
};
/// The subscribed track arrives elsewhere from now on, given as in TrackSubscribed. Once media flows
/// there, which the platform reports as event::MediaFlows, it is shown in place of what was shown
/// before. Without a mid the track arrives nowhere for now, and is switched off.
struct TrackMoved {
  std::string participant;
  std::string sid;
  ConnectionHandle connection = 0;
  std::string mid;
};
struct TrackUnsubscribed {
  std::string participant;
  std::string sid;
};
struct TrackPriorityChanged {
  std::string participant;
  std::string sid;
  protocol::TrackPriority priority = protocol::TrackPriority::Standard;
};
/// A local track is not published. `reason`: "too-many-tracks" or "track-name-too-long".
struct TrackPublicationFailed {
  std::string sid;
  std::string reason;
};
/// The largest picture of a local track that anyone is sent has now so many lines; 0 for as many as
/// there are.
struct LargestHeightChanged {
  std::string sid;
  std::uint32_t height = 0;
};
/// The participant has stopped or resumed sending us the track, because we asked for it.
struct TrackSwitched {
  std::string participant;
  std::string sid;
  bool off = false;
};
/// The dominant speaker has changed; empty if the speaker has left.
struct DominantSpeakerChanged {
  std::string participant;
};
/// 0 (no connection) to 5 (good): the quality of the connection with the participant or, if
/// `participant` is empty, of the local network.
struct NetworkQualityChanged {
  std::string participant;
  std::uint8_t level = 0;
  LinkStatistics link;
};

}  // namespace action

using Action = std::variant<
    action::OpenSocket, action::SendText, action::CloseSocket, action::CreateConnection,
    action::SetConfiguration, action::CloseConnection, action::AddTrack, action::RemoveTrack,
    action::AddReceivers, action::SetLocalDescription, action::SetRemoteDescription,
    action::RestartIce, action::AddIceCandidate, action::RoomPreviewed, action::RoomConnected,
    action::RoomDisconnected, action::RoomReconnecting, action::RoomReconnected,
    action::ParticipantReconnecting, action::ParticipantReconnected, action::ParticipantUnreachable,
    action::ParticipantReachable, action::ParticipantConnected, action::ParticipantDisconnected,
    action::TrackPublished, action::TrackUnpublished, action::TrackEnabled, action::TrackSubscribed,
    action::TrackUnsubscribed, action::SetEncoding, action::TrackPriorityChanged,
    action::TrackPublicationFailed, action::TrackSwitched, action::DominantSpeakerChanged,
    action::NetworkQualityChanged, action::RoomWaiting, action::RoomStateChanged,
    action::HostChanged, action::ParticipantKnocked, action::KnockEnded, action::WrongPasswords,
    action::LocalTrackMuted, action::LargestHeightChanged, action::VerificationChanged,
    action::TrackMoved>;

/// Actions in the order in which they are to be carried out.
class ActionQueue {
 public:
  void push(Action action) { actions_.push_back(std::move(action)); }

  /// Removes and returns the oldest action; nothing if there is none.
  std::optional<Action> pop() {
    if (actions_.empty()) return std::nullopt;
    Action action = std::move(actions_.front());
    actions_.pop_front();
    return action;
  }

 private:
  std::deque<Action> actions_;
};

}  // namespace parley::core
