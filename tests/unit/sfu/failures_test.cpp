// What becomes of rooms and connections when something fails.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "bridged.h"

namespace parley::sfu {
namespace {

using Sids = std::vector<std::string>;

TEST_F(Bridged, ALostJanusLosesAllRooms) {
  open("RM1");
  open("RM2");
  enter("PA1");
  bridge.lost(now);
  run();
  const auto lost = taken<RoomLost>();
  ASSERT_EQ(lost.size(), 2U);
  EXPECT_EQ(lost[0].room, "RM1");
  EXPECT_EQ(lost[1].room, "RM2");
  EXPECT_FALSE(bridge.ready());
  EXPECT_EQ(bridge.participant_count(), 0U);
  EXPECT_EQ(bridge.deadline(), std::nullopt);
}

TEST_F(Bridged, AfterItIsBackRoomsCanBeOpenedAgain) {
  open();
  enter("PA1");
  bridge.lost(now);
  run();
  janus = {};
  bridge.connected(now);
  run();
  open();
  enter("PA1");
  enter("PA2");
  EXPECT_EQ(received_by("PA2"), (Sids{"MTPA10", "MTPA11"}));
}

TEST_F(Bridged, WithoutJanusNoRoomIsOpened) {
  bridge.lost(now);
  run();
  open();
  ASSERT_EQ(taken<RoomLost>().size(), 1U);
  EXPECT_EQ(bridge.room_count(), 0U);
}

// Whatever it is that is asked: its answer is due from then on, and not from when the time was told
// last.
TEST_F(Bridged, AfterALongSilenceAnswersHaveTheirTime) {
  open();
  enter("PA1");
  enter("PA2");
  run();
  janus.silent = true;
  now += answer_timeout * 2;
  bridge.wish("PA1", {{"MTPA21", 2}}, now);
  bridge.leave("PA2", now);
  while (bridge.next_action()) {
  }
  bridge.expire(now);
  EXPECT_TRUE(bridge.ready());
  bridge.expire(now + answer_timeout);
  EXPECT_FALSE(bridge.ready());
}

// Janus 1.1.2 never forwards anything again on an m-line whose publisher has gone under it.
TEST_F(Bridged, WhoLeavesStaysInTheRoomUntilNobodyGetsAnythingOfIt) {
  open();
  enter("PA1");
  enter("PA2");
  bridge.leave("PA2", now);
  run();
  EXPECT_EQ(received_by("PA1"), Sids{});
  EXPECT_NE(janus.publisher_handle("PA2.1"), 0U);
  ASSERT_LE(bridge.deadline(), now + departed_publisher);
  now += departed_publisher;
  bridge.expire(now);
  run();
  EXPECT_EQ(janus.publisher_handle("PA2.1"), 0U);
}

// Janus drops what is under way on a handle that it detaches.
TEST_F(Bridged, NobodyWaitsForAnAnswerToOneWhoHasLeft) {
  open();
  join("PA1");
  enter("PA2");
  janus.silent = true;
  bridge.wish("PA1", {{"MTPA21", 2}}, now);
  bridge.leave("PA1", now);
  while (const auto action = bridge.next_action()) {
    if (const auto* send = std::get_if<SendToJanus>(&*action)) janus.receive(send->text);
  }
  janus.silent = false;
  now += answer_timeout;
  bridge.expire(now);
  run();
  EXPECT_TRUE(bridge.ready());
}

TEST_F(Bridged, WhoComesBackAtOncePublishesUnderTheSameName) {
  open();
  enter("PA1");
  enter("PA2");
  bridge.leave("PA2", now);
  run();
  enter("PA2");
  EXPECT_EQ(received_by("PA1"), (Sids{"MTPA20", "MTPA21"}));
}

TEST_F(Bridged, ALayerThatDoesNotComeIsAskedForAgain) {
  open();
  enter("PA1");
  janus.withholds_layers = true;
  enter("PA2");
  const auto asked = [this] {
    return std::count(janus.asked.begin(), janus.asked.end(), "configure");
  };
  const auto at_first = asked();
  ASSERT_EQ(bridge.deadline(), now + layer_patience);
  now += layer_patience;
  bridge.expire(now);
  run();
  EXPECT_EQ(asked(), at_first + 2) << "of each of the two";
  EXPECT_EQ(bridge.deadline(), now + 2 * layer_patience);
  janus.withholds_layers = false;
  now += 2 * layer_patience;
  bridge.expire(now);
  run();
  EXPECT_EQ(asked(), at_first + 4);
  EXPECT_GT(bridge.deadline(), now + 4 * layer_patience) << "it has come";
}

TEST_F(Bridged, NothingIsDueWhileJanusOwesAnAnswer) {
  open();
  enter("PA1");
  janus.withholds_layers = true;
  enter("PA2");
  janus.silent = true;
  now += layer_patience;
  bridge.expire(now);
  run();
  now += 2 * layer_patience;
  bridge.expire(now);
  EXPECT_GT(bridge.deadline(), now) << "or the event loop would not sleep";
}

TEST_F(Bridged, APictureInASingleLayerIsNotAskedForAgainForever) {
  open();
  enter("PA1");
  janus.withholds_layers = true;
  enter("PA2");
  for (int i = 0; i < 20; ++i) {
    now += 10 * layer_patience;
    bridge.expire(now);
    run();
  }
  const auto asked = std::count(janus.asked.begin(), janus.asked.end(), "configure");
  EXPECT_EQ(asked, 2 * (1 + static_cast<long>(layer_repetitions)));
}

// What Janus says to a participant's attach makes no handle that could be released.
class UnusableHandle : public Bridged, public testing::WithParamInterface<const char*> {
 protected:
  void say(const std::string& transaction, const std::string& data) {
    bridge.received(
        R"({"janus":"success","transaction":")" + transaction + R"(","data":)" + data + "}", now);
  }
};

TEST_P(UnusableHandle, EndsTheSession) {
  open();
  janus.silent = true;
  bridge.join("RM1", "PA1", now);
  std::string transaction;
  while (const auto action = bridge.next_action()) {
    if (const auto* sent = std::get_if<SendToJanus>(&*action)) {
      transaction = nlohmann::json::parse(sent->text)["transaction"];
    }
  }
  say(transaction, GetParam());
  EXPECT_FALSE(bridge.ready());
  run();
  EXPECT_EQ(taken<RoomLost>().size(), 1U);
  bridge.received(R"({"janus":"event","plugindata":{"data":{"started":"ok"}}})", now);
  EXPECT_EQ(bridge.participant_count(), 0U);
}

// The room's handle is the second id that the model gives.
INSTANTIATE_TEST_SUITE_P(WithoutAnIdOrWithAnothers, UnusableHandle,
                         testing::Values("{}", R"({"id":0})", R"({"id":102})"));

class RefusedRoom : public Bridged, public testing::WithParamInterface<const char*> {};

TEST_P(RefusedRoom, IsLost) {
  janus.refuses = GetParam();
  open();
  const auto lost = taken<RoomLost>();
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_EQ(lost[0], (RoomLost{"RM1", "499 refused"}));
  EXPECT_EQ(bridge.room_count(), 0U);
  EXPECT_EQ(janus.handle_count(), 0U);
}

INSTANTIATE_TEST_SUITE_P(AtEachStep, RefusedRoom, testing::Values("create", "listparticipants"));

TEST_F(Bridged, ARefusedOfferIsReportedAndAnotherEpochWorks) {
  open();
  enter("PA1");
  join("PA2");
  janus.refuses = "joinandconfigure";
  publish("PA2");
  EXPECT_EQ(taken<SendingFailed>(), (std::vector<SendingFailed>{{"RM1", "PA2", 1, "499 refused"}}));
  publish("PA2", 2);
  connect("PA2.2");
  EXPECT_EQ(received_by("PA1"), (Sids{"MTPA20", "MTPA21"}));
}

TEST_F(Bridged, AnOfferOfAnEarlierEpochChangesNothing) {
  open();
  join("PA1");
  publish("PA1", 2);
  taken<AnswerTo>();
  publish("PA1", 1);
  EXPECT_TRUE(taken<AnswerTo>().empty());
}

TEST_F(Bridged, WhoseSendingConnectionEndsIsReceivedNoLonger) {
  open();
  enter("PA1");
  enter("PA2");
  janus.hang_up(janus.publisher_handle("PA2.1"), "ICE failed");
  run();
  EXPECT_EQ(received_by("PA1"), Sids{});
  EXPECT_EQ(taken<SendingFailed>(), (std::vector<SendingFailed>{{"RM1", "PA2", 1, "ICE failed"}}));
}

TEST_F(Bridged, AnOfferThatWasLostIsToldAgain) {
  open();
  bridge.join("RM1", "PA1", now);
  run();
  const auto first = taken<OfferTo>();
  bridge.restart_ice("PA1", now);
  run();
  EXPECT_EQ(first.size(), 1U);
  EXPECT_EQ(taken<OfferTo>(), first);
  answer("PA1");
  EXPECT_TRUE(taken<OfferTo>().empty());
}

TEST_F(Bridged, WhoIsBackIsToldTheOfferThatRestartsIceAgain) {
  open();
  enter("PA1");
  enter("PA2");
  bridge.set_away("PA1", true, now);
  bridge.restart_ice("PA1", now);
  run();
  const auto lost = taken<OfferTo>();
  bridge.set_away("PA1", false, now);
  run();
  EXPECT_EQ(taken<OfferTo>(), std::vector{lost.back()});
  answer("PA1", 1, 2);
  enter("PA3");
  EXPECT_EQ(received_by("PA1").size(), 4U) << "slots change again";
  bridge.set_away("PA1", true, now);
  bridge.set_away("PA1", false, now);
  run();
  for (const auto& offer : taken<OfferTo>()) EXPECT_NE(offer.participant_id, "PA1") << "answered";
}

TEST_F(Bridged, AReceivingConnectionThatEndsIsReplaced) {
  open();
  enter("PA1");
  enter("PA2");
  taken<OfferTo>();
  janus.hang_up(janus.subscribers().at(0), "DTLS alert");
  run();
  EXPECT_EQ(taken<OfferTo>(), (std::vector<OfferTo>{{"RM1", "PA1", 3, 1, "offer"}}));
  actions.clear();
  answer("PA1", 3);
  const auto told = taken<SlotsOf>();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].slots.size(), 2U);
}

