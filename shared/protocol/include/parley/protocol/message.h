// The messages of the protocol as values. PROTOCOL.md shows each of them as JSON.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "parley/protocol/error.h"
#include "parley/protocol/sfu_messages.h"

namespace parley::protocol {

/// The WebSocket subprotocol of Parley's own clients; clients without it speak the plain protocol.
inline constexpr const char* subprotocol = "parley.1";

/// What a track carries: media over RTP, or messages over a data channel (W3C webrtc-pc
/// section 6.2).
enum class TrackKind : std::uint8_t { Audio, Video, Data };

/// "audio", "video" or "data".
std::string_view to_string(TrackKind kind);
/// The kind with that name; nothing for other names.
std::optional<TrackKind> track_kind_from(std::string_view name);

/// How much a track matters to its publisher.
enum class TrackPriority : std::uint8_t { Low, Standard, High };

/// "low", "standard" or "high".
std::string_view to_string(TrackPriority priority);
/// The priority with that name; nothing for other names.
std::optional<TrackPriority> track_priority_from(std::string_view name);

/// A track that a participant offers to everyone in the room.
struct TrackPublication {
  std::string sid;  ///< "MT" and 32 hex digits, chosen by the publisher
  TrackKind kind = TrackKind::Audio;
  std::string name;
  bool enabled = true;  ///< false while it is muted
  TrackPriority priority = TrackPriority::Standard;

  friend bool operator==(const TrackPublication&, const TrackPublication&) = default;
};

struct Participant {
  std::string id;  ///< "PA" and 32 hex digits, chosen by the server for each connection
  std::string identity;
  /// A client of the plain protocol: makes every first offer, and knows neither `to` nor `tracks`.
  bool guest = false;
  /// Whether this participant is polite towards the receiver of this message (W3C webrtc-pc,
  /// "Perfect negotiation example"); exactly one side of every pair is polite.
  bool polite = false;
  std::vector<TrackPublication> tracks;
  /// Whether its connection to the server is lost; it may still come back.
  bool reconnecting = false;

  friend bool operator==(const Participant&, const Participant&) = default;
};

/// W3C webrtc-pc section 4.2.2, RTCIceServer.
struct IceServer {
  std::vector<std::string> urls;
  std::string username;
  std::string credential;

  friend bool operator==(const IceServer&, const IceServer&) = default;
};

/// Who is host in a room, and whom it lets in; everyone is told.
struct RoomState {
  bool locked = false;
  /// Newcomers wait until a host lets them in.
  bool waiting_room = false;
  /// Whether there is one; only those who enter need it.
  bool password = false;
  std::vector<std::string> hosts = {};
  /// The state with the server's signature, for those who are in the room. It brings the state back
  /// to a restarted server.
  std::string keep = {};
  /// Media goes through an SFU, and this number is another one whenever all connections to it have to
  /// be made anew. 0: everyone sends to everyone.
  std::uint32_t sfu_epoch = 0;

  /// Whether newcomers are let in at once.
  [[nodiscard]] bool open() const { return !locked && !waiting_room && !password; }

  friend bool operator==(const RoomState&, const RoomState&) = default;
};

/// The room's state has changed; this replaces the previous state.
struct RoomChanged {
  RoomState state;

  friend bool operator==(const RoomChanged&, const RoomChanged&) = default;
};

/// The server's answer to HELLO if a host has to let the client in first.
struct Waiting {
  std::string id;  ///< the client's id in the room
  /// As in LOBBY: lets the client keep its id on another connection.
  std::string secret = {};

  friend bool operator==(const Waiting&, const Waiting&) = default;
};

/// For hosts: someone waits to be let in.
struct Knock {
  std::string from;
  std::string identity;

  friend bool operator==(const Knock&, const Knock&) = default;
};

/// For hosts: someone no longer waits, for whatever reason.
struct KnockEnded {
  std::string from;

  friend bool operator==(const KnockEnded&, const KnockEnded&) = default;
};

/// For hosts: somebody tries passwords of the room.
struct WrongPasswords {
  std::uint32_t count = 0;  ///< since the previous message

  friend bool operator==(const WrongPasswords&, const WrongPasswords&) = default;
};

/// A host asks the receiver to switch its tracks of that kind off.
struct Muted {
  std::string from;  ///< the host
  TrackKind kind = TrackKind::Audio;

  friend bool operator==(const Muted&, const Muted&) = default;
};

/// A host changes the room's settings; absent fields stay as they are.
struct SetRoom {
  std::optional<bool> locked = {};
  std::optional<bool> waiting_room = {};
  std::optional<std::string> password = {};  ///< empty: none

