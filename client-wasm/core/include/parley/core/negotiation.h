// Perfect negotiation for one RTCPeerConnection.
//
// The rules are those of W3C webrtc-pc, "Perfect negotiation example": both sides may offer at any
// time; when two offers collide the impolite side ignores the other's, and the polite side gives up
// its own, though not by rollback but together with the connection. The W3C code hangs its flags on
// promises of one page; here every call into the browser is an action and its outcome an event, and
// at most one description is in the browser's hands at a time. So the signaling state (webrtc-pc
// section 4.3.1) is known exactly and not asked for:
//
//                     remote offer                        own answer applied
//     stable ───────────────────────────▶ have-remote-offer ───────────────▶ stable
//        │  own offer applied                     ▲
//        └──────────────▶ have-local-offer ───────┘  polite, with a guest: a rollback
//                               │ answer applied
//                               └──────────────────────────────────────────▶ stable
//
// A description that arrives while another is being applied waits (the newest one only); its fate
// in a collision is decided when it arrives, as the pattern requires.
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
  /// What became of a description that arrived.
  enum class Verdict : std::uint8_t {
    Taken,
    /// It lost a collision, or answers an offer that is no longer open.
    Dropped,
    /// We are polite and would have to roll our offer back, which Chromium 156 does not survive: a
    /// connection that never had a remote description may stay at ICE "new" for ever, and on one in
    /// use no picture is shown any more. So the pair takes a new connection. (With a guest, who
    /// cannot do that, a connection in use is rolled back all the same.)
    NeedsNewConnection,
    /// An offer that has been answered: the answer was lost, send it again.
    Answered,
  };

  /// `last_offer_id` is that of the connection before, so that no number is used twice in a pair.
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

  /// setRemoteDescription() has resolved. True where it was an offer: add the tracks to send, then
  /// call answer().
  bool remote_description_applied(ActionQueue& actions);
  void answer(ActionQueue& actions);

  /// setLocalDescription() has resolved. Returns the description to send to the peer, with type,
  /// sdp and offer_id set; nothing where the peer's own offer has overtaken it.
  std::optional<protocol::Description> local_description_applied(protocol::DescriptionType type,
                                                                 std::string sdp,
                                                                 ActionQueue& actions);

  [[nodiscard]] SignalingState signaling_state() const { return signaling_state_; }
  /// Stable, with nothing under way, after at least one exchange.
  [[nodiscard]] bool at_rest() const {
    return signaling_state_ == SignalingState::Stable && operation_ == Operation::None &&
           remote_description_.has_value();
  }
  /// An offer of ours waits for its answer.
  [[nodiscard]] bool awaits_answer() const {
    return signaling_state_ == SignalingState::HaveLocalOffer && operation_ == Operation::None;
  }
  [[nodiscard]] std::uint32_t last_offer_id() const { return offer_id_; }
  /// Candidates that no description has claimed, to be received by the connection after this one.
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
    AwaitingTracks,  // an offer is applied, answer() is to come
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
  // The newest offer of the peer that was taken, and the one that was answered last.
  std::uint32_t taken_offer_id_ = 0;
  std::uint32_t answered_offer_id_ = 0;
  std::optional<protocol::Description> applying_;
  std::optional<protocol::Description> waiting_;
  std::optional<protocol::Description> remote_description_;
  CandidateQueue candidates_;
};

}  // namespace parley::core
