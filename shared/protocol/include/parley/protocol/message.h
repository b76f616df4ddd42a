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

namespace parley::protocol {

/// The WebSocket subprotocol of Parley's own clients; one without it speaks the plain protocol.
inline constexpr const char* subprotocol = "parley.1";

/// What a track carries: media over RTP, or messages over a data channel (W3C webrtc-pc
/// section 6.2).
enum class TrackKind : std::uint8_t { Audio, Video, Data };

/// "audio", "video" or "data".
std::string_view to_string(TrackKind kind);
/// The kind with that name; nothing for another.
std::optional<TrackKind> track_kind_from(std::string_view name);

/// How much a track matters to its publisher.
enum class TrackPriority : std::uint8_t { Low, Standard, High };

/// "low", "standard" or "high".
std::string_view to_string(TrackPriority priority);
/// The priority with that name; nothing for another.
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
  /// A client of the plain protocol: it makes every first offer, and knows neither `to` nor `tracks`.
  bool guest = false;
  /// How this participant behaves towards the one who reads this (W3C webrtc-pc, "Perfect
  /// negotiation example"): exactly one side of every pair is polite.
  bool polite = false;
  std::vector<TrackPublication> tracks;
  /// Its connection to the server is lost, and it may still come back.
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

/// Who is host in a room, and whom it lets in; everyone knows it.
struct RoomState {
  bool locked = false;
  /// Who comes waits until a host lets it in.
  bool waiting_room = false;
  /// There is one, which only those who enter are asked for.
  bool password = false;
  std::vector<std::string> hosts = {};
  /// The same under the server's signature, for those who are in the room: what brings the state
  /// back to a server that was restarted.
  std::string keep = {};

  /// Whoever comes is let in at once.
  [[nodiscard]] bool open() const { return !locked && !waiting_room && !password; }

  friend bool operator==(const RoomState&, const RoomState&) = default;
};

/// The room's state has changed; it replaces the one before.
struct RoomChanged {
  RoomState state;

  friend bool operator==(const RoomChanged&, const RoomChanged&) = default;
};

/// The server's answer to HELLO where a host has to let one in first.
struct Waiting {
  std::string id;  ///< that one will have in the room
  /// As that of a LOBBY: with it the id is had over another connection too.
  std::string secret = {};

  friend bool operator==(const Waiting&, const Waiting&) = default;
};

/// For hosts: someone waits to be let in.
struct Knock {
  std::string from;
  std::string identity;

  friend bool operator==(const Knock&, const Knock&) = default;
};

/// For hosts: it waits no longer, for whatever reason.
struct KnockEnded {
  std::string from;

  friend bool operator==(const KnockEnded&, const KnockEnded&) = default;
};

/// A host asks one to switch its tracks of that kind off.
struct Muted {
  std::string from;  ///< the host
  TrackKind kind = TrackKind::Audio;

  friend bool operator==(const Muted&, const Muted&) = default;
};

/// A host changes the room; what is absent stays as it is.
struct SetRoom {
  std::optional<bool> locked = {};
  std::optional<bool> waiting_room = {};
  std::optional<std::string> password = {};  ///< empty: none

  friend bool operator==(const SetRoom&, const SetRoom&) = default;
};

/// What a host may do to someone, or, to end it, to the room.
enum class HostAction : std::uint8_t { Admit, Refuse, Mute, Remove, End };
inline constexpr HostAction host_actions[] = {
    HostAction::Admit, HostAction::Refuse, HostAction::Mute, HostAction::Remove, HostAction::End};

/// "ADMIT", "REFUSE", "MUTE", "REMOVE" or "END".
std::string_view to_string(HostAction action);

/// A host does that to someone.
struct HostOrder {
  HostAction action = HostAction::End;
  std::string to = {};                ///< empty for End
  TrackKind kind = TrackKind::Audio;  ///< of Mute: audio or video

  friend bool operator==(const HostOrder&, const HostOrder&) = default;
};

/// A client's first message where it only looks at the room, for now.
struct Preview {
  /// As in HELLO.
  std::string token = {};

  friend bool operator==(const Preview&, const Preview&) = default;
};

/// The server's answer to PREVIEW: who one will be, and who is here, in the order of their joining.
/// What changes in that follows as if one were here too.
struct Lobby {
  std::string id;
  std::string room_sid;  ///< "RM" and 32 hex digits
  std::string room_name;
  std::vector<Participant> participants;
  std::vector<IceServer> ice_servers;
  /// With it the id is had over another connection too.
  std::string secret = {};
  bool relay_only = false;  ///< as in WELCOME
  RoomState state = {};     ///< without `keep`