TEST_F(Bridged, AConnectionThatJanusLetsGoHasEndedToo) {
  open();
  enter("PA1");
  enter("PA2");
  taken<OfferTo>();
  const auto let_go = [this](std::uint64_t handle) {
    bridge.received(R"({"janus":"detached","sender":)" + std::to_string(handle) + "}", now);
    run();
  };
  let_go(janus.subscribers().at(0));
  EXPECT_EQ(taken<OfferTo>().size(), 1U);
  let_go(janus.publisher_handle("PA2.1"));
  EXPECT_EQ(taken<SendingFailed>().size(), 1U);
}

TEST_F(Bridged, AnAnswerToAnEarlierOfferChangesNothing) {
  open();
  bridge.join("RM1", "PA1", now);
  run();
  answer("PA1", 2);
  answer("PA1", 1, 2);
  EXPECT_EQ(std::count(janus.asked.begin(), janus.asked.end(), "start"), 0);
  answer("PA1");
  answer("PA1");
  EXPECT_EQ(std::count(janus.asked.begin(), janus.asked.end(), "start"), 1);
}

TEST_F(Bridged, AnIceRestartIsAnotherOfferOnTheSameConnection) {
  open();
  enter("PA1");
  enter("PA2");
  taken<OfferTo>();
  bridge.restart_ice("PA1", now);
  run();
  const OfferTo restart{"RM1", "PA1", 1, 2, "offer that restarts ICE"};
  EXPECT_EQ(taken<OfferTo>(), std::vector{restart});
  answer("PA1", 1, 2);
  enter("PA3");
  EXPECT_EQ(received_by("PA1").size(), 4U) << "slots change again";
}

