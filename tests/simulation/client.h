// A participant: the real core between a modelled browser and a modelled network.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/core/room.h"
#include "peer_connection.h"
#include "replay_check.h"
#include "signaling_network.h"

namespace parley::simulation {

class Client {
 public:
  /// Of every room that has one.
  static constexpr const char* password = "open sesame";

  Client(Environment& environment, SignalingNetwork& network, std::uint32_t number,
         std::string room);

  // What a person does.
  /// Looks at the room, and may join later.
  void preview();
  void join(bool with_password = false);
  void leave();
  /// The tab is gone at once; the server notices later.
  void crash();
  void cut_socket();
  /// Nothing goes over the socket any more, and the client is not told.
  void silence_socket();
  /// The browser says that the network is another.
  void change_network();
  /// No ICE restart helps its connections any more.
  void wedge_connections();
  void publish(protocol::TrackKind kind);
  void unpublish_one();
  void mute_or_unmute_one();

  // What a person does about hosts (client_hosting.cpp). From one who is none the server takes no
  // order.
  void lock(bool on);
  void have_wait(bool on);
  void ask_for_password(bool on);
  void mute_another();
  void remove_another();
  void end_for_all();
  /// The others who knock go on waiting.
  void answer_knocks(std::uint32_t percent_admitted, std::uint32_t percent_refused);
  /// Takes back whatever keeps others out.
  void open_the_room();
  /// Shares a secret with all others who do: it seals its descriptions, and checks theirs.
  void share_secret() { has_secret_ = true; }
  /// Its media may go through an SFU from the next membership on.
  void use_sfu() { uses_sfu_ = true; }
  /// Does not come again.
  void stay_out() { stays_out_ = true; }

  /// Where replays are to be checked, raises an error for a log that leads to something else.
  void check_replay();