  friend bool operator==(const SetRoom&, const SetRoom&) = default;
};

/// What a host may do to someone or, with End, to the room.
enum class HostAction : std::uint8_t { Admit, Refuse, Mute, Remove, End };
inline constexpr HostAction host_actions[] = {
    HostAction::Admit, HostAction::Refuse, HostAction::Mute, HostAction::Remove, HostAction::End};

/// "ADMIT", "REFUSE", "MUTE", "REMOVE" or "END".
std::string_view to_string(HostAction action);

/// A host carries out an action on someone.
struct HostOrder {
  HostAction action = HostAction::End;
  std::string to = {};                ///< empty for End
  TrackKind kind = TrackKind::Audio;  ///< for Mute: audio or video

  friend bool operator==(const HostOrder&, const HostOrder&) = default;
};

/// A client's first message if it previews the room.
struct Preview {
  /// As in HELLO.
  std::string token = {};

  friend bool operator==(const Preview&, const Preview&) = default;
};

/// The server's answer to PREVIEW: the client's future id, and who is in the room, in the order of
/// joining. Changes follow as if the client were in the room. While the room is closed
/// (RoomState::open), only the number of participants is known, and each change leads to another
/// LOBBY.
struct Lobby {
  std::string id;
  std::string room_sid;  ///< "RM" and 32 hex digits
  std::string room_name;
  /// Empty if the room is closed.
  std::vector<Participant> participants;
  /// Absent if the client has to wait for those of WELCOME before it connects to anyone.
  std::optional<std::vector<IceServer>> ice_servers;
  /// Lets the client keep its id on another connection.
  std::string secret = {};
  RoomState state = {};  ///< without `keep`; without `hosts` if the room is closed
  /// How many are in a closed room; 0 otherwise.
  std::uint32_t count = 0;
  /// How many may be in the room at a time; 0 if the server does not say.
  std::uint32_t most = 0;

  friend bool operator==(const Lobby&, const Lobby&) = default;
};

/// A client's first message, or the one after PREVIEW.
struct Hello {
  /// May be empty if the token names the participant.
  std::string identity;
  std::vector<TrackPublication> tracks;
  /// The secret of the last WELCOME, if the client comes back; otherwise empty.
  std::string resume = {};
  /// How many of the server's counted messages the client has received (MessageLedger).
  std::uint32_t received = 0;
  /// An access token (JWT), or empty if the server requires none.
  std::string token = {};
  /// The secret of the LOBBY, or of the WAITING, from another connection; otherwise empty.
  std::string lobby = {};
  /// The room's password; empty if the client has none.
  std::string password = {};
  /// The last RoomState::keep, if the client comes back; otherwise empty.
  std::string keep = {};
  /// Whether and how the client can send and receive through an SFU.
  SfuUse sfu = SfuUse::None;

  friend bool operator==(const Hello&, const Hello&) = default;
};

/// The server's answer to HELLO: the client's id and who else is in the room, in the order of
/// joining. For a client that comes back there are three cases. `resumed`: both sides continue
/// where they were, and nobody is listed, because what happened in the meantime follows. The same
/// id without `resumed`: the server was restarted, and both sides count from zero. Another id: the
/// client came too late and enters as a new participant. For a client that enters with a LOBBY's
/// secret, `resumed` is set and everyone is listed.
struct Welcome {
  std::string id;
  std::string room_sid;  ///< "RM" and 32 hex digits
  std::string room_name;
  std::vector<Participant> participants;
  std::vector<IceServer> ice_servers;
  /// The secret for coming back; each WELCOME contains a new one.
  std::string resume = {};
  bool resumed = false;
  /// How many of the client's counted messages the server has received.
  std::uint32_t received = 0;
  /// After a restart: for how many milliseconds others may still come back with their ids.
  std::uint32_t restore_window = 0;
  /// Media only goes through TURN servers, so that nobody learns another's address.
  bool relay_only = false;
  RoomState state = {};

  friend bool operator==(const Welcome&, const Welcome&) = default;
};

/// ICE servers to use from now on, because the previous credentials are about to expire.
struct IceServers {
  std::vector<IceServer> ice_servers;

  friend bool operator==(const IceServers&, const IceServers&) = default;
};

struct UserJoin {
  Participant participant;

  friend bool operator==(const UserJoin&, const UserJoin&) = default;
};

struct UserLeave {
  std::string from;

  friend bool operator==(const UserLeave&, const UserLeave&) = default;
};

/// The participant's connection to the server is lost; its media may still flow.
struct UserReconnecting {
  std::string from;

