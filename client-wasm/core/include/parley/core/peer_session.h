// Everything between us and one other participant: the connection, its negotiation, its media.
//
// On first contact only the newcomer offers; the participant who was there first holds its tracks
// back until that offer arrives. (If both offer at once, that costs a round trip and, in Chromium,
// occasionally the call.) A guest's page does not know that rule and always offers, so we never
// offer to a guest.
//
// In a room that goes through an SFU two more sessions stand for the SFU: one on which we send, and
// always offer, and one on which we receive, and never offer. The sessions with the participants then
// carry data only, and media that is not handed over yet.
//
// A connection that cannot be saved is replaced: one side raises the pair's epoch and offers; the
// other sees the higher epoch and replaces its own connection. Messages with an older epoch belong
// to a connection that no longer exists, and are dropped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "parley/core/action.h"
#include "parley/core/encoding.h"
#include "parley/core/ice_watch.h"
#include "parley/core/negotiation.h"
#include "parley/core/network_quality.h"
#include "parley/core/remote_tracks.h"
#include "parley/core/server_link.h"
#include "parley/core/time.h"

namespace parley::core {

/// What the sessions of a room share. The room owns it and outlives them.
struct RoomContext {
  RoomContext() = default;
  RoomContext(const RoomContext&) = delete;  // `server` refers to `actions`
  RoomContext& operator=(const RoomContext&) = delete;

  ActionQueue actions;
  ServerLink server{actions};
  /// What we publish to everyone.
  std::vector<LocalTrack> local_tracks;
  BitrateLimits bitrate_limits;
  VideoQuality quality = VideoQuality::Automatic;
  SharedUpload upload;
  /// How many sessions there are.
  std::size_t others = 0;
  bool subscribe = true;
  /// Media goes through an SFU.
  bool over_sfu = false;
  std::vector<protocol::IceServer> ice_servers;
  bool relay_only = false;
  ConnectionHandle last_connection = 0;

  /// Whether browsers have a TURN server (RFC 8656), or may only use one.
  [[nodiscard]] bool expects_relay() const;
};

class PeerSession {
  // Whether nobody can be in between: see action::VerificationChanged.
  enum class Verification : std::uint8_t { Unverified, Verified, Forged };

 public:
  /// What the application is told about a participant at the start.
  enum class Telling : std::uint8_t { Tracks, Nothing };

  /// The connection to an SFU on which we send, or the one on which we receive, and which one of
  /// these it is in turn.
  enum class SfuEnd : std::uint8_t { Send, Receive };
  PeerSession(SfuEnd end, std::uint32_t epoch, RoomContext& context, Time now);

  /// Opens a connection to the participant, and offers if this side has to. With Telling::Nothing
  /// its tracks are reported once they are received.
  PeerSession(const protocol::Participant& participant, RoomContext& context, Time now,
              Telling telling = Telling::Tracks);

  [[nodiscard]] const std::string& participant() const { return participant_; }
  /// 0 if there is none: another's description was forged.
  [[nodiscard]] ConnectionHandle connection() const {
    return verification_ == Verification::Forged ? 0 : negotiation_.connection();
  }

  // What the participant has sent.
  void receive(const protocol::Description& description, Time now);
  void receive(const protocol::Candidate& candidate);
  void receive(const protocol::Publications& publications);
  void receive(const protocol::Preferences& preferences);

  // Media through an SFU.
  void use_sfu(bool on);
  /// The SFU's connection carries exactly these of the participant's tracks.
  void set_slots(ConnectionHandle connection, const std::vector<protocol::TrackMid>& slots);
  /// Media arrives on the m-line, of this session or the SFU.
  void media_flows(ConnectionHandle connection, const std::string& mid);
  /// Whether our first offer waits for media through the SFU.
  [[nodiscard]] bool waits_to_offer() const { return offers_at_.has_value(); }
  /// It waits no longer than that.
  void offer_by(Time due);
  /// As RemoteTracks has them.
  void want(std::vector<WantedTrack>& wanted, protocol::TrackPriority least,
            std::uint32_t spoke) const {
    remote_tracks_.want(wanted, least, spoke);
  }
  [[nodiscard]] std::uint32_t epoch() const { return epoch_; }
  [[nodiscard]] bool sends_tracks() const { return !attached_.empty(); }
  [[nodiscard]] bool is_with_sfu() const { return counterpart_ != Counterpart::Participant; }
  [[nodiscard]] bool connected() const { return ice_watch_.state() == IceState::Connected; }

  // What the browser reports about connection().
  void negotiation_needed();
  void local_description_applied(const event::LocalDescriptionApplied& applied, Time now);
  void remote_description_applied(bool sealed, Time now);
  void description_forged();
  void description_failed();
  void local_candidate(const protocol::Candidate& candidate);
  void ice_state_changed(IceState state, Time now);
  void connected_over(protocol::PathKind path);
  void remote_track_added(const std::string& mid, protocol::TrackKind kind);
  void remote_data_channel_added(const std::string& label);
  /// True if the level of quality() has changed.
  bool statistics(const event::ConnectionStatistics& counted);
  [[nodiscard]] const NetworkQuality& quality() const { return quality_; }