  friend bool operator==(const Lobby&, const Lobby&) = default;
};

/// A client's first message, or the one after PREVIEW.
struct Hello {
  /// May be empty where the token names the participant.
  std::string identity;
  std::vector<TrackPublication> tracks;
  /// The secret of the last WELCOME, for one who comes back; else empty.
  std::string resume = {};
  /// How many counted messages of the server it has received (MessageLedger).
  std::uint32_t received = 0;
  /// An access token (JWT), or empty where the server asks for none.
  std::string token = {};
  /// The secret of the LOBBY, or of the WAITING, that another connection brought; else empty.
  std::string lobby = {};
  /// Of the room; empty where one has none.
  std::string password = {};
  /// The last RoomState::keep, for one who comes back; else empty.
  std::string keep = {};

  friend bool operator==(const Hello&, const Hello&) = default;
};

/// The server's answer to HELLO: who one is and who else is here, in the order of their joining.
/// For one who comes back there are three cases. `resumed`: both go on where they were, and nobody
/// is listed, as what has happened meanwhile follows. The same id without `resumed`: the server was
/// restarted, and both count from zero. Another id: it came too late and enters anew. For one who
/// enters with a LOBBY's secret it is `resumed` and lists everyone.
struct Welcome {
  std::string id;
  std::string room_sid;  ///< "RM" and 32 hex digits
  std::string room_name;
  std::vector<Participant> participants;
  std::vector<IceServer> ice_servers;
  /// What to come back with; each WELCOME brings another.
  std::string resume = {};
  bool resumed = false;
  /// How many counted messages of the client the server has received.
  std::uint32_t received = 0;
  /// After a restart: for how many milliseconds others may still come back with their ids.
  std::uint32_t restore_window = 0;
  /// Media goes through TURN servers only, so that nobody learns another's address.
  bool relay_only = false;
  RoomState state = {};

  friend bool operator==(const Welcome&, const Welcome&) = default;
};

/// ICE servers to use from now on: the credentials of those before are about to expire.
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

/// The participant's connection to the server is lost; its media may well go on.
struct UserReconnecting {
  std::string from;

  friend bool operator==(const UserReconnecting&, const UserReconnecting&) = default;
};

struct UserReconnected {
  std::string from;

  friend bool operator==(const UserReconnected&, const UserReconnected&) = default;
};

/// A client asks whether the server is there, and says how many counted messages it has received.
struct Ping {
  std::uint32_t received = 0;

  friend bool operator==(const Ping&, const Ping&) = default;
};

/// The server's answer, with its own count.
struct Pong {
  std::uint32_t received = 0;

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
  /// Counts the connections this pair has had; the side that replaces its connection adds one.
  /// 0 where the sender does not count (a guest).
  std::uint32_t epoch = 0;
  /// Counts the offers of one side over all epochs; an answer repeats the number of its offer.
  std::uint32_t offer_id = 0;
  /// In an answer: the number of the sender's own last offer. It was given up for this answer, and
  /// must not be taken if it arrives only now.
  std::uint32_t void_offer_id = 0;
  std::vector<TrackMid> tracks;

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

/// What a participant needs of another's track: nothing, or a picture no higher than it shows.
struct TrackPreference {
  std::string sid;
  bool off = false;
  std::uint32_t height = 0;  ///< in pixels; 0 for as high as there is

  friend bool operator==(const TrackPreference&, const TrackPreference&) = default;
};

/// What one participant needs of another's tracks; those that are not listed, all of.
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

/// How media gets from one participant to another, by the kind of the candidate it leaves from (RFC
/// 8445 section 5.1.1).
enum class PathKind : std::uint8_t { Unknown, Host, Reflexive, Relay };
inline constexpr std::size_t path_kind_count = 4;

/// "unknown", "host", "srflx", "relay".
std::string_view to_string(PathKind path);

/// A client tells how it came to have a media connection to another.
struct Report {
  /// Milliseconds from first contact, or from giving up the connection before.
  std::uint32_t connected_after = 0;
  PathKind path = PathKind::Unknown;
  // Since the last report on this pair.
  std::uint32_t ice_restarts = 0;
  std::uint32_t replacements = 0;  ///< of the RTCPeerConnection

  friend bool operator==(const Report&, const Report&) = default;
};

/// What the server itself reads; everything else it relays unread.
using ClientMessage =
    std::variant<Preview, Hello, Publications, Ping, Bye, Report, SetRoom, HostOrder>;

/// What a `parley.1` client reads.
using ServerMessage =
    std::variant<Lobby, Welcome, UserJoin, UserLeave, UserReconnecting, UserReconnected,
                 Description, Candidate, Publications, Preferences, IceServers, Pong, Error,
                 RoomChanged, Waiting, Knock, KnockEnded, Muted>;

}  // namespace parley::protocol
