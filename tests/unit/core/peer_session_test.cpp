#include "parley/core/peer_session.h"

#include <gtest/gtest.h>

#include "describe.h"
#include "parley/core/limits.h"

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;
using protocol::DescriptionType;
using protocol::TrackKind;

constexpr Time start = 1000ms;

protocol::Participant participant(bool was_here_first) {
  return {"PA2", "Ben", false, was_here_first, {}};
}

protocol::Participant guest(bool was_here_first) {
  return {"PA2", "Guest", true, was_here_first, {}};
}

class PeerSessionTest : public testing::Test {
 protected:
  PeerSessionTest() {
    context_.local_tracks = {{{"MTv", TrackKind::Video, "camera", true}}};
    context_.server.connect("ws://server/ws/room", "Ann", "", {}, 1, start);
    context_.server.socket_opened({}, start);
    context_.server.welcome({"PA1", "RM1", "room", {}, {}}, start);
    drain();
  }

  Lines drain() { return test::drain(context_.actions); }

  // setLocalDescription() resolves.
  void local_applied(PeerSession& session, DescriptionType type) {
    session.local_description_applied({session.connection(), type, sdp("9", "local"), {}}, start);
  }
  // The peer's offer arrives and is answered.
  void exchange(PeerSession& session, const protocol::Description& remote) {
    session.receive(remote);
    session.remote_description_applied(start);
    local_applied(session, DescriptionType::Answer);
  }

  RoomContext context_;
};

TEST_F(PeerSessionTest, NewcomerOffersWithAPlaceForEachTrackOfEitherSide) {
  protocol::Participant ben = participant(true);
  ben.tracks = {{"MT1", TrackKind::Video, "a", true}, {"MT2", TrackKind::Video, "b", true}};
  PeerSession session(ben, context_, start);
  EXPECT_EQ(drain(), (Lines{"PA2 published video MT1", "PA2 published video MT2", "#1 create",
                            "#1 addTrack MTv", "#1 addReceivers audio 1", "#1 addReceivers video 1",
                            "#1 setLocalDescription"}));
}

TEST_F(PeerSessionTest, TheOneWhoWasThereAddsItsTracksWhenTheOfferHasArrived) {
  PeerSession session(participant(false), context_, start);
  EXPECT_EQ(drain(), Lines{"#1 create"});
  session.negotiation_needed();
  EXPECT_EQ(drain(), Lines{});
  session.receive(offer(1));
  EXPECT_EQ(drain(), Lines{"#1 setRemoteDescription offer"});
  session.remote_description_applied(start);
  EXPECT_EQ(drain(), (Lines{"#1 addTrack MTv", "#1 setLocalDescription"}));
  local_applied(session, DescriptionType::Answer);
  EXPECT_EQ(drain(), Lines{"send ANSWER to PA2"});
}

TEST_F(PeerSessionTest, NobodyMakesTheFirstOfferToAGuest) {
  PeerSession earlier(guest(true), context_, start);
  PeerSession later(guest(false), context_, start);
  EXPECT_EQ(drain(), (Lines{"#1 create", "#2 create"}));
}

TEST_F(PeerSessionTest, TrackPublishedLaterIsNegotiated) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  drain();
  session.publish({"MTs", TrackKind::Video, "screen", true});
  session.negotiation_needed();
  EXPECT_EQ(drain(), (Lines{"#1 addTrack MTs", "#1 setLocalDescription"}));
  session.unpublish("MTs");
  EXPECT_EQ(drain(), Lines{"#1 removeTrack MTs"});
}

