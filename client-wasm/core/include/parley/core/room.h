// The client's side of one room, from the first connect to the last close.
//
// Events and the time go in, actions come out; one event is handled completely before the next. The
// same events lead to the same actions, so that a log of them can be replayed.
//
//     room.handle(event, now);
//     while (auto action = room.next_action()) perform(*action);
//     wake up at room.deadline() and handle(event::TimePassed{}, now)
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parley/core/action.h"
#include "parley/core/dominant_speaker.h"
#include "parley/core/downlink.h"
#include "parley/core/event.h"
#include "parley/core/peer_session.h"
#include "parley/core/room_preview.h"
#include "parley/core/sfu_media.h"
#include "parley/core/time.h"
#include "parley/core/upload_meter.h"

namespace parley::core {

class Room {
 public:
  /// An event that does not fit the state (a callback of a closed connection, a second Connect)
  /// changes nothing.
  void handle(const Event& event, Time now);

  /// The next action to carry out, in order; nothing if there is none.
  std::optional<Action> next_action() { return context_.actions.pop(); }

  /// What follows from the statistics just handled, to be handled next; nothing if nothing does.
  std::optional<Event> take_measured();

  /// When TimePassed is due, if nothing else happens before.
  [[nodiscard]] std::optional<Time> deadline() const;

 private:
  /// Another participant in the room.
  struct Peer {
    std::unique_ptr<PeerSession> session;
    /// It was here before the server was restarted, and is given up if it is not back by then.
    std::optional<Time> missing_until;
    /// We sent it an offer from the preview; the application is not told about it before WELCOME.
    bool unreported = false;
    /// Greater for those who spoke later; 0: never.
    std::uint32_t spoke = 0;
  };

  // One function per event; they change the state, and push actions.
  void on(const event::Preview& event);
  void on(const event::Connect& event);
  void on(const event::UsePassword& event);
  void on(const event::Disconnect& event);
  void on(const event::PublishTrack& event);
  void on(const event::UnpublishTrack& event);
  void on(const event::SetTrackEnabled& event);
  void on(const event::SetTrackPriority& event);
  void on(const event::SetBitrateLimits& event);
  void on(const event::SetVideoQuality& event);
  void on(const event::SetTrackPreference& event);
  void on(const event::SetSubscribePriority& event);
  void on(const event::SetBandwidthProfile& event);
  void on(const event::SubscribeToNothing& event);
  void on(const event::SetRoomLocked& event);
  void on(const event::SetWaitingRoom& event);
  void on(const event::SetRoomPassword& event);
  void on(const event::Admit& event);
  void on(const event::Refuse& event);
  void on(const event::MuteParticipant& event);
  void on(const event::RemoveParticipant& event);
  void on(const event::EndRoom& event);
  void on(const event::SocketOpened& event);
  void on(const event::SocketMessage& event);
  void on(const event::SocketClosed& event);
  void on(const event::NegotiationNeeded& event);
  void on(const event::LocalDescriptionApplied& event);
  void on(const event::RemoteDescriptionApplied& event);
  void on(const event::DescriptionForged& event);
  void on(const event::DescriptionFailed& event);
  void on(const event::LocalCandidate& event);
  void on(const event::IceStateChanged& event);
  void on(const event::ConnectionPath& event);
  void on(const event::RemoteTrackAdded& event);
  void on(const event::RemoteDataChannelAdded& event);
  void on(const event::AudioLevel& event);
  void on(const event::ConnectionStatistics& event);
  void on(const event::UploadMeasured& event);
  void on(const event::NetworkChanged& event);
  void on(const event::PageShown& event);
  void on(const event::AllowSfu& event);
  void on(const event::MediaFlows& event);
  void on(const event::DownloadMeasured& event);
  void on(const event::TimePassed& event);

