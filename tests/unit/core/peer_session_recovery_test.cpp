// What is lost or does not work: repeated, restarted, replaced, told.
#include "parley/protocol/limits.h"
#include "peer_session_fixture.h"

namespace parley::core::test {
namespace {

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
  EXPECT_EQ(drain(), (Lines{"#1 closeConnection", "#2 createConnection", "#2 addTrack MTv",
                            "#2 addReceivers audio 1", "#2 setLocalDescription"}));
  EXPECT_EQ(session.connection(), 2U);

  session.receive(answer(1), start);
  EXPECT_EQ(drain(), Lines{}) << "an answer of the epoch before";
}

TEST_F(PeerSessionTest, ConnectionWhoseIceHasStartedIsLeftAlone) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  session.ice_state_changed(IceState::Checking, start);
  session.ice_state_changed(IceState::Connected, start);
  EXPECT_EQ(session.deadline(), std::nullopt);
}

TEST_F(PeerSessionTest, IceThatFailsIsRestarted) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  session.ice_state_changed(IceState::Failed, start);
  drain();
  session.time_passed(start);
  EXPECT_EQ(drain(), Lines{"#1 restartIce"});
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

// setLocalDescription() resolves with more than a message can hold.
void too_much_applied(PeerSession& session, DescriptionType type) {
  const std::string description(protocol::limits::message_bytes, 'x');
  session.local_description_applied({session.connection(), type, description, {}}, start);
}

TEST_F(PeerSessionTest, OfferThatNoMessageHoldsIsNotSentButMadeAnewOnANewConnection) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  session.ice_state_changed(IceState::Connected, start);
  session.negotiation_needed();
  drain();
  too_much_applied(session, DescriptionType::Offer);
  EXPECT_EQ(drain(), (Lines{"#1 closeConnection", "#2 createConnection", "#2 addTrack MTv",
                            "#2 addReceivers audio 1", "#2 setLocalDescription"}));
  local_applied(session, DescriptionType::Offer);
  EXPECT_EQ(drain(), Lines{"sendText OFFER to PA2"});
}

TEST_F(PeerSessionTest, AnswerThatNoMessageHoldsLeadsToAnOfferOnANewConnection) {
  PeerSession session(participant(false), context_, start);
  session.receive(offer(1), start);
  session.remote_description_applied(false, start);
  drain();
  too_much_applied(session, DescriptionType::Answer);
  EXPECT_EQ(drain().back(), "#2 setLocalDescription");
}

TEST_F(PeerSessionTest, WhereTheNewOfferIsTooLargeAsWellThePairIsUnreachableUntilATrackGoes) {
  PeerSession session(participant(true), context_, start);
  too_much_applied(session, DescriptionType::Offer);
  drain();
  too_much_applied(session, DescriptionType::Offer);
  EXPECT_EQ(drain(), Lines{"participantUnreachable PA2 too-many-tracks"});
  session.signaling_resumed(true, start);
  session.time_passed(start);
  EXPECT_EQ(drain(), Lines{}) << "an earlier one is not repeated";
  context_.local_tracks.clear();
  session.unpublish("MTv");
  EXPECT_EQ(drain(), (Lines{"#2 removeTrack MTv", "#2 closeConnection", "#3 createConnection",
                            "#3 addReceivers audio 1", "#3 addReceivers video 1",
                            "#3 setLocalDescription"}));
  local_applied(session, DescriptionType::Offer);
  EXPECT_EQ(drain(), Lines{"sendText OFFER to PA2"});
  session.ice_state_changed(IceState::Connected, start);
  EXPECT_EQ(drain(), Lines{"participantReachable PA2"});
}

TEST_F(PeerSessionTest, GuestKeepsItsConnectionWhereAnOfferIsTooLarge) {
  PeerSession session(guest(false), context_, start);
  protocol::Description first = offer(0);
  first.epoch = 0;
  exchange(session, first);
  session.negotiation_needed();
  drain();
  too_much_applied(session, DescriptionType::Offer);
  session.unpublish("MTv");
  EXPECT_EQ(drain(), Lines{"#1 removeTrack MTv"});
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
    EXPECT_EQ(drain(), Lines{"sendText OFFER to PA2"});
  }
  session.time_passed(now + limits::answer_timeout);
  EXPECT_EQ(drain().at(1), "#1 closeConnection") << "after saying that there is no answer";
}

TEST_F(PeerSessionTest, LostAnswerIsSentAgain) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  drain();
  session.receive(offer(1), start);
  EXPECT_EQ(drain(), Lines{"sendText ANSWER to PA2"});
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
  EXPECT_EQ(drain(), Lines{"sendText OFFER to PA2"});
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
  EXPECT_EQ(told(host), "participantUnreachable PA2 no-path");
  context_.ice_servers = {{{"stun:stun.example.org", "turn:turn.example.org"}, "ann", "secret"}};
  EXPECT_EQ(told(host), "participantUnreachable PA2 no-relay");
  EXPECT_EQ(told(relay), "participantUnreachable PA2 no-path");
  context_.ice_servers = {{{"turns:turn.example.org"}, "ann", "secret"}};
  EXPECT_EQ(told(host), "participantUnreachable PA2 no-relay");
  context_.ice_servers = {};
  context_.relay_only = true;
  EXPECT_EQ(told(host), "participantUnreachable PA2 no-relay");
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
  EXPECT_EQ(first_told(silent), "participantUnreachable PA2 no-answer");
  EXPECT_EQ(first_told(without_candidates), "participantUnreachable PA2 no-candidates");
  EXPECT_EQ(first_told(without_path), "participantUnreachable PA2 no-path");
  without_path.ice_state_changed(IceState::Connected, late);
  EXPECT_EQ(drain(), Lines{"participantReachable PA2"});
}

TEST_F(PeerSessionTest, ReportsOnceForEachConnectionOverWhatItGoes) {
  PeerSession session(participant(false), context_, start);
  exchange(session, offer(1));
  drain();
  session.ice_state_changed(IceState::Connected, start + 70ms);
  EXPECT_EQ(drain(), Lines{}) << "its path is not known yet";
  session.connected_over(PathKind::Relay);
  EXPECT_EQ(sent_report(), (protocol::Report{70, PathKind::Relay, 0, 0}));
  session.ice_state_changed(IceState::Disconnected, start + 1s);
  session.ice_state_changed(IceState::Connected, start + 2s);
  session.connected_over(PathKind::Host);
  EXPECT_EQ(drain(), Lines{});
  session.description_failed();
  drain();
  session.ice_state_changed(IceState::Connected, start + 3s);
  session.connected_over(PathKind::Unknown);
  EXPECT_EQ(sent_report(), (protocol::Report{0, PathKind::Unknown, 0, 1}));
}

}  // namespace
}  // namespace parley::core::test
