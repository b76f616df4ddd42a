#include "parley/core/negotiation.h"

#include <gtest/gtest.h>

#include "describe.h"

namespace parley::core::test {
namespace {

using protocol::DescriptionType;
using Verdict = Negotiation::Verdict;

constexpr bool polite = true;
constexpr bool impolite = false;

class NegotiationTest : public testing::Test {
 protected:
  // Brings a negotiation to an open offer of its own, and returns that offer.
  std::optional<protocol::Description> make_offer(Negotiation& negotiation) {
    negotiation.request_offer(actions_);
    auto made = negotiation.local_description_applied(DescriptionType::Offer, "v=0", actions_);
    drain(actions_);
    return made;
  }

  // Has the negotiation answer an offer of the peer, from "stable" to "stable".
  void take_offer(Negotiation& negotiation, const protocol::Description& remote) {
    EXPECT_EQ(negotiation.receive(remote, actions_), Verdict::Taken);
    EXPECT_TRUE(negotiation.remote_description_applied(actions_));
    negotiation.answer(actions_);
    EXPECT_TRUE(negotiation.local_description_applied(DescriptionType::Answer, "v=0", actions_));
    drain(actions_);
  }

  static protocol::Description guest_offer() {
    protocol::Description made = offer(0);
    made.epoch = 0;
    return made;
  }

  ActionQueue actions_;
};

TEST_F(NegotiationTest, OffersAndTakesTheAnswer) {
  Negotiation negotiation(1, impolite);
  negotiation.request_offer(actions_);
  EXPECT_EQ(drain(actions_), Lines{"#1 setLocalDescription"});

  const auto made = negotiation.local_description_applied(DescriptionType::Offer, "o", actions_);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->offer_id, 1U);
  EXPECT_EQ(made->sdp, "o");
  EXPECT_EQ(negotiation.signaling_state(), SignalingState::HaveLocalOffer);

  EXPECT_EQ(negotiation.receive(answer(1), actions_), Verdict::Taken);
  EXPECT_EQ(drain(actions_), Lines{"#1 setRemoteDescription answer"});
  EXPECT_FALSE(negotiation.at_rest());
  EXPECT_FALSE(negotiation.remote_description_applied(actions_));
  EXPECT_TRUE(negotiation.at_rest());
}

TEST_F(NegotiationTest, AnswersAnOfferUnderItsNumber) {
  Negotiation negotiation(1, polite);
  EXPECT_EQ(negotiation.receive(offer(9), actions_), Verdict::Taken);
  EXPECT_EQ(drain(actions_), Lines{"#1 setRemoteDescription offer"});
  EXPECT_TRUE(negotiation.remote_description_applied(actions_));
  EXPECT_EQ(drain(actions_), Lines{}) << "tracks are added before the answer is made";
  negotiation.answer(actions_);
  EXPECT_EQ(drain(actions_), Lines{"#1 setLocalDescription"});
  const auto made = negotiation.local_description_applied(DescriptionType::Answer, "a", actions_);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->offer_id, 9U);
  EXPECT_TRUE(negotiation.at_rest());
}

TEST_F(NegotiationTest, ImpolitePeerIgnoresOfferThatCollidesWithItsOpenOffer) {
  Negotiation negotiation(1, impolite);
  make_offer(negotiation);
  EXPECT_EQ(negotiation.receive(offer(1), actions_), Verdict::Dropped);
  EXPECT_EQ(drain(actions_), Lines{});
  EXPECT_EQ(negotiation.receive(answer(1), actions_), Verdict::Taken);
}

TEST_F(NegotiationTest, ImpolitePeerIgnoresOfferThatArrivesWhileItsOwnIsBeingMade) {
  Negotiation negotiation(1, impolite);
  negotiation.request_offer(actions_);
  EXPECT_EQ(negotiation.receive(offer(1), actions_), Verdict::Dropped);
  EXPECT_TRUE(negotiation.local_description_applied(DescriptionType::Offer, "v=0", actions_));
}

TEST_F(NegotiationTest, PolitePeerWantsANewConnectionRatherThanRollAnythingBack) {
  Negotiation negotiation(1, polite);
  take_offer(negotiation, offer(1));
  make_offer(negotiation);
  EXPECT_EQ(negotiation.receive(offer(2), actions_), Verdict::NeedsNewConnection);
  EXPECT_EQ(drain(actions_), Lines{});
}

TEST_F(NegotiationTest, WithAGuestThePolitePeerRollsItsOfferBack) {
  Negotiation negotiation(1, polite);
  take_offer(negotiation, guest_offer());
  make_offer(negotiation);
  EXPECT_EQ(negotiation.receive(guest_offer(), actions_), Verdict::Taken);
  EXPECT_EQ(drain(actions_), Lines{"#1 setRemoteDescription offer"});
  EXPECT_TRUE(negotiation.remote_description_applied(actions_));
  EXPECT_EQ(negotiation.signaling_state(), SignalingState::HaveRemoteOffer);
  EXPECT_EQ(negotiation.receive(answer(1), actions_), Verdict::Dropped)
      << "the offer it answers is gone";
}

