// Perfect negotiation for one RTCPeerConnection.
//
// The rules are those of W3C webrtc-pc, "Perfect negotiation example": both sides may offer at any
// time. When two offers collide, the impolite side ignores the other's, and the polite side gives
// up its own, here by replacing the connection instead of a rollback. The W3C code ties its flags
// to promises in one page. Here every call into the browser is an action and its outcome an event,
// and the browser processes at most one description at a time. So the core knows the signaling
// state (webrtc-pc section 4.3.1) exactly, without asking:
//
//                     remote offer                        own answer applied
//     stable ───────────────────────────▶ have-remote-offer ───────────────▶ stable
//        │  own offer applied                     ▲
//        └──────────────▶ have-local-offer ───────┘  polite, with a guest: a rollback
//                               │ answer applied
//                               └──────────────────────────────────────────▶ stable
//
// A description that arrives while another is being applied waits (only the newest one); whether it
// wins a collision is decided when it arrives, as the pattern requires.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "parley/core/action.h"
#include "parley/core/candidate_queue.h"

namespace parley::core {

enum class SignalingState : std::uint8_t { Stable, HaveLocalOffer, HaveRemoteOffer };

class Negotiation {
 public:
  /// What happened to a description that arrived.
  enum class Verdict : std::uint8_t {
    Taken,
    /// It lost a collision, or answers an offer that is no longer open.
    Dropped,
    /// We are polite and would have to roll our offer back, which Chromium 156 does not survive: a
    /// connection that never had a remote description may stay at ICE "new" forever, and one in use
    /// shows no picture any more. So the pair uses a new connection. (With a guest, who cannot do
    /// that, a connection in use is rolled back anyway.)
    NeedsNewConnection,
    /// An offer that was already answered. The answer was lost and has to be sent again.
    Answered,
  };

  /// `last_offer_id` is the previous connection's, so that a pair never reuses a number.
  Negotiation(ConnectionHandle connection, bool polite, std::uint32_t last_offer_id = 0)
      : connection_(connection),
        polite_(polite),
        offer_id_(last_offer_id),
        candidates_(connection) {}

  [[nodiscard]] ConnectionHandle connection() const { return connection_; }

  /// "negotiationneeded": offers as soon as the state allows.
  void request_offer(ActionQueue& actions);

  /// OFFER or ANSWER from the peer.
  Verdict receive(const protocol::Description& description, ActionQueue& actions);
  void receive(const protocol::Candidate& candidate, ActionQueue& actions);

  /// setRemoteDescription() has resolved. True if it was an offer: add the tracks to send, then
  /// call answer().
  bool remote_description_applied(ActionQueue& actions);
  void answer(ActionQueue& actions);

  /// setLocalDescription() has resolved. Returns the description to send to the peer, with type,
  /// sdp and offer_id set; nothing if the peer's own offer has overtaken it.
  std::optional<protocol::Description> local_description_applied(protocol::DescriptionType type,
                                                                 std::string sdp,
                                                                 ActionQueue& actions);

  [[nodiscard]] SignalingState signaling_state() const { return signaling_state_; }
  /// Stable, with nothing in progress, after at least one exchange.
  [[nodiscard]] bool at_rest() const {
    return signaling_state_ == SignalingState::Stable && operation_ == Operation::None &&
           remote_description_.has_value();
  }
  /// Whether a local offer waits for its answer.
  [[nodiscard]] bool awaits_answer() const {
    return signaling_state_ == SignalingState::HaveLocalOffer && operation_ == Operation::None;
  }
  [[nodiscard]] std::uint32_t last_offer_id() const { return offer_id_; }
  /// Candidates that belong to no description, for the connection that follows this one.
  [[nodiscard]] std::deque<protocol::Candidate> take_candidates() { return candidates_.take(); }
  /// The last remote description in force; nothing before the first.
  [[nodiscard]] const std::optional<protocol::Description>& remote_description() const {
    return remote_description_;
  }

 private:
  // What the browser is doing with a description.
  enum class Operation : std::uint8_t {
    None,
    MakingOffer,  // the pattern's makingOffer
    ApplyingOffer,
    AwaitingTracks,  // an offer is applied, answer() has yet to be called
    MakingAnswer,
    ApplyingAnswer,  // the pattern's isSettingRemoteAnswerPending
  };

  Verdict receive_offer(const protocol::Description& offer, ActionQueue& actions);
  [[nodiscard]] bool collides() const;
  [[nodiscard]] bool answers_open_offer(const protocol::Description& answer) const;
  void apply(protocol::Description description, ActionQueue& actions);
  void proceed(ActionQueue& actions);

  ConnectionHandle connection_;
  bool polite_;
  SignalingState signaling_state_ = SignalingState::Stable;
  Operation operation_ = Operation::None;
  bool offer_requested_ = false;
  std::uint32_t offer_id_;
  // The newest of the peer's offers that was accepted, and the one that was last answered.
  std::uint32_t taken_offer_id_ = 0;
  std::uint32_t answered_offer_id_ = 0;
  std::optional<protocol::Description> applying_;
  std::optional<protocol::Description> waiting_;
  std::optional<protocol::Description> remote_description_;
  CandidateQueue candidates_;
};

}  // namespace parley::core
