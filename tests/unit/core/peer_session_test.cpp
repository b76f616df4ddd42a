// First contact, collisions, and which connection a message belongs to.
#include "peer_session_fixture.h"

namespace parley::core::test {
namespace {

TEST_F(PeerSessionTest, NewcomerOffersWithAPlaceForEachTrackOfEitherSide) {
  protocol::Participant ben = participant(true);
  ben.tracks = {{"MT1", TrackKind::Video, "a", true}, {"MT2", TrackKind::Video, "b", true}};
  PeerSession session(ben, context_, start);
  EXPECT_EQ(drain(), (Lines{"trackPublished PA2 MT1 video enabled standard",
                            "trackPublished PA2 MT2 video enabled standard", "#1 createConnection",
                            "#1 addTrack MTv", "#1 addReceivers audio 1", "#1 addReceivers video 1",
                            "#1 setLocalDescription"}));
}

TEST_F(PeerSessionTest, TheOneWhoWasThereAddsItsTracksWhenTheOfferHasArrived) {
  PeerSession session(participant(false), context_, start);
  EXPECT_EQ(drain(), Lines{"#1 createConnection"});
  session.negotiation_needed();
  EXPECT_EQ(drain(), Lines{});
  session.receive(offer(1), start);
  EXPECT_EQ(drain(), Lines{"#1 setRemoteDescription offer"});
  session.remote_description_applied(false, start);
  EXPECT_EQ(drain(), (Lines{"#1 addTrack MTv", "#1 setLocalDescription"}));
  local_applied(session, DescriptionType::Answer);
  EXPECT_EQ(drain(), Lines{"sendText ANSWER to PA2"});
}

TEST_F(PeerSessionTest, NobodyMakesTheFirstOfferToAGuest) {
  PeerSession earlier(guest(true), context_, start);
  PeerSession later(guest(false), context_, start);
  EXPECT_EQ(drain(), (Lines{"#1 createConnection", "#2 createConnection"}));
}

TEST_F(PeerSessionTest, CandidateThatOvertakesTheOfferOfItsEpochIsKept) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  drain();
  protocol::Candidate early = candidate("early", "new");
  early.epoch = 2;
  session.receive(early);
  protocol::Description rebuilt = offer(2, "new");
  rebuilt.epoch = 2;
  session.receive(rebuilt, start);
  session.remote_description_applied(false, start);
  EXPECT_EQ(drain(),
            (Lines{"#1 closeConnection", "#2 createConnection", "#2 setRemoteDescription offer",
                   "#2 addTrack MTv", "#2 setLocalDescription", "#2 addIceCandidate early"}));
}

TEST_F(PeerSessionTest, OfferOfAHigherEpochReplacesTheConnection) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  drain();
  protocol::Description rebuilt = offer(1);
  rebuilt.epoch = 2;
  session.receive(rebuilt, start);
  EXPECT_EQ(drain(),
            (Lines{"#1 closeConnection", "#2 createConnection", "#2 setRemoteDescription offer"}));
}

TEST_F(PeerSessionTest, APeerMayNotHaveItsConnectionReplacedWithoutEnd) {
  PeerSession session(participant(false), context_, start);
  protocol::Description rebuilt = offer(1);
  const auto replaced = [&](Time now) {
    ++rebuilt.epoch;
    session.receive(rebuilt, now);
    return !drain().empty();
  };
  for (std::uint32_t count = 0; count < limits::peer_replacements; ++count) {
    EXPECT_TRUE(replaced(start));
  }
  for (int count = 0; count < 100; ++count) EXPECT_FALSE(replaced(start));
  EXPECT_FALSE(replaced(start + limits::peer_replacement_interval - 1ms));
  EXPECT_TRUE(replaced(start + limits::peer_replacement_interval));
  EXPECT_FALSE(replaced(start + limits::peer_replacement_interval));
}

TEST_F(PeerSessionTest, MessagesOfAnEarlierEpochAreDropped) {
  PeerSession session(participant(false), context_, start);
  protocol::Description rebuilt = offer(1);
  rebuilt.epoch = 3;
  exchange(session, rebuilt);
  drain();
  protocol::Description stale = offer(2);
  stale.epoch = 2;
  session.receive(stale, start);
  session.receive(candidate("stale", "remote"));
  EXPECT_EQ(drain(), Lines{});
}

TEST_F(PeerSessionTest, PoliteSideMeetsACollisionOnFirstContactWithANewConnection) {
  PeerSession session(participant(false), context_, start);
  session.description_failed();  // it starts over, and so offers first
  local_applied(session, DescriptionType::Offer);
  drain();
  protocol::Description colliding = offer(1);
  colliding.epoch = 2;
  session.receive(colliding, start);
  EXPECT_EQ(drain(),
            (Lines{"#2 closeConnection", "#3 createConnection", "#3 setRemoteDescription offer"}));
}

TEST_F(PeerSessionTest, PoliteSideMeetsACollisionLaterWithANewConnectionOfBoth) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  session.negotiation_needed();
  local_applied(session, DescriptionType::Offer);
  drain();
  session.receive(offer(2), start);
  EXPECT_EQ(drain(), (Lines{"#1 closeConnection", "#2 createConnection", "#2 addTrack MTv",
                            "#2 addReceivers audio 1", "#2 setLocalDescription"}));
  local_applied(session, DescriptionType::Offer);
  protocol::Description theirs = answer(2);
  EXPECT_EQ(drain(), Lines{"sendText OFFER to PA2"});
  session.receive(theirs, start);
  EXPECT_EQ(drain(), Lines{}) << "an answer of the epoch before";
  theirs.epoch = 2;
  session.receive(theirs, start);
  EXPECT_EQ(drain(), Lines{"#2 setRemoteDescription answer"});
}

TEST_F(PeerSessionTest, GuestsNewConnectionIsKnownByItsSessionId) {
  PeerSession session(guest(false), context_, start);
  protocol::Description first = offer(0);
  first.epoch = 0;
  exchange(session, first);
  drain();
  session.receive(first, start);
  EXPECT_EQ(drain(), Lines{"#1 setRemoteDescription offer"}) << "the same connection";
  session.remote_description_applied(false, start);
  local_applied(session, DescriptionType::Answer);
  drain();

  protocol::Description second = first;
  second.sdp = sdp("2", "other");
  session.receive(second, start);
  EXPECT_EQ(drain(),
            (Lines{"#1 closeConnection", "#2 createConnection", "#2 setRemoteDescription offer"}));
}

TEST_F(PeerSessionTest, EndOfCandidatesIsNotPassedOn) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  drain();
  session.receive(candidate("", "remote"));
  EXPECT_EQ(drain(), Lines{});
}

}  // namespace
}  // namespace parley::core::test
