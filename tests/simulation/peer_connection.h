// A model of RTCPeerConnection: JSEP (RFC 8829) and W3C webrtc-pc as far as negotiation depends on
// them, with the browsers' known faults.
//
// It keeps the operations chain (webrtc-pc section 4.4.1.2), signaling states, implicit rollback,
// association of m-lines with transceivers, "negotiationneeded", ICE generations by username
// fragment, and trickled candidates. Operations take a random time. Errors a browser would raise
// are counted: the core is to cause none.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ice_network.h"
#include "parley/core/event.h"
#include "parley/protocol/message.h"
#include "random.h"
#include "scheduler.h"
#include "session_description.h"

namespace parley::simulation {

using core::IceState;

enum class SignalingState : std::uint8_t { Stable, HaveLocalOffer, HaveRemoteOffer, Closed };

struct PeerConnectionEvents {
  std::function<void()> negotiation_needed;
  std::function<void(const protocol::Candidate&)> candidate;
  std::function<void()> ice_state_changed;
  std::function<void(const std::string& mid, protocol::TrackKind)> track;
  /// "datachannel"; without it, nobody opens any.
  std::function<void(const std::string& label)> data_channel = nullptr;
  /// Where the page takes care of errors itself; without it, they are the run's (Environment).
  std::function<void(const std::string& error)> error = nullptr;
  /// Of an end that is an SFU's and no browser's: the track that it forwards on an m-line at this
  /// moment, empty for none. Such an end has its candidates in its descriptions.
  std::function<std::string(const std::string& mid)> forwards = nullptr;
  /// The other end has been closed and could say so (DTLS's close_notify).
  std::function<void()> closed_by_peer = nullptr;
};

/// What all connections of a run share.
struct Environment {
  Scheduler& scheduler;
  Random& random;
  IceNetwork& ice;
  /// Print what every client is told and does.
  bool trace = false;
  /// Replay every client's log of events at the end of its membership.
  bool check_replays = false;
  /// How many connections each client has made.
  std::map<std::uint32_t, std::uint64_t> session_counts = {};
  /// The ids of participants who keep to no rule: what they send may make a browser raise errors.
  std::set<std::string> adversaries = {};
  /// What each of them calls itself, with more behind it; no other does.
  static constexpr const char* adversary = "Mallory ";
  /// Somebody has asked to end a meeting for all. Who does not hear of it may find another one.
  bool meeting_ended = false;
  /// Errors that a browser would have raised, in words.
  std::vector<std::string> errors = {};

  /// Depends on what this client has done, and not on what others did meanwhile.
  std::uint64_t new_session_id(std::uint32_t owner) {
    constexpr std::uint64_t most_of_a_client = 10'000;
    return (owner + 1) * most_of_a_client + ++session_counts[owner];
  }
};

class PeerConnection {
 public:
  using Done = std::function<void(bool succeeded)>;

  PeerConnection(Environment& environment, std::uint32_t owner, PeerConnectionEvents events);
  PeerConnection(const PeerConnection&) = delete;
  PeerConnection& operator=(const PeerConnection&) = delete;
  ~PeerConnection() { vanish(); }

  void add_track(const std::string& track, protocol::TrackKind kind);
  void remove_track(const std::string& track);
  void add_receiver(protocol::TrackKind kind);
  /// An m-line on which an SFU's end forwards.
  void add_forwarder(protocol::TrackKind kind);
  /// A data channel.
  void add_channel(const std::string& label);
  void remove_channel(const std::string& label) { channels_.erase(label); }
  /// RTCRtpEncodingParameters.active of the track's sender.
  void set_active(const std::string& track, bool active);
  void set_local_description(Done done);
  void set_remote_description(protocol::DescriptionType type, std::string sdp, Done done);
  void add_ice_candidate(const protocol::Candidate& candidate);
  void restart_ice();
  /// Its ICE gets no further, whatever is restarted.
  void wedge() { ice_is_wedged_ = true; }
  void close();
  /// As close(), but the other end is not told: the browser has crashed.
  void vanish();

