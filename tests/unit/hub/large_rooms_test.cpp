// When a room goes through the SFU, and what its participants hear of that.
#include "large_rooms.h"

namespace parley::hub {
namespace {

TEST_F(LargeRoomsTest, SixSendToEachOther) {
  join_many(6);
  EXPECT_EQ(epoch_told(1), 0U);
  EXPECT_EQ(bridge.room_count(), 0U);
}

TEST_F(LargeRoomsTest, TheSeventhMovesTheRoom) {
  join_many(7);
  for (ConnectionId id = 1; id <= 7; ++id) {
    EXPECT_NE(epoch_told(id), 0U) << id;
    const auto offers = decoded<Description>(id);
    ASSERT_EQ(offers.size(), 1U) << id;
    EXPECT_EQ(offers[0].from, "sfu:receive");
  }
  EXPECT_EQ(bridge.participant_count(), 7U);
}

TEST_F(LargeRoomsTest, WhoComesLaterIsToldByWelcome) {
  join_many(7);
  const std::uint32_t epoch = epoch_told(1);
  join(8);
  EXPECT_EQ(decoded<protocol::Welcome>(8).back().state.sfu_epoch, epoch);
  EXPECT_EQ(decoded<Description>(8).size(), 1U);
}

TEST_F(LargeRoomsTest, WhoCannotUseItKeepsTheRoomAMesh) {
  join(99, SfuUse::None);
  join_many(8);
  EXPECT_EQ(epoch_told(1), 0U);
  run(hub.leave(99, now));
  EXPECT_NE(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, AGuestMakesItAMeshAgain) {
  join_many(7);
  run(hub.connect(50, "standup", Mode::Legacy, now));
  EXPECT_EQ(epoch_told(1), 0U);
  EXPECT_EQ(bridge.participant_count(), 7U) << "the guest is not among them";
  wait(sfu_overlap);
  EXPECT_EQ(bridge.room_count(), 0U);
}

TEST_F(LargeRoomsTest, DescriptionsGoBackAndForth) {
  join_many(7);
  say_offer(1);
  const auto answers = decoded<Description>(1);
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[1].from, "sfu:send");
  EXPECT_EQ(answers[1].type, DescriptionType::Answer);
  EXPECT_EQ(answers[1].epoch, 1U);
  EXPECT_EQ(answers[1].offer_id, 1U);
}

TEST_F(LargeRoomsTest, SlotsNameTheTracks) {
  join_many(7);
  say_answer(2);
  say_offer(1);
  janus.connect(ids_[1] + ".1");
  run({});
  EXPECT_TRUE(has_heard(2, R"("slots":{"0":{"from":")" + ids_[1] + R"(","sid":"MTa1"})"));
  EXPECT_FALSE(has_heard(3, "SLOTS")) << "it has not answered yet";
}

TEST_F(LargeRoomsTest, WhoIsAwayHasTheSlotsThatItKnowsOf) {
  join_many(7);
  say_answer(2);
  run(hub.disconnect(2, now));
  say_offer(1);
  janus.connect(ids_[1] + ".1");
  run({});
  EXPECT_TRUE(janus.layers(janus.subscribers().at(1)).empty());
  protocol::Hello hello{"P2", {}};
  hello.sfu = SfuUse::Clear;
  const auto before = decoded<protocol::Welcome>(2).front();
  hello.resume = before.resume;
  hello.received = static_cast<std::uint32_t>(heard_[2].size() - 1);  // WELCOME does not count
  run(hub.connect(20, "standup", Mode::Parley1, now));
  run(hub.receive(20, encode(hello), now));
  EXPECT_TRUE(decoded<protocol::Welcome>(20).front().resumed);
  EXPECT_TRUE(has_heard(20, R"("slots":{"0":{"from":")" + ids_[1] + R"(","sid":"MTa1"})"));
}

TEST_F(LargeRoomsTest, PreferencesChooseTracksAndLayers) {
  join_many(7);
  say_answer(2);
  for (const ConnectionId id : {1, 3}) {
    say_offer(id);
    janus.connect(ids_[id] + ".1");
    run({});
  }
  protocol::Preferences wanted;
  wanted.to = protocol::sfu_receive;
  wanted.tracks = {{"MTv3", false, 180}, {"MTv1", true, 0}};
  say(2, encode(wanted));
  const std::string last = heard_[2].back();
  EXPECT_EQ(last.find("MTv1"), std::string::npos);
  EXPECT_NE(last.find("MTv3"), std::string::npos);
}

TEST_F(LargeRoomsTest, EveryoneHearsWhoSpeaks) {
  join_many(7);
  say_offer(1);
  janus.talk(ids_[1] + ".1", true);
  run({});
  EXPECT_TRUE(has_heard(7, R"({"from":")" + ids_[1] + R"(","on":true,"type":"SPEAKING"})"));
}

TEST_F(LargeRoomsTest, ASmallRoomIsAMeshAgainAfterAWhile) {
  join_many(7);
  const std::uint32_t epoch = epoch_told(1);
  for (const ConnectionId id : {5, 6, 7}) run(hub.leave(id, now));
  wait(small_room_timeout - Instant{1});
  EXPECT_EQ(epoch_told(1), epoch);
  wait(Instant{1});
  EXPECT_EQ(epoch_told(1), 0U);
  wait(sfu_overlap);
  EXPECT_EQ(bridge.room_count(), 0U);
  EXPECT_EQ(janus.room_count(), 0U);
}

TEST_F(LargeRoomsTest, ARoomThatIsSmallForAMomentStays) {
  join_many(7);
  for (const ConnectionId id : {5, 6, 7}) run(hub.leave(id, now));
  join(8);
  wait(small_room_timeout);
  EXPECT_NE(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, OneWhoEncryptsAmongOthersWhoDoNotKeepsTheRoomAMesh) {
  join_many(6);
  join(7, SfuUse::Encrypted);
  EXPECT_EQ(epoch_told(1), 0U);
  run(hub.leave(7, now));
  join(8);
  EXPECT_NE(epoch_told(1), 0U);
  join(9, SfuUse::Encrypted);
  EXPECT_EQ(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, ThoseWhoAllEncryptUseIt) {
  for (ConnectionId id = 1; id <= 7; ++id) join(id, SfuUse::Encrypted);
  EXPECT_NE(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, ARoomTooLargeForAMeshIsToldToWhomItIsOfNoUse) {
  join_many(8);
  const std::uint32_t epoch = epoch_told(1);
  for (const SfuUse use : {SfuUse::None, SfuUse::Encrypted}) {
    const ConnectionId id = use == SfuUse::None ? 9 : 10;
    try_to_join(id, use);
    const auto errors = decoded<protocol::Error>(id);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].id, protocol::ErrorId::SfuRequired);
  }
  EXPECT_EQ(epoch_told(1), epoch);
}

TEST_F(LargeRoomsTest, WhenEveryoneHasLeftNothingIsLeftInJanus) {
  join_many(7);
  for (ConnectionId id = 1; id <= 7; ++id) run(hub.leave(id, now));
  EXPECT_EQ(bridge.room_count(), 0U);
  EXPECT_EQ(janus.handle_count(), 0U);
}

TEST_F(LargeRoomsTest, AnEndedRoomIsClosed) {
  join_many(7);
  say(1, R"({"type":"END"})");
  EXPECT_EQ(bridge.room_count(), 0U);
}

TEST_F(LargeRoomsTest, NonsenseForTheSfuIsRefused) {
  join_many(7);
  say(1, R"({"type":"OFFER","to":"sfu:send","message":7})");
  ASSERT_EQ(decoded<protocol::Error>(1).size(), 1U);
  EXPECT_EQ(decoded<protocol::Error>(1)[0].id, protocol::ErrorId::BadMessage);
}

TEST_F(LargeRoomsTest, WhatComesLateForTheSfuIsDropped) {
  join_many(6);
  say_offer(1);
  EXPECT_TRUE(decoded<protocol::Error>(1).empty());
}

TEST_F(LargeRoomsTest, FloodsOfTheSfuEndTheConnection) {
  join_many(7);
  const std::string restart = R"({"type":"RESTART_ICE","to":"sfu:receive"})";
  bool refused = false;
  for (int i = 0; i < 1000 && !refused; ++i) {
    say(1, restart);
    refused = !decoded<protocol::Error>(1).empty();
  }
  EXPECT_TRUE(refused);
  EXPECT_EQ(decoded<protocol::Error>(1)[0].id, protocol::ErrorId::TooManyMessages);
}

}  // namespace
}  // namespace parley::hub