TEST_F(NegotiationTest, WithAGuestAnOfferThatHasLostBeforeItWasMadeIsKeptBack) {
  Negotiation negotiation(1, polite);
  take_offer(negotiation, guest_offer());
  negotiation.request_offer(actions_);
  EXPECT_EQ(negotiation.receive(guest_offer(), actions_), Verdict::Taken);
  EXPECT_EQ(drain(actions_), Lines{"#1 setLocalDescription"}) << "one description at a time";
  EXPECT_FALSE(negotiation.local_description_applied(DescriptionType::Offer, "v=0", actions_));
  EXPECT_EQ(drain(actions_), Lines{"#1 setRemoteDescription offer"});
}

TEST_F(NegotiationTest, PolitePeerWantsANewConnectionRatherThanRollAVirginOneBack) {
  Negotiation negotiation(1, polite);
  make_offer(negotiation);
  EXPECT_EQ(negotiation.receive(offer(1), actions_), Verdict::NeedsNewConnection);
  EXPECT_EQ(drain(actions_), Lines{});
}

TEST_F(NegotiationTest, OfferDuringTheAnswersApplicationIsNoCollision) {
  Negotiation negotiation(1, impolite);
  make_offer(negotiation);
  EXPECT_EQ(negotiation.receive(answer(1), actions_), Verdict::Taken);
  EXPECT_EQ(negotiation.receive(offer(1), actions_), Verdict::Taken);
  EXPECT_EQ(drain(actions_), Lines{"#1 setRemoteDescription answer"});
  EXPECT_FALSE(negotiation.remote_description_applied(actions_));
  EXPECT_EQ(drain(actions_), Lines{"#1 setRemoteDescription offer"});
}

TEST_F(NegotiationTest, AnswerOfAnotherOfferIsDropped) {
  Negotiation negotiation(1, impolite);
  make_offer(negotiation);
  EXPECT_EQ(negotiation.receive(answer(0), actions_), Verdict::Dropped);
  EXPECT_EQ(negotiation.receive(answer(2), actions_), Verdict::Dropped);
  EXPECT_EQ(negotiation.receive(answer(1), actions_), Verdict::Taken);
}

TEST_F(NegotiationTest, SecondAnswerIsDropped) {
  Negotiation negotiation(1, impolite);
  make_offer(negotiation);
  EXPECT_EQ(negotiation.receive(answer(1), actions_), Verdict::Taken);
  EXPECT_EQ(negotiation.receive(answer(1), actions_), Verdict::Dropped);
  negotiation.remote_description_applied(actions_);
  EXPECT_EQ(negotiation.receive(answer(1), actions_), Verdict::Dropped);
  EXPECT_TRUE(negotiation.at_rest());
}

TEST_F(NegotiationTest, GuestsAnswerNeedsNoNumber) {
  Negotiation negotiation(1, impolite);
  make_offer(negotiation);
  protocol::Description unnumbered = answer(0);
  unnumbered.epoch = 0;
  EXPECT_EQ(negotiation.receive(unnumbered, actions_), Verdict::Taken);
}

TEST_F(NegotiationTest, NegotiationNeededDuringAnExchangeIsMetAfterIt) {
  Negotiation negotiation(1, impolite);
  make_offer(negotiation);
  negotiation.request_offer(actions_);
  EXPECT_EQ(drain(actions_), Lines{});
  negotiation.receive(answer(1), actions_);
  drain(actions_);
  negotiation.remote_description_applied(actions_);
  EXPECT_EQ(drain(actions_), Lines{"#1 setLocalDescription"});
  const auto made = negotiation.local_description_applied(DescriptionType::Offer, "v=0", actions_);
  EXPECT_EQ(made->offer_id, 2U);
}

TEST_F(NegotiationTest, NewerOfferReplacesTheOneThatWaits) {
  Negotiation negotiation(1, polite);
  negotiation.receive(offer(1), actions_);
  negotiation.receive(offer(2), actions_);
  negotiation.receive(offer(3), actions_);
  drain(actions_);
  negotiation.remote_description_applied(actions_);
  negotiation.answer(actions_);
  negotiation.local_description_applied(DescriptionType::Answer, "v=0", actions_);
  EXPECT_EQ(drain(actions_), (Lines{"#1 setLocalDescription", "#1 setRemoteDescription offer"}));
  negotiation.remote_description_applied(actions_);
  EXPECT_EQ(negotiation.remote_description()->offer_id, 3U);
}