TEST_F(PeerSessionTest, NewcomerMakesRoomForDataWhereOnlyTheOtherHasAny) {
  protocol::Participant ben = participant(true);
  ben.tracks = {{"MT1", TrackKind::Data, "chat", true}, {"MT2", TrackKind::Data, "files", true}};
  PeerSession session(ben, context_, start);
  EXPECT_EQ(drain(), (Lines{"PA2 published data MT1", "PA2 published data MT2", "#1 create",
                            "#1 addTrack MTv", "#1 addReceivers audio 1", "#1 addReceivers data 1",
                            "#1 setLocalDescription"}));
  context_.local_tracks.push_back({{"MTc", TrackKind::Data, "chat", true}});
  PeerSession another(ben, context_, start);
  EXPECT_EQ(drain(), (Lines{"PA2 published data MT1", "PA2 published data MT2", "#2 create",
                            "#2 addTrack MTv", "#2 addTrack MTc", "#2 addReceivers audio 1",
                            "#2 setLocalDescription"}));
}

TEST_F(PeerSessionTest, DataIsNotSentToAGuest) {
  context_.local_tracks.push_back({{"MTc", TrackKind::Data, "chat", true}});
  PeerSession session(guest(false), context_, start);
  protocol::Description first = offer(0);
  first.epoch = 0;
  exchange(session, first);
  session.publish({"MTd", TrackKind::Data, "files", true});
  EXPECT_EQ(drain(), (Lines{"#1 create", "#1 setRemoteDescription offer", "#1 addTrack MTv",
                            "#1 setLocalDescription", "send ANSWER to PA2"}));
}

TEST_F(PeerSessionTest, DataChannelOfTheOtherIsItsTrack) {
  protocol::Participant ben = participant(false);
  ben.tracks = {{"MT1", TrackKind::Data, "chat", true}};
  PeerSession session(ben, context_, start);
  exchange(session, offer(1));
  drain();
  session.remote_data_channel_added("MT1");
  EXPECT_EQ(drain(), Lines{"PA2 subscribed MT1 at #1 MT1"});
}

TEST_F(PeerSessionTest, SendsAsMuchAsTheOtherShowsAndSoManyBear) {
  PeerSession session(participant(false), context_, start);
  session.update_encodings(3);
  drain();
  exchange(session, offer(1));
  drain();
  session.update_encodings(3);
  EXPECT_EQ(drain(), Lines{"#1 encode MTv 800000 30 540"});
  session.receive(protocol::Preferences{"PA2", "PA1", {{"MTv", true, 0}}});
  session.update_encodings(3);
  EXPECT_EQ(drain(), Lines{"#1 encode MTv off 800000 30 540"});
}

TEST_F(PeerSessionTest, WhatIsNotNeededIsToldAndSwitchedOff) {
  protocol::Participant ben = participant(false);
  ben.tracks = {{"MT1", TrackKind::Video, "camera", true}};
  PeerSession session(ben, context_, start);
  protocol::Description first = offer(1);
  first.tracks = {{"0", "MT1"}};
  exchange(session, first);
  drain();
  session.set_preference({"MT1", true, 0});
  EXPECT_EQ(drain(), (Lines{"PA2 switched off MT1", "send PREFERENCES to PA2"}));
  session.set_preference({"MT1", true, 0});
  session.set_preference({"MT9", true, 0});
  EXPECT_EQ(drain(), Lines{});
  session.set_preference({"MT1", false, 180});
  EXPECT_EQ(drain(), (Lines{"PA2 switched on MT1", "send PREFERENCES to PA2"}));
}

TEST_F(PeerSessionTest, WhoSubscribesToNothingSaysSo) {
  context_.subscribe = false;
  protocol::Participant ben = participant(false);
  ben.tracks = {{"MT1", TrackKind::Video, "camera", true}};
  PeerSession session(ben, context_, start);
  EXPECT_EQ(drain(), (Lines{"PA2 published video MT1", "#1 create", "send PREFERENCES to PA2"}));
  protocol::Description first = offer(1);
  first.tracks = {{"0", "MT1"}};
  exchange(session, first);
  EXPECT_EQ(drain(), (Lines{"#1 setRemoteDescription offer", "#1 addTrack MTv",
                            "#1 setLocalDescription", "send ANSWER to PA2"}));
}