TEST_F(Bridged, AnAnswerThatNeverComesEndsEverything) {
  open();
  janus.silent = true;
  bridge.join("RM1", "PA1", now);
  run();
  now += answer_timeout;
  bridge.expire(now);
  run();
  EXPECT_EQ(taken<RoomLost>(), (std::vector<RoomLost>{{"RM1", "Janus does not answer"}}));
}

TEST_F(Bridged, WhoLeavesWhileJanusWorksLeavesNothingBehind) {
  open();
  bridge.join("RM1", "PA1", now);
  bridge.leave("PA1", now);
  run();
  EXPECT_EQ(janus.handle_count(), 1U) << "the room's own";
}

TEST_F(Bridged, WhatNobodyKnowsChangesNothing) {
  open();
  for (const auto* text :
       {"", "{", "[]", "null", R"({"janus":7})", R"({"janus":"event","sender":1})",
        R"({"janus":"success","transaction":"999","data":7})",
        R"({"janus":"event","plugindata":{"data":[]},"jsep":"x"})"}) {
    bridge.received(text, now);
  }
  bridge.leave("PA9", now);
  bridge.close("RM9", now);
  bridge.join("RM9", "PA9", now);
  bridge.wish("PA9", {}, now);
  bridge.restart_ice("PA9", now);
  answer("PA9");
  publish("PA9");
  run();
  EXPECT_TRUE(actions.empty());
  EXPECT_EQ(bridge.room_count(), 1U);
}

TEST_F(Bridged, ASessionThatJanusEndsIsLost) {
  open();
  bridge.received(R"({"janus":"timeout","session_id":101})", now);
  run();
  EXPECT_EQ(taken<RoomLost>().size(), 1U);
}

}  // namespace
}  // namespace parley::sfu