  // One function per message from the server.
  void receive(const protocol::Lobby& message);
  void receive(const protocol::Welcome& message);
  void receive(const protocol::UserJoin& message);
  void receive(const protocol::UserLeave& message);
  void receive(const protocol::UserReconnecting& message);
  void receive(const protocol::UserReconnected& message);
  void receive(const protocol::IceServers& message);
  void receive(const protocol::Pong& message);
  void receive(const protocol::Error& message);
  void receive(const protocol::Waiting& message);
  void receive(const protocol::RoomChanged& message);
  void receive(const protocol::Knock& message);
  void receive(const protocol::KnockEnded& message);
  void receive(const protocol::WrongPasswords& message);
  void receive(const protocol::Muted& message);
  void receive(const protocol::Slots& message);
  void receive(const protocol::Speaking& message);
  void receive(const protocol::Description& message);
  // What else a participant sent: a candidate, publications, preferences.
  template <class Message>
  void receive(const Message& message);

  void use_ice_servers(const std::vector<protocol::IceServer>& servers, bool relay_only);

  // An SFU (room_sfu.cpp).
  void use_sfu(std::uint32_t epoch);
  void void_slots();
  void give_slots(PeerSession& session, const std::vector<protocol::Slot>& slots) const;
  void update_slots();
  void report_sfu();
  void offer_to_others();
  void sfu_statistics(PeerSession& session, const event::ConnectionStatistics& event);

  // Hosts (room_hosts.cpp).
  void say_as_host(std::string text);
  void use_state(const protocol::RoomState& state);
  void forget_waiting();

  // Entering, and coming back (room_entering.cpp).
  static std::string address(const std::string& server, const std::string& room_name);
  void meet_early();
  void enter(const protocol::Welcome& message);
  void drop_missed(const std::vector<protocol::Participant>& present);
  void restore(const protocol::Welcome& message);
  void enter_anew(const protocol::Welcome& message);
  void add_participant(const protocol::Participant& participant, bool present);
  void report(Peer& peer, const protocol::Participant& participant);
  void participant_is_back(Peer& peer, const protocol::Participant& participant);
  void set_away(const std::string& participant, bool away);
  void remove(const std::string& participant);
  void lost_server();
  void send_publications();
  void close(const std::string& reason, const std::string& message);
  void update_encodings();
  bool hold_pictures();
  void report_heights();
  void measure(const event::ConnectionStatistics& event);
  void update_own_quality(const LinkStatistics& link);
  [[nodiscard]] std::vector<protocol::TrackPublication> publications() const;
  [[nodiscard]] const Joining& joining() const { return context_.server.joining(); }
  protocol::TrackPublication* local_track(const std::string& sid);
  Peer* find(const std::string& participant);
  PeerSession* session_with(const std::string& participant);
  PeerSession* session_of(ConnectionHandle connection);
  /// With the participants and the SFU.
  [[nodiscard]] std::vector<PeerSession*> sessions() const;

  RoomContext context_;
  Time now_{};
  RoomPreview preview_{context_.actions};
  bool publications_unsent_ = false;  // they changed between HELLO and WELCOME
  // The error after which the server closes the socket, kept as the reason to report.
  std::optional<protocol::Error> fatal_error_;
  std::vector<Peer> peers_;
  protocol::RoomState room_state_;    // as the application was told
  std::vector<std::string> waiting_;  // ids of those who wait to be let in
  DominantSpeaker speaker_;
  std::optional<std::uint8_t> own_quality_;
  std::uint32_t cores_ = 0;
  UploadMeter upload_meter_;
  std::optional<event::UploadMeasured> upload_measured_;
  std::optional<event::DownloadMeasured> download_measured_;
  std::uint32_t upload_bitrate_ = 0;  // as measured; 0: not yet
  UploadLimits upload_limits_;
  SfuMedia sfu_{context_};
  std::vector<protocol::Slot> slots_;
  Downlink downlink_;
  std::uint32_t download_bitrate_ = limits::first_download_bitrate;
  bool wants_more_download_ = false;
  BandwidthProfile profile_;
  std::uint32_t last_speech_ = 0;
  bool sfu_failed_ = false;  // as the application was told
  bool sfu_complete_ = false;
};

}  // namespace parley::core