  friend bool operator==(const UserReconnecting&, const UserReconnecting&) = default;
};

struct UserReconnected {
  std::string from;

  friend bool operator==(const UserReconnected&, const UserReconnected&) = default;
};

/// A client checks that the server is alive, and says how many counted messages it has received.
struct Ping {
  std::uint32_t received = 0;

  friend bool operator==(const Ping&, const Ping&) = default;
};

/// The server's answer, with its own count.
struct Pong {
  std::uint32_t received = 0;
  /// Replaces the secret of the last WELCOME; empty if that is still new.
  std::string resume = {};

  friend bool operator==(const Pong&, const Pong&) = default;
};

enum class DescriptionType : std::uint8_t { Offer, Answer };

/// Which published track an m-line carries: the m-line's mid (RFC 8843) and the track's sid.
struct TrackMid {
  std::string mid;
  std::string sid;

  friend bool operator==(const TrackMid&, const TrackMid&) = default;
};

/// OFFER or ANSWER: a session description (RFC 8829) for one peer.
struct Description {
  std::string from;
  std::string to;
  DescriptionType type = DescriptionType::Offer;
  std::string sdp;
  /// Counts the connections that this pair has had; the side that replaces its connection adds one.
  /// 0 if the sender does not count (a guest).
  std::uint32_t epoch = 0;
  /// Counts the offers of one side across all epochs; an answer repeats the number of its offer.
  std::uint32_t offer_id = 0;
  /// In an answer: the number of the sender's own last offer. The sender abandoned it in favour of
  /// this answer, and it must be ignored if it arrives later.
  std::uint32_t void_offer_id = 0;
  std::vector<TrackMid> tracks;
  /// Authenticates the fingerprints in it (RFC 8122) with a secret that the server does not know;
  /// empty if the sender has none.
  std::string seal = {};

  friend bool operator==(const Description&, const Description&) = default;
};

/// W3C webrtc-pc section 4.8.1, RTCIceCandidateInit, for one peer.
struct Candidate {
  std::string from;
  std::string to;
  std::string candidate;  ///< empty: no more candidates of this generation
  std::optional<std::string> sdp_mid;
  std::optional<std::uint32_t> sdp_m_line_index;
  std::optional<std::string> username_fragment;
  std::uint32_t epoch = 0;

  friend bool operator==(const Candidate&, const Candidate&) = default;
};

/// All tracks that a participant publishes from now on.
struct Publications {
  std::string from;
  std::vector<TrackPublication> tracks;

  friend bool operator==(const Publications&, const Publications&) = default;
};

/// What a participant needs of another's track: nothing, or a picture no higher than it is shown.
struct TrackPreference {
  std::string sid;
  bool off = false;
  std::uint32_t height = 0;  ///< in pixels; 0 for full height

  friend bool operator==(const TrackPreference&, const TrackPreference&) = default;
};

/// What a participant needs of another's tracks; tracks that are not listed are needed in full.
struct Preferences {
  std::string from;
  std::string to;
  std::vector<TrackPreference> tracks;

  friend bool operator==(const Preferences&, const Preferences&) = default;
};

/// A client leaves on purpose.
struct Bye {
  friend bool operator==(const Bye&, const Bye&) = default;
};

/// How media gets from one participant to another, by the type of the local candidate (RFC 8445
/// section 5.1.1).
enum class PathKind : std::uint8_t { Unknown, Host, Reflexive, Relay };
inline constexpr std::size_t path_kind_count = 4;

/// "unknown", "host", "srflx", "relay".
std::string_view to_string(PathKind path);

/// A client reports how its media connection to another participant came about.
struct Report {
  /// Milliseconds since first contact, or since the previous connection was given up.
  std::uint32_t connected_after = 0;
  PathKind path = PathKind::Unknown;
  // Since the last report on this pair.
  std::uint32_t ice_restarts = 0;
  std::uint32_t replacements = 0;  ///< of the RTCPeerConnection

  friend bool operator==(const Report&, const Report&) = default;
};

/// The messages that the server itself reads; it relays everything else unread.
using ClientMessage =
    std::variant<Preview, Hello, Publications, Ping, Bye, Report, SfuFailed, SetRoom, HostOrder>;

/// The messages that a `parley.1` client reads.
using ServerMessage =
    std::variant<Lobby, Welcome, UserJoin, UserLeave, UserReconnecting, UserReconnected,
                 Description, Candidate, Publications, Preferences, IceServers, Pong, Error,
                 RoomChanged, Waiting, Knock, KnockEnded, WrongPasswords, Muted, Slots, Speaking>;

}  // namespace parley::protocol
