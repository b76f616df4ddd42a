#include "parley/core/negotiation.h"

#include <algorithm>
#include <utility>

namespace parley::core {

using protocol::Description;
using protocol::DescriptionType;

void Negotiation::request_offer(ActionQueue& actions) {
  offer_requested_ = true;
  proceed(actions);
}

// True while an offer of ours is open, or about to be. An answer that is being applied will have
// closed ours before this offer's turn comes.
bool Negotiation::collides() const {
  return operation_ == Operation::MakingOffer ||
         (signaling_state_ == SignalingState::HaveLocalOffer &&
          operation_ != Operation::ApplyingAnswer);
}

bool Negotiation::answers_open_offer(const Description& answer) const {
  if (!awaits_answer()) return false;
  // A guest does not number its answers.
  return answer.epoch == 0 || answer.offer_id == offer_id_;
}

Negotiation::Verdict Negotiation::receive(const Description& description, ActionQueue& actions) {
  if (description.type == DescriptionType::Answer) {
    if (!answers_open_offer(description)) return Verdict::Dropped;
    taken_offer_id_ = std::max(taken_offer_id_, description.void_offer_id);
    apply(description, actions);
    return Verdict::Taken;
  }
  return receive_offer(description, actions);
}

Negotiation::Verdict Negotiation::receive_offer(const Description& offer, ActionQueue& actions) {
  const bool numbered = offer.epoch != 0;  // a guest's are not
  if (numbered && offer.offer_id <= taken_offer_id_) {
    const bool answered = offer.offer_id != 0 && offer.offer_id == answered_offer_id_;
    return answered ? Verdict::Answered : Verdict::Dropped;
  }
  if (collides()) {
    if (!polite_) return Verdict::Dropped;
    if (numbered || !remote_description_) return Verdict::NeedsNewConnection;
  }
  taken_offer_id_ = offer.offer_id;
  if (operation_ == Operation::None) {
    apply(offer, actions);
  } else {
    waiting_ = offer;
  }
  return Verdict::Taken;
}

void Negotiation::receive(const protocol::Candidate& candidate, ActionQueue& actions) {
  candidates_.receive(candidate, actions);
}

void Negotiation::apply(Description description, ActionQueue& actions) {
  operation_ = description.type == DescriptionType::Offer ? Operation::ApplyingOffer
                                                          : Operation::ApplyingAnswer;
  candidates_.description_pending();
  actions.push(action::SetRemoteDescription{connection_, description.type, description.sdp,
                                            description.seal});
  applying_ = std::move(description);
}

bool Negotiation::remote_description_applied(ActionQueue& actions) {
  if (!applying_) return false;
  remote_description_ = std::exchange(applying_, std::nullopt);
  if (operation_ == Operation::ApplyingOffer) {
    signaling_state_ = SignalingState::HaveRemoteOffer;
    operation_ = Operation::AwaitingTracks;
    return true;
  }
  candidates_.description_applied(remote_description_->sdp, actions);
  signaling_state_ = SignalingState::Stable;
  operation_ = Operation::None;
  proceed(actions);
  return false;
}

void Negotiation::answer(ActionQueue& actions) {
  if (operation_ != Operation::AwaitingTracks) return;
  operation_ = Operation::MakingAnswer;
  actions.push(action::SetLocalDescription{connection_});
  // After it: they are of no use before the answer, which would wait for each of them.
  candidates_.description_applied(remote_description_->sdp, actions);
}

std::optional<Description> Negotiation::local_description_applied(DescriptionType type,
                                                                  std::string sdp,
                                                                  ActionQueue& actions) {
  const Operation made =
      type == DescriptionType::Offer ? Operation::MakingOffer : Operation::MakingAnswer;
  if (operation_ != made) return std::nullopt;
  operation_ = Operation::None;
  Description description;
  description.type = type;
  description.sdp = std::move(sdp);
  if (type == DescriptionType::Offer) {
    signaling_state_ = SignalingState::HaveLocalOffer;
    description.offer_id = ++offer_id_;
    // The peer's offer has won meanwhile: ours would only be ignored.
    const bool overtaken = waiting_.has_value();
    proceed(actions);
    if (overtaken) return std::nullopt;
    return description;
  }
  signaling_state_ = SignalingState::Stable;
  description.offer_id = remote_description_->offer_id;
  description.void_offer_id = offer_id_;
  answered_offer_id_ = description.offer_id;
  proceed(actions);
  return description;
}

// Nothing is under way: the peer's waiting offer first, then one of our own.
void Negotiation::proceed(ActionQueue& actions) {
  if (operation_ != Operation::None) return;
  if (waiting_) {
    apply(*std::exchange(waiting_, std::nullopt), actions);
  } else if (offer_requested_ && signaling_state_ == SignalingState::Stable) {
    offer_requested_ = false;
    operation_ = Operation::MakingOffer;
    actions.push(action::SetLocalDescription{connection_});
  }
}

}  // namespace parley::core