TEST_F(PeerSessionTest, TrackPublishedBeforeFirstContactWaitsForIt) {
  PeerSession session(participant(false), context_, start);
  drain();
  context_.local_tracks.push_back({{"MTs", TrackKind::Video, "screen", true}});
  session.publish({"MTs", TrackKind::Video, "screen", true});
  EXPECT_EQ(drain(), Lines{});
  session.receive(offer(1));
  session.remote_description_applied(start);
  EXPECT_EQ(drain(), (Lines{"#1 setRemoteDescription offer", "#1 addTrack MTv", "#1 addTrack MTs",
                            "#1 setLocalDescription"}));
}

TEST_F(PeerSessionTest, ConnectionWhoseIceDoesNotStartIsReplacedUnderAHigherEpoch) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  drain();
  // The answer may have been lost: the offer would then come again first.
  const Time late = start + limits::answer_timeout + limits::ice_start_timeout;
  ASSERT_EQ(session.deadline(), late);
  session.time_passed(late - 1ms);
  EXPECT_EQ(drain(), Lines{});
  session.time_passed(late);
  EXPECT_EQ(drain(), (Lines{"#1 close", "#2 create", "#2 addTrack MTv", "#2 addReceivers audio 1",
                            "#2 setLocalDescription"}));
  EXPECT_EQ(session.connection(), 2U);

  session.receive(answer(1));
  EXPECT_EQ(drain(), Lines{}) << "an answer of the epoch before";
}

TEST_F(PeerSessionTest, ConnectionWhoseIceHasStartedIsLeftAlone) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  session.ice_state_changed(IceState::Checking, start);
  session.ice_state_changed(IceState::Connected, start);
  EXPECT_EQ(session.deadline(), std::nullopt);
}

TEST_F(PeerSessionTest, ReportsOnceForEachConnection) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  drain();
  session.ice_state_changed(IceState::Connected, start + 70ms);
  EXPECT_EQ(drain(), Lines{"send REPORT"});
  session.ice_state_changed(IceState::Disconnected, start + 1s);
  session.ice_state_changed(IceState::Connected, start + 2s);
  EXPECT_EQ(drain(), Lines{});
  session.description_failed();
  drain();
  session.ice_state_changed(IceState::Connected, start + 3s);
  EXPECT_EQ(drain(), Lines{"send REPORT"});
}

TEST_F(PeerSessionTest, OfferWithoutAnswerIsRepeatedAndThenTheConnectionReplaced) {
  PeerSession session(participant(true), context_, start);
  local_applied(session, DescriptionType::Offer);
  drain();
  Time now = start;
  for (std::uint32_t i = 0; i < limits::offer_repetitions; ++i) {
    now += limits::answer_timeout;
    session.time_passed(now - 1ms);
    EXPECT_EQ(drain(), Lines{});
    session.time_passed(now);
    EXPECT_EQ(drain(), Lines{"send OFFER to PA2"});
  }
  session.time_passed(now + limits::answer_timeout);
  EXPECT_EQ(drain().at(1), "#1 close") << "after saying that there is no answer";
}

TEST_F(PeerSessionTest, LostAnswerIsSentAgain) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  drain();
  session.receive(offer(1));
  EXPECT_EQ(drain(), Lines{"send ANSWER to PA2"});
}

TEST_F(PeerSessionTest, NothingIsRepeatedToOneWhoIsAway) {
  PeerSession session(participant(true), context_, start);
  local_applied(session, DescriptionType::Offer);
  drain();
  session.set_away(true, start);
  EXPECT_EQ(session.deadline(), std::nullopt);
  session.time_passed(start + 1h);
  EXPECT_EQ(drain(), Lines{});
  session.set_away(false, start + 1h);
  session.time_passed(start + 1h);
  EXPECT_EQ(session.deadline(), start + 1h + limits::answer_timeout);
}