  // What the application wants.
  void publish(const protocol::TrackPublication& track);
  void unpublish(const std::string& sid);
  void set_preference(const protocol::TrackPreference& preference);
  void set_priority(const std::string& sid, std::optional<protocol::TrackPriority> priority);
  /// How good pictures may be has changed (RoomContext::quality).
  void quality_changed();
  /// Adds what is needed of our pictures.
  void demand(std::vector<VideoDemand>& demands) const;
  /// Sets the encodings of our tracks from RoomContext::upload.
  void update_encodings();
  /// So many bit/s of pictures can be sent to the participant.
  void set_bearable(std::uint32_t bitrate) { encodings_.set_bearable(bitrate); }

  // What the server reports.
  /// The participant's own connection to the server is lost, or is back.
  void set_away(bool away, Time now);
  [[nodiscard]] bool away() const { return away_; }
  /// Our connection to the server, or the participant's, is back.
  /// With `loss`, earlier messages may have been lost.
  void signaling_resumed(bool loss, Time now);
  void network_changed(Time now);

  /// When time_passed() has to be called next.
  [[nodiscard]] std::optional<Time> deadline() const;
  void time_passed(Time now);

  /// Closes the connection and reports that its media is gone.
  void close();

 private:
  enum class Counterpart : std::uint8_t { Participant, SfuSend, SfuReceive };

  void open_connection();
  void replace_connection();
  void attach_tracks();
  void attach(const protocol::TrackPublication& track);
  [[nodiscard]] bool carries(protocol::TrackKind kind) const;
  [[nodiscard]] bool is_attached(const std::string& sid) const;
  void add_receivers(protocol::TrackKind kind, std::uint32_t wanted);
  void restart_ice();
  void make_first_offer();
  void start_over();
  void yield_to(const protocol::Description& offer);
  [[nodiscard]] protocol::Description with_start_bitrate(const protocol::Description& description);
  void send(protocol::Description description, Time now);
  void keep_back(bool again);
  void note_connected(Time now);
  void report_unreachable();
  [[nodiscard]] std::string unreachable_reason() const;
  void repeat_offer(Time now);
  void send_preferences();
  // The same, if they are others than before.
  void update_preferences();
  // Of everything the participant publishes or will publish.
  [[nodiscard]] bool wants_less() const;
  void set_verification(Verification verification);
  [[nodiscard]] bool reachable() const {
    return context_.server.up() && !away_ && verification_ != Verification::Forged;
  }
  [[nodiscard]] bool peer_may_replace(Time now);
  [[nodiscard]] bool is_of_another_connection(const protocol::Description& description) const;
  ActionQueue& actions() { return context_.actions; }

  RoomContext& context_;
  Counterpart counterpart_ = Counterpart::Participant;
  std::string participant_;
  bool guest_;
  bool polite_;  // this side, towards the participant
  bool away_ = false;
  Verification verification_ = Verification::Unverified;
  bool all_sealed_ = true;  // the descriptions of this connection, so far
  std::uint32_t epoch_ = 1;
  std::uint32_t replacements_ = 0;
  // When the peer will again have all the replacements that it may have in a row.
  Time peer_replacements_until_{};
  bool tracks_attached_ = false;
  std::vector<std::string> attached_;  // their sids
  // Media left an SFU, and the other side offers: what is not attached yet goes with our answer.
  bool attaches_with_answer_ = false;
  std::optional<Time> offers_at_;
  // As the participant was told.
  std::vector<protocol::TrackPreference> told_preferences_;
  bool has_told_preferences_ = false;
  // The same in all descriptions of a connection; a different value would restart the estimate.
  std::optional<std::uint32_t> start_bitrate_;
  // What was last sent, to be repeated if it is lost.
  std::string last_offer_;
  std::string last_answer_;
  std::uint32_t offer_repetitions_ = 0;
  bool too_large_ = false;  // whether the last description to send was
  std::optional<Time> answer_deadline_;
  // What is reported to the server about how the connection came about.
  std::optional<Time> unconnected_since_;
  std::optional<std::uint32_t> connected_after_;  // milliseconds; until it is reported
  ConnectionHandle reported_ = 0;
  std::uint32_t ice_restarts_ = 0;
  std::uint32_t replaced_ = 0;
  // While there is no media connection: when to report that. Empty once it is reported.
  std::optional<Time> unreachable_at_;
  bool reported_unreachable_ = false;
  bool has_local_candidate_ = false;
  bool has_local_relay_ = false;
  bool has_remote_candidate_ = false;
  IceWatch ice_watch_;
  Negotiation negotiation_;
  RemoteTracks remote_tracks_;
  SentEncodings encodings_;
  NetworkQuality quality_;
};

}  // namespace parley::core