TEST_F(NegotiationTest, OfferThatHasBeenAnsweredIsAnsweredAgain) {
  Negotiation negotiation(1, polite);
  take_offer(negotiation, offer(4));
  EXPECT_EQ(negotiation.receive(offer(4), actions_), Verdict::Answered);
  EXPECT_EQ(drain(actions_), Lines{});
}

TEST_F(NegotiationTest, OfferWithTheNumberZeroWasNeverAnswered) {
  Negotiation negotiation(1, polite);
  EXPECT_EQ(negotiation.receive(offer(0), actions_), Verdict::Dropped);
}

TEST_F(NegotiationTest, OfferOlderThanTheOneTakenIsDropped) {
  Negotiation negotiation(1, polite);
  take_offer(negotiation, offer(4));
  EXPECT_EQ(negotiation.receive(offer(3), actions_), Verdict::Dropped);
}

TEST_F(NegotiationTest, OfferThatIsBeingTakenIsNotTakenTwice) {
  Negotiation negotiation(1, polite);
  EXPECT_EQ(negotiation.receive(offer(4), actions_), Verdict::Taken);
  EXPECT_EQ(negotiation.receive(offer(4), actions_), Verdict::Dropped);
}

TEST_F(NegotiationTest, AnswerVoidsTheOfferThatItsSenderGaveUpForIt) {
  Negotiation negotiation(1, impolite);
  make_offer(negotiation);
  protocol::Description overtaking = answer(1);
  overtaking.void_offer_id = 6;
  EXPECT_EQ(negotiation.receive(overtaking, actions_), Verdict::Taken);
  negotiation.remote_description_applied(actions_);
  EXPECT_EQ(negotiation.receive(offer(6), actions_), Verdict::Dropped) << "it arrives too late";
  EXPECT_EQ(negotiation.receive(offer(7), actions_), Verdict::Taken);
}

TEST_F(NegotiationTest, AnswerSaysWhichOfferWasGivenUp) {
  // The connection before this one had made three.
  Negotiation negotiation(2, polite, 3);
  negotiation.receive(offer(2), actions_);
  negotiation.remote_description_applied(actions_);
  negotiation.answer(actions_);
  const auto made = negotiation.local_description_applied(DescriptionType::Answer, "a", actions_);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->void_offer_id, 3U);
}

TEST_F(NegotiationTest, NumbersGoOnOnTheNextConnection) {
  Negotiation first(1, impolite);
  make_offer(first);
  Negotiation second(2, impolite, first.last_offer_id());
  EXPECT_EQ(make_offer(second)->offer_id, 2U);
}

TEST_F(NegotiationTest, CandidateWaitsWhileADescriptionIsBeingApplied) {
  Negotiation negotiation(1, polite);
  take_offer(negotiation, offer(1, "u1"));
  negotiation.receive(offer(2, "u2"), actions_);
  drain(actions_);
  negotiation.receive(candidate("of the old generation", "u1"), actions_);
  EXPECT_EQ(drain(actions_), Lines{}) << "the browser would meet it after the new description";
}

TEST_F(NegotiationTest, CandidatesThatCameBeforeTheOfferGoInAfterTheAnswerIsAskedFor) {
  Negotiation negotiation(1, polite);
  negotiation.receive(candidate("c", "u"), actions_);
  negotiation.receive(offer(1, "u"), actions_);
  EXPECT_EQ(drain(actions_), Lines{"#1 setRemoteDescription offer"});
  negotiation.remote_description_applied(actions_);
  negotiation.answer(actions_);
  EXPECT_EQ(drain(actions_), (Lines{"#1 setLocalDescription", "#1 addIceCandidate c"}));
}

TEST_F(NegotiationTest, CandidatesThatCameBeforeTheAnswerGoInOnceItIsApplied) {
  Negotiation negotiation(1, impolite);
  make_offer(negotiation);
  negotiation.receive(candidate("c", "u"), actions_);
  negotiation.receive(answer(1, "u"), actions_);
  EXPECT_EQ(drain(actions_), Lines{"#1 setRemoteDescription answer"});
  negotiation.remote_description_applied(actions_);
  EXPECT_EQ(drain(actions_), Lines{"#1 addIceCandidate c"});
}

TEST_F(NegotiationTest, ReportsThatFitNothingChangeNothing) {
  Negotiation negotiation(1, polite);
  EXPECT_FALSE(negotiation.remote_description_applied(actions_));
  negotiation.answer(actions_);
  EXPECT_FALSE(negotiation.local_description_applied(DescriptionType::Answer, "v=0", actions_));
  EXPECT_FALSE(negotiation.local_description_applied(DescriptionType::Offer, "v=0", actions_));
  EXPECT_EQ(drain(actions_), Lines{});
  EXPECT_EQ(negotiation.signaling_state(), SignalingState::Stable);
}

}  // namespace
}  // namespace parley::core::test