TEST_F(PeerSessionTest, OfferThatMayHaveBeenLostIsRepeatedAtOnce) {
  PeerSession session(participant(true), context_, start);
  local_applied(session, DescriptionType::Offer);
  drain();
  session.signaling_resumed(true, start);
  session.time_passed(start);
  EXPECT_EQ(drain(), Lines{"send OFFER to PA2"});
}

TEST_F(PeerSessionTest, IceThatFailsIsRestarted) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  session.ice_state_changed(IceState::Failed, start);
  drain();
  session.time_passed(start);
  EXPECT_EQ(drain(), Lines{"#1 restartIce"});
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
  session.receive(rebuilt);
  session.remote_description_applied(start);
  EXPECT_EQ(drain(),
            (Lines{"#1 close", "#2 create", "#2 setRemoteDescription offer",
                   "#2 addIceCandidate early", "#2 addTrack MTv", "#2 setLocalDescription"}));
}

TEST_F(PeerSessionTest, PairIsToldThatOnlyARelayWouldHaveHelped) {
  const auto told = [this](const std::string& ours) {
    PeerSession session(participant(false), context_, start);
    exchange(session, offer(1));
    session.receive(candidate("theirs", "remote"));
    session.local_candidate(candidate(ours, "local"));
    drain();
    session.time_passed(start + limits::unreachable_after);
    return drain().front();
  };
  const std::string host = "candidate:1 1 udp 1 192.0.2.7 5000 typ host";
  const std::string relay =
      "candidate:2 1 udp 1 192.0.2.9 5000 typ relay raddr 0.0.0.0 rport 0 generation 0";
  context_.ice_servers = {{{"stun:stun.example.org"}, "", ""}};
  EXPECT_EQ(told(host), "PA2 unreachable: no-path");
  context_.ice_servers = {{{"stun:stun.example.org", "turn:turn.example.org"}, "ann", "secret"}};
  EXPECT_EQ(told(host), "PA2 unreachable: no-relay");
  EXPECT_EQ(told(relay), "PA2 unreachable: no-path");
  context_.ice_servers = {{{"turns:turn.example.org"}, "ann", "secret"}};
  EXPECT_EQ(told(host), "PA2 unreachable: no-relay");
  context_.ice_servers = {};
  context_.relay_only = true;
  EXPECT_EQ(told(host), "PA2 unreachable: no-relay");
}

TEST_F(PeerSessionTest, PairWithoutMediaIsToldWhy) {
  PeerSession silent(participant(true), context_, start);
  local_applied(silent, DescriptionType::Offer);
  PeerSession without_candidates(participant(false), context_, start);
  exchange(without_candidates, offer(1));
  PeerSession without_path(participant(false), context_, start);
  exchange(without_path, offer(1));
  without_path.receive(candidate("theirs", "remote"));
  without_path.local_candidate(candidate("ours", "local"));
  drain();
  const Time late = start + limits::unreachable_after;
  const auto first_told = [this, late](PeerSession& session) {
    session.time_passed(late);
    return drain().front();
  };
  EXPECT_EQ(first_told(silent), "PA2 unreachable: no-answer");
  EXPECT_EQ(first_told(without_candidates), "PA2 unreachable: no-candidates");
  EXPECT_EQ(first_told(without_path), "PA2 unreachable: no-path");
  without_path.ice_state_changed(IceState::Connected, late);
  EXPECT_EQ(drain(), (Lines{"send REPORT", "PA2 reachable"}));
}

TEST_F(PeerSessionTest, ReplacingEnds) {
  PeerSession session(participant(true), context_, start);
  for (std::uint32_t i = 0; i < limits::connection_replacements; ++i) session.description_failed();
  drain();
  const ConnectionHandle last = session.connection();
  session.description_failed();
  EXPECT_EQ(session.connection(), last);
  EXPECT_EQ(drain(), Lines{});
}