  [[nodiscard]] std::uint32_t owner() const { return owner_; }
  [[nodiscard]] SignalingState signaling_state() const { return signaling_state_; }
  [[nodiscard]] IceState ice_state() const { return ice_state_; }
  [[nodiscard]] bool idle() const { return operations_.empty(); }
  [[nodiscard]] protocol::DescriptionType local_type() const { return local_type_; }
  [[nodiscard]] std::string local_sdp() const { return to_sdp(*local_); }
  [[nodiscard]] bool has_local_description() const { return local_.has_value(); }
  [[nodiscard]] bool has_remote_description() const { return current_remote_ || pending_remote_; }
  /// Which m-line carries which local track.
  [[nodiscard]] std::vector<protocol::TrackMid> tracks_by_mid() const;
  [[nodiscard]] std::vector<std::string> mids() const;
  /// The track whose media arrives on an m-line at this moment, or data on a channel with that
  /// label; empty for none.
  [[nodiscard]] std::string arriving(const std::string& mid) const;
  /// Whether the other end offers, or agrees, to send there.
  [[nodiscard]] bool is_sent_to(const std::string& mid) const;
  [[nodiscard]] const SessionDescription* remote() const {
    return current_remote_ ? &*current_remote_ : nullptr;
  }

  // For IceNetwork.
  [[nodiscard]] std::optional<IceEnd> ice_end() const;
  void ice_connected();

 private:
  struct Transceiver {
    protocol::TrackKind kind = protocol::TrackKind::Audio;
    std::string mid;  // empty until associated
    bool associated_by_pending_offer = false;
    bool made_by_add_track = false;
    bool has_sent = false;
    std::string track;
    Direction direction;
  };

  [[nodiscard]] Source source(Source::Kind kind) const { return {kind, owner_, session_id_}; }

  // The operations chain: each operation finishes, after a while, before the next begins.
  void chain(std::function<void()> operation);
  void run_next();

  void apply_local(const Done& done);
  void apply_remote(protocol::DescriptionType type, const SessionDescription& remote,
                    const Done& done);
  [[nodiscard]] SessionDescription make_offer();
  [[nodiscard]] SessionDescription make_answer();
  void rollback();
  void take_sections(const SessionDescription& remote);
  void become_stable();
  void new_ice_generation();
  [[nodiscard]] bool has_remote_candidate() const {
    return current_remote_ &&
           (current_remote_->has_candidates || current_remote_->ice_ufrag == candidate_ufrag_);
  }
  [[nodiscard]] bool is_sfu() const { return events_.forwards != nullptr; }
  [[nodiscard]] bool carries_data() const;
  void announce_channels();
  [[nodiscard]] std::string sent_on(const MediaSection& section) const;
  void update_ice();
  void set_ice_state(IceState state);
  void start_checks();
  void schedule_consent();
  void check_consent();
  void update_negotiation_needed();
  [[nodiscard]] bool negotiation_is_needed() const;
  [[nodiscard]] const MediaSection* agreed(const std::string& mid) const;
  Transceiver* transceiver_with(const std::string& mid);
  void fail(const std::string& error);

  Environment& environment_;
  PeerConnectionEvents events_;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
  std::uint32_t owner_;
  std::uint64_t session_id_;
  std::uint32_t version_ = 0;
  std::deque<std::function<void()>> operations_;

  SignalingState signaling_state_ = SignalingState::Stable;
  std::vector<Transceiver> transceivers_;
  std::uint32_t next_mid_ = 0;
  // The descriptions in force, and the offer that is open in either direction.
  std::optional<SessionDescription> current_local_;
  std::optional<SessionDescription> current_remote_;
  std::optional<SessionDescription> pending_local_;
  std::optional<SessionDescription> pending_remote_;
  // The last one that was set, for the application to send.
  std::optional<SessionDescription> local_;
  protocol::DescriptionType local_type_ = protocol::DescriptionType::Offer;
  bool current_local_is_offer_ = false;
  bool negotiation_needed_ = false;

  IceState ice_state_ = IceState::New;
  std::string ice_ufrag_;
  std::uint32_t ice_generation_ = 0;
  bool candidate_surfaced_ = false;
  bool ice_is_wedged_ = false;
  // The remote generation that a candidate has come for.
  std::string candidate_ufrag_;
  bool ice_restart_wanted_ = false;
  std::uint32_t missed_consents_ = 0;
  // DTLS goes on over other paths, and never with another end.
  std::uint64_t dtls_peer_ = 0;
  std::set<std::string> inactive_;
  // Data channels by label, and whether the other end has been told.
  std::map<std::string, bool> channels_;
};

}  // namespace parley::simulation