  // What there is to see of it from outside.
  [[nodiscard]] bool wants_to_be_in() const { return room_ != nullptr && !looks_; }
  /// The room as one sees it who looks at it; nothing where that is not known.
  [[nodiscard]] const core::action::RoomPreviewed& previewed() const { return preview_; }
  [[nodiscard]] bool is_in() const { return !id_.empty() && !reconnecting_; }
  [[nodiscard]] bool waits() const { return waits_ && id_.empty(); }
  [[nodiscard]] bool stays_out() const { return stays_out_ && room_ == nullptr; }
  /// It is out because of what hosts have said or set.
  [[nodiscard]] bool was_refused() const;
  /// Why it is out, by the id of the error.
  [[nodiscard]] const std::string& ending() const { return ending_; }
  [[nodiscard]] bool is_host() const { return !id_.empty() && hosts_.contains(id_); }
  [[nodiscard]] const std::set<std::string>& hosts() const { return hosts_; }
  [[nodiscard]] const core::action::RoomStateChanged& settings() const { return settings_; }
  [[nodiscard]] const std::set<std::string>& knocking() const { return knocking_; }
  [[nodiscard]] const std::set<std::string>& away() const { return away_; }
  [[nodiscard]] const std::set<std::string>& unreachable() const { return unreachable_; }
  [[nodiscard]] std::uint32_t number() const { return number_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& room_name() const { return room_name_; }
  [[nodiscard]] const std::string& id() const { return id_; }
  [[nodiscard]] const std::vector<protocol::TrackPublication>& tracks() const { return tracks_; }
  /// Which track arrives at this moment as the participant's track `sid`; empty for none.
  [[nodiscard]] std::string arriving(const std::string& participant, const std::string& sid) const;
  /// What the application was told of the others' tracks, by participant.
  using Publications = std::map<std::string, protocol::TrackPublication>;
  [[nodiscard]] const std::map<std::string, Publications>& participants() const {
    return participants_;
  }
  [[nodiscard]] bool has_secret() const { return has_secret_; }
  /// What the application was told of each: see action::VerificationChanged.
  [[nodiscard]] const std::map<std::string, std::string>& verifications() const {
    return verifications_;
  }
  [[nodiscard]] std::string verification(const std::string& participant) const {
    const auto found = verifications_.find(participant);
    return found == verifications_.end() ? "unverified" : found->second;
  }
  /// The room's sfuEpoch as it was told last; 0: everyone sends to everyone.
  [[nodiscard]] std::uint32_t sfu_epoch() const { return sfu_epoch_; }
  [[nodiscard]] bool uses_sfu() const { return uses_sfu_; }
  /// It has told the server, in this membership, that it cannot reach the SFU.
  [[nodiscard]] bool failed_sfu() const { return failed_sfu_; }
  /// Whether its connection with the participant may be one with somebody else.
  [[nodiscard]] bool is_deceived_by(const std::string& participant) const;
  /// The application has been told that the track is switched off.
  [[nodiscard]] bool is_off(const std::string& participant, const std::string& sid) const {
    return off_.contains({participant, sid});
  }
  /// Whether something of the participant's arrives.
  [[nodiscard]] bool hears(const std::string& participant) const;
  /// A track that is not muted and arrives over its participant's own connection, but is not shown
  /// from there; empty for none.
  [[nodiscard]] std::string arriving_past_sfu() const;
  [[nodiscard]] bool has_connection_with_sfu() const;
  /// When its connection with that participant was replaced last.
  [[nodiscard]] Time replaced_at(const std::string& participant) const {
    const auto found = replaced_at_.find(participant);
    return found == replaced_at_.end() ? Time(-10000) : found->second;
  }
  /// It may not have noticed yet.
  [[nodiscard]] bool socket_is_broken() const { return network_.is_broken(socket_); }
  /// Offers sent more than once over one socket.
  [[nodiscard]] std::uint32_t repeated_offers() const { return repeated_offers_; }
  /// Connections whose negotiation has not come to rest, in words; empty for none.
  [[nodiscard]] std::string unfinished() const;

 private:
  void open_room();
  void handle(const core::Event& event);
  void end();
  void trace(const core::Event& event) const;
  void schedule_deadline();
  void guard_against_busy_waiting();
  void guard_against_connections_without_end(const std::string& participant);

  // What arrives where (client_media.cpp).
  struct Place {
    core::ConnectionHandle connection = 0;
    std::string mid;

    friend bool operator==(const Place&, const Place&) = default;
  };
  struct Awaited {
    Place place;
    Time since{};
    // Something else was there before.
    bool needs_key_frame = false;
  };
  using TrackKey = std::pair<std::string, std::string>;
  void note_sfu_epoch(std::string_view text);
  void await_media(const TrackKey& track, const Place& place);
  void look_for_media();
  [[nodiscard]] std::string arriving_at(const Place& place) const;

  // One per action.
  // Of a WELCOME or PONG.
  void note_claim(std::string_view text);
  void perform(const core::action::OpenSocket& action);
  void perform(const core::action::SendText& action);
  void perform(const core::action::CloseSocket& action);
  void perform(const core::action::CreateConnection& action);
  void perform(const core::action::SetConfiguration& action);
  void perform(const core::action::CloseConnection& action);
  void perform(const core::action::AddTrack& action);
  void perform(const core::action::RemoveTrack& action);
  void perform(const core::action::AddReceivers& action);
  void perform(const core::action::SetLocalDescription& action);
  void perform(const core::action::SetRemoteDescription& action);
  void perform(const core::action::RestartIce& action);
  void perform(const core::action::AddIceCandidate& action);
  void perform(const core::action::RoomPreviewed& action);
  void perform(const core::action::RoomConnected& action);
  void perform(const core::action::RoomDisconnected& action);
  void perform(const core::action::RoomReconnecting& action);
  void perform(const core::action::RoomReconnected& action);
  void perform(const core::action::ParticipantReconnecting& action);
  void perform(const core::action::ParticipantReconnected& action);
  void perform(const core::action::ParticipantUnreachable& action);
  void perform(const core::action::ParticipantReachable& action);
  void perform(const core::action::VerificationChanged& action);
  void perform(const core::action::ParticipantConnected& action);
  void perform(const core::action::ParticipantDisconnected& action);
  void perform(const core::action::TrackPublished& action);
  void perform(const core::action::TrackUnpublished& action);
  void perform(const core::action::TrackEnabled& action);
  void perform(const core::action::TrackSubscribed& action);
  void perform(const core::action::TrackUnsubscribed& action);
  void perform(const core::action::TrackMoved& action);
  void perform(const core::action::SetEncoding& action);
  void perform(const core::action::TrackPriorityChanged& action);
  void perform(const core::action::TrackPublicationFailed& action);
  void perform(const core::action::TrackSwitched& action);
  void perform(const core::action::LargestHeightChanged& action);
  void perform(const core::action::DominantSpeakerChanged& action);
  void perform(const core::action::NetworkQualityChanged& action);
  void perform(const core::action::RoomWaiting& action);
  void perform(const core::action::RoomStateChanged& action);
  void perform(const core::action::HostChanged& action);
  void perform(const core::action::ParticipantKnocked& action);
  void perform(const core::action::KnockEnded& action);
  static void perform(const core::action::WrongPasswords& action);
  void perform(const core::action::LocalTrackMuted& action);
  [[nodiscard]] std::string some_participant() const;
  // What a connection's descriptions are sealed for.
  struct Ends {
    std::string own_id;
    std::string participant;
    std::uint32_t epoch = 0;
    /// One of another fingerprint than the participant's was given to the browser.
    bool deceived = false;
  };

  Environment& environment_;
  SignalingNetwork& network_;
  std::uint32_t number_;
  std::string name_;
  std::string room_name_;
  std::vector<protocol::TrackPublication> tracks_;
  std::uint32_t track_count_ = 0;
  bool stays_out_ = false;
  bool has_secret_ = false;
  bool uses_sfu_ = false;
  std::string ending_;  // of the last membership

  // Of the present membership.
  std::unique_ptr<core::Room> room_;
  std::unique_ptr<core::test::ReplayCheck> replay_check_;
  std::optional<Time> deadline_;  // for which a task is scheduled
  std::uint32_t deadlines_in_a_row_ = 0;
  bool looks_ = false;  // and has not joined
  core::action::RoomPreviewed preview_;
  // Of the room that it is in.
  std::set<std::string> hosts_;
  core::action::RoomStateChanged settings_;
  std::set<std::string> knocking_;  // for a host
  bool waits_ = false;
  bool performing_ = false;
  bool ended_ = false;
  hub::ConnectionId socket_ = 0;
  std::uint32_t socket_number_ = 0;
  std::set<std::string> offers_of_socket_;
  std::set<std::shared_ptr<const std::string>> heard_;
  std::set<std::pair<std::uint32_t, std::string>> told_;  // to which run of the server
  std::string claim_;                                     // to come back with
  std::string claim_before_;
  std::uint32_t repeated_offers_ = 0;
  std::string id_;
  std::map<core::ConnectionHandle, std::unique_ptr<PeerConnection>> connections_;
  std::map<core::ConnectionHandle, Ends> ends_;
  std::map<std::string, std::string> verifications_;
  // Closed ones; one may still be on the call stack.
  std::vector<std::unique_ptr<PeerConnection>> closed_connections_;
  bool reconnecting_ = false;
  std::map<std::string, Publications> participants_;
  std::set<std::string> unreachable_;
  std::set<std::string> away_;  // those of them that are reconnecting
  // What is shown of each track.
  std::map<TrackKey, Place> subscriptions_;
  // Where media is waited for, to be shown in place of that.
  std::map<TrackKey, Awaited> awaited_;
  std::set<std::pair<core::ConnectionHandle, std::string>> used_slots_;
  std::map<std::string, Time> replaced_at_;
  // Of late, with each participant since it came.
  std::map<std::string, std::vector<Time>> connections_made_at_;
  bool looks_for_media_ = false;
  std::set<TrackKey> off_;
  std::uint32_t sfu_epoch_ = 0;
  bool failed_sfu_ = false;
};

}  // namespace parley::simulation