TEST_F(PeerSessionTest, OfferOfAHigherEpochReplacesTheConnection) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  drain();
  protocol::Description rebuilt = offer(1);
  rebuilt.epoch = 2;
  session.receive(rebuilt);
  EXPECT_EQ(drain(), (Lines{"#1 close", "#2 create", "#2 setRemoteDescription offer"}));
}

TEST_F(PeerSessionTest, MessagesOfAnEarlierEpochAreDropped) {
  PeerSession session(participant(false), context_, start);
  protocol::Description rebuilt = offer(1);
  rebuilt.epoch = 3;
  exchange(session, rebuilt);
  drain();
  protocol::Description stale = offer(2);
  stale.epoch = 2;
  session.receive(stale);
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
  session.receive(colliding);
  EXPECT_EQ(drain(), (Lines{"#2 close", "#3 create", "#3 setRemoteDescription offer"}));
}

TEST_F(PeerSessionTest, PoliteSideMeetsACollisionLaterWithANewConnectionOfBoth) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  session.negotiation_needed();
  local_applied(session, DescriptionType::Offer);
  drain();
  session.receive(offer(2));
  EXPECT_EQ(drain(), (Lines{"#1 close", "#2 create", "#2 addTrack MTv", "#2 addReceivers audio 1",
                            "#2 setLocalDescription"}));
  local_applied(session, DescriptionType::Offer);
  protocol::Description theirs = answer(2);
  EXPECT_EQ(drain(), Lines{"send OFFER to PA2"});
  session.receive(theirs);
  EXPECT_EQ(drain(), Lines{}) << "an answer of the epoch before";
  theirs.epoch = 2;
  session.receive(theirs);
  EXPECT_EQ(drain(), Lines{"#2 setRemoteDescription answer"});
}

TEST_F(PeerSessionTest, GuestsNewConnectionIsKnownByItsSessionId) {
  PeerSession session(guest(false), context_, start);
  protocol::Description first = offer(0);
  first.epoch = 0;
  exchange(session, first);
  drain();
  session.receive(first);
  EXPECT_EQ(drain(), Lines{"#1 setRemoteDescription offer"}) << "the same connection";
  session.remote_description_applied(start);
  local_applied(session, DescriptionType::Answer);
  drain();

  protocol::Description second = first;
  second.sdp = sdp("2", "other");
  session.receive(second);
  EXPECT_EQ(drain(), (Lines{"#1 close", "#2 create", "#2 setRemoteDescription offer"}));
}

TEST_F(PeerSessionTest, GuestsMediaIsPublishedAndSubscribed) {
  PeerSession session(guest(false), context_, start);
  protocol::Description first = offer(0);
  first.epoch = 0;
  session.receive(first);
  session.remote_track_added("0", TrackKind::Video);
  session.remote_description_applied(start);
  EXPECT_EQ(drain(),
            (Lines{"#1 create", "#1 setRemoteDescription offer", "PA2 published video MT00",
                   "PA2 subscribed MT00 at #1 0", "#1 addTrack MTv", "#1 setLocalDescription"}));
}

TEST_F(PeerSessionTest, EndOfCandidatesIsNotPassedOn) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  drain();
  session.receive(candidate("", "remote"));
  EXPECT_EQ(drain(), Lines{});
}

TEST_F(PeerSessionTest, ClosingTellsThatTheMediaIsGone) {
  protocol::Participant ben = participant(false);
  ben.tracks = {{"MT1", TrackKind::Video, "camera", true}};
  PeerSession session(ben, context_, start);
  protocol::Description first = offer(1);
  first.tracks = {{"0", "MT1"}};
  exchange(session, first);
  drain();
  session.close();
  EXPECT_EQ(drain(), (Lines{"PA2 unsubscribed MT1", "#1 close"}));
}

}  // namespace
}  // namespace parley::core::test
