// Who sends and receives what while everything works.
#include <algorithm>
#include <set>
#include <string>

#include "bridged.h"

namespace parley::sfu {
namespace {

using Sids = std::vector<std::string>;

TEST_F(Bridged, IsReadyOnceJanusHasMadeTheSession) {
  EXPECT_TRUE(bridge.ready());
  EXPECT_EQ(janus.asked, Sids{"create"});
}

TEST_F(Bridged, WhoJoinsIsOfferedAllSlotsAtOnce) {
  open();
  bridge.join("RM1", "PA1", now);
  run();
  const auto offers = taken<OfferTo>();
  ASSERT_EQ(offers.size(), 1U);
  EXPECT_EQ(offers[0], (OfferTo{"RM1", "PA1", 1, 1, "offer"}));
  EXPECT_EQ(janus.lines(janus.subscribers().at(0)).size(), audio_slots + video_slots);
}

TEST_F(Bridged, WhoJoinsBeforeTheRoomIsThereIsOfferedLater) {
  bridge.open("RM1", 50, now);
  bridge.join("RM1", "PA1", now);
  run();
  EXPECT_EQ(taken<OfferTo>().size(), 1U);
}

TEST_F(Bridged, AnOfferBeforeTheRoomIsThereWaitsForIt) {
  bridge.open("RM1", 50, now);
  bridge.join("RM1", "PA1", now);
  publish("PA1");
  EXPECT_EQ(taken<AnswerTo>().size(), 1U);
  EXPECT_TRUE(taken<SendingFailed>().empty());
}

TEST_F(Bridged, AnOfferIsAnswered) {
  open();
  join("PA1");
  publish("PA1", 1, 7);
  const auto answers = taken<AnswerTo>();
  ASSERT_EQ(answers.size(), 1U);
  EXPECT_EQ(answers[0].participant_id, "PA1");
  EXPECT_EQ(answers[0].offer_id, 7U);
}

TEST_F(Bridged, OffersInAHurryAreAnsweredUpToTheLast) {
  open();
  join("PA1");
  for (std::uint32_t i = 1; i <= 3; ++i) {
    protocol::Description offer;
    offer.from = "PA1";
    offer.epoch = 1;
    offer.offer_id = i;
    offer.sdp = "m=audio 9\r\na=mid:0\r\n";
    bridge.offer(offer, now);
  }
  run();
  EXPECT_EQ(taken<AnswerTo>().back().offer_id, 3U);
}

TEST_F(Bridged, WhoIsNewIsReceivedWithoutAnotherOffer) {
  open();
  enter("PA1");
  enter("PA2");
  EXPECT_EQ(received_by("PA1"), (Sids{"MTPA20", "MTPA21"}));
  EXPECT_EQ(received_by("PA2"), (Sids{"MTPA10", "MTPA11"}));
  EXPECT_EQ(taken<OfferTo>().size(), 2U);
}

TEST_F(Bridged, NobodyIsSubscribedToBeforeItsConnectionIsUp) {
  open();
  enter("PA1");
  join("PA2");
  publish("PA2");
  EXPECT_EQ(received_by("PA1"), Sids{});
  connect("PA2.1");
  EXPECT_EQ(received_by("PA1"), (Sids{"MTPA20", "MTPA21"}));
}

TEST_F(Bridged, NothingIsForwardedBeforeTheReceivingConnectionIsUp) {
  open();
  enter("PA1");
  janus.holds_up = true;
  join("PA2");
  EXPECT_EQ(received_by("PA2"), Sids{});
  janus.connect_subscriber(janus.subscribers().at(1));
  run();
  EXPECT_EQ(received_by("PA2"), (Sids{"MTPA10", "MTPA11"}));
}

TEST_F(Bridged, SlotsOfWhoHearsNothingStayAsTheyAre) {
  open();
  for (const auto* id : {"PA1", "PA2"}) enter(id);
  bridge.set_away("PA1", true, now);
  bridge.leave("PA2", now);
  run();
  enter("PA3");
  EXPECT_EQ(received_by("PA1"), (Sids{"MTPA20", "MTPA21"}));
  bridge.set_away("PA1", false, now);
  run();
  EXPECT_EQ(received_by("PA1"), (Sids{"MTPA30", "MTPA31"}));
  EXPECT_EQ(janus.stalled(janus.subscribers().at(0)), std::set<std::string>{});
}

TEST_F(Bridged, WhoLeavesFreesItsSlots) {
  open();
  for (const auto* id : {"PA1", "PA2", "PA3"}) enter(id);
  bridge.leave("PA2", now);
  run();
  EXPECT_EQ(received_by("PA1"), (Sids{"MTPA30", "MTPA31"}));
  const auto lines = janus.lines(janus.subscribers().at(0));
  EXPECT_EQ(std::count_if(lines.begin(), lines.end(),
                          [](const auto& line) { return line.second.starts_with("dummy"); }),
            static_cast<std::ptrdiff_t>(audio_slots + video_slots - 2));
  EXPECT_EQ(bridge.participant_count(), 2U);
}

TEST_F(Bridged, SlotsOfWhoHasEndedCarryOthersWithoutAnotherOffer) {
  open();
  for (const auto* id : {"PA1", "PA2", "PA3"}) enter(id);
  bridge.leave("PA2", now);
  run();
  janus.hang_up(janus.publisher_handle("PA3.1"), "DTLS alert");
  run();
  taken<OfferTo>();
  enter("PA4");
  EXPECT_EQ(received_by("PA1"), (Sids{"MTPA40", "MTPA41"}));
  EXPECT_EQ(janus.stalled(janus.subscribers().at(0)), std::set<std::string>{});
  EXPECT_EQ(taken<OfferTo>().size(), 1U) << "that to the new one";
}

TEST_F(Bridged, PicturesAreThoseWishedForInTheirLayers) {
  open();
  for (const auto* id : {"PA1", "PA2", "PA3"}) enter(id);
  bridge.wish("PA1", {{"MTPA31", 2}}, now);
  run();
  EXPECT_EQ(received_by("PA1"), (Sids{"MTPA20", "MTPA30", "MTPA31"}));
  const std::uint64_t subscriber = janus.subscribers().at(0);
  const auto lines = janus.lines(subscriber);
  const auto line = std::find_if(lines.begin(), lines.end(),
                                 [](const auto& each) { return each.second == "PA3.1/1"; });
  ASSERT_NE(line, lines.end());
  EXPECT_EQ(janus.layers(subscriber).at(line->first), 2U);
}

TEST_F(Bridged, SoundIsLeftOutOnlyOnPurpose) {
  open();
  for (const auto* id : {"PA1", "PA2", "PA3"}) enter(id);
  bridge.wish("PA1", {{"MTPA20", 0, false}}, now);
  run();
  EXPECT_EQ(received_by("PA1"), Sids{"MTPA30"});
}

TEST_F(Bridged, WishesBeforeTheRoomIsThereCount) {
  bridge.open("RM1", 50, now);
  bridge.join("RM1", "PA1", now);
  bridge.wish("PA1", {}, now);
  run();
  answer("PA1");
  enter("PA2");
  EXPECT_EQ(received_by("PA1"), Sids{"MTPA20"});
}

TEST_F(Bridged, TheLastSpeakersAreHeard) {
  open();
  for (std::size_t i = 0; i <= audio_slots + 1; ++i) enter("PA" + std::to_string(i));
  const auto last = "PA" + std::to_string(audio_slots + 1);
  auto heard = received_by("PA0");
  EXPECT_EQ(std::count(heard.begin(), heard.end(), "MT" + last + "0"), 0);
  janus.talk(last + ".1", true);
  run();
  EXPECT_EQ(taken<SpeakingIn>(), (std::vector<SpeakingIn>{{"RM1", last, true}}));
  heard = received_by("PA0");
  EXPECT_EQ(std::count(heard.begin(), heard.end(), "MT" + last + "0"), 1);
  janus.talk(last + ".1", false);
  run();
  EXPECT_EQ(taken<SpeakingIn>(), (std::vector<SpeakingIn>{{"RM1", last, false}}));
}

TEST_F(Bridged, MorePicturesThanSlotsAreCutOff) {
  open();
  for (std::size_t i = 0; i < video_slots + 4; ++i) enter("PA" + std::to_string(i));
  EXPECT_EQ(received_by("PA0").size(), audio_slots + video_slots);
}

TEST_F(Bridged, CandidatesWaitForTheDescription) {
  open();
  bridge.join("RM1", "PA1", now);
  run();
  protocol::Candidate candidate;
  candidate.from = "PA1";
  candidate.epoch = 1;
  candidate.candidate = "candidate:1";
  bridge.candidate(Direction::Send, candidate, now);
  bridge.candidate(Direction::Receive, candidate, now);
  run();
  const auto trickled = [this] {
    return std::count(janus.asked.begin(), janus.asked.end(), "trickle");
  };
  EXPECT_EQ(trickled(), 0);
  answer("PA1");
  EXPECT_EQ(trickled(), 1);
  publish("PA1");
  EXPECT_EQ(trickled(), 2);
}

TEST_F(Bridged, AClosedRoomIsDestroyed) {
  open();
  enter("PA1");
  bridge.close("RM1", now);
  run();
  EXPECT_EQ(janus.room_count(), 0U);
  EXPECT_EQ(janus.handle_count(), 0U);
  EXPECT_EQ(bridge.room_count(), 0U);
  EXPECT_EQ(bridge.participant_count(), 0U);
  EXPECT_TRUE(taken<RoomLost>().empty());
}

TEST_F(Bridged, ARoomClosedWhileItIsMadeIsDestroyedToo) {
  bridge.open("RM1", 50, now);
  bridge.join("RM1", "PA1", now);
  bridge.close("RM1", now);
  run();
  EXPECT_EQ(janus.room_count(), 0U);
  EXPECT_EQ(janus.handle_count(), 0U);
}

TEST_F(Bridged, RoomsHaveNothingToDoWithEachOther) {
  open("RM1");
  open("RM2");
  enter("PA1");
  join("PA2", "RM2");
  publish("PA2");
  connect("PA2.1");
  EXPECT_EQ(received_by("PA1"), Sids{});
  EXPECT_EQ(received_by("PA2"), Sids{});
}

TEST_F(Bridged, JanusIsToldThatTheSessionIsNeeded) {
  ASSERT_EQ(bridge.deadline(), now + keepalive_interval);
  now += keepalive_interval;
  bridge.expire(now);
  run();
  EXPECT_EQ(janus.asked.back(), "keepalive");
  EXPECT_EQ(bridge.deadline(), now + keepalive_interval);
}

}  // namespace
}  // namespace parley::sfu
