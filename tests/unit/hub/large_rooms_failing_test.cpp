// What becomes of a large room whose SFU is lost, refuses it, or is out of reach for somebody.
#include "large_rooms.h"

namespace parley::hub {
namespace {

TEST_F(LargeRoomsTest, WhoCannotReachTheSfuMakesItAMeshAgain) {
  join_many(8);
  say(3, encode(protocol::SfuFailed{}));
  EXPECT_EQ(epoch_told(1), 0U);
  EXPECT_TRUE(decoded<protocol::Error>(3).empty());
  join(9);
  EXPECT_NE(epoch_told(1), 0U) << "too many for a mesh";
  EXPECT_EQ(counters.sfu_failures.value(), 1U);
}

TEST_F(LargeRoomsTest, WhoCannotReachTheSfuKeepsTheRoomAMeshUntilItLeaves) {
  join_many(7);
  say(3, encode(protocol::SfuFailed{}));
  join(8);
  EXPECT_EQ(epoch_told(1), 0U);
  run(hub.leave(3, now));
  EXPECT_NE(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, AMoreCrowdedRoomStaysAndSaysSo) {
  join_many(9);
  const std::uint32_t epoch = epoch_told(1);
  say(3, encode(protocol::SfuFailed{}));
  say(3, encode(protocol::SfuFailed{}));
  EXPECT_EQ(epoch_told(1), epoch);
  const auto errors = decoded<protocol::Error>(3);
  ASSERT_EQ(errors.size(), 2U);
  EXPECT_EQ(errors[0].id, protocol::ErrorId::SfuRequired);
  EXPECT_EQ(counters.sfu_failures.value(), 1U);
  run(hub.leave(9, now));
  wait(small_room_timeout - Instant{1});
  EXPECT_EQ(epoch_told(1), epoch) << "somebody may come back";
  wait(Instant{1});
  EXPECT_EQ(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, AnSfuThatIsLostIsNobodysFault) {
  join_many(9);
  bridge.lost(now);
  run({});
  say(3, encode(protocol::SfuFailed{}));
  bridge.connected(now);
  run({});
  run(hub.leave(9, now));
  wait(small_room_timeout);
  EXPECT_NE(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, WhoCannotReachTheSfuMaySayItAgain) {
  join_many(7);
  for (int i = 0; i < 3; ++i) say(3, encode(protocol::SfuFailed{}));
  EXPECT_EQ(decoded<protocol::RoomChanged>(1).back().state.sfu_epoch, 0U);
  wait(sfu_overlap);
  EXPECT_EQ(janus.room_count(), 0U) << "saying it again does not keep the room open";
}

TEST_F(LargeRoomsTest, WhenJanusIsLostAFewSendToEachOtherAtOnce) {
  join_many(7);
  bridge.lost(now);
  run({});
  EXPECT_EQ(epoch_told(1), 0U);
}

TEST_F(LargeRoomsTest, WhenJanusIsLostManyWaitForItAndBeginAnew) {
  join_many(9);
  const std::uint32_t epoch = epoch_told(1);
  bridge.lost(now);
  run({});
  EXPECT_EQ(epoch_told(1), epoch) << "nobody would take their offers yet";
  janus = {};
  bridge.connected(now);
  run({});
  EXPECT_GT(epoch_told(1), epoch);
  EXPECT_EQ(decoded<Description>(1).size(), 2U) << "another offer";
  EXPECT_EQ(bridge.participant_count(), 9U);
}

TEST_F(LargeRoomsTest, ARoomThatJanusRefusesIsTriedAgainLessAndLessOften) {
  join_many(8);
  for (int i = 0; i < 3; ++i) {
    join(20 + static_cast<ConnectionId>(i));
  }
  bridge.lost(now);
  run({});
  janus = {};
  janus.refuses = "create";
  bridge.connected(now);
  run({});
  EXPECT_EQ(bridge.room_count(), 0U);
  wait(first_sfu_retry);
  EXPECT_EQ(bridge.room_count(), 0U) << "the first was spent when Janus was lost";
  wait(first_sfu_retry);
  EXPECT_EQ(bridge.room_count(), 1U);
}

TEST_F(LargeRoomsTest, AFewWhoseRoomJanusRefusesAreAMeshOnlyUntilItTakesIt) {
  janus.refuses = "create";
  join_many(7);
  EXPECT_NE(epoch_told(1), 0U);
  janus.refuses = "create";
  wait(first_sfu_retry);
  EXPECT_EQ(epoch_told(1), 0U) << "refused twice";
  wait(last_sfu_retry - Instant{1});
  EXPECT_EQ(epoch_told(1), 0U);
  wait(Instant{1});
  EXPECT_NE(epoch_told(1), 0U);
  EXPECT_EQ(bridge.participant_count(), 7U);
}

TEST_F(LargeRoomsTest, AFewWhoHaveBecomeFewerStayAMesh) {
  janus.refuses = "create";
  join_many(7);
  janus.refuses = "create";
  wait(first_sfu_retry);
  run(hub.leave(7, now));
  wait(last_sfu_retry);
  EXPECT_EQ(epoch_told(1), 0U);
  EXPECT_EQ(hub.deadline(), std::nullopt);
}

TEST_F(LargeRoomsTest, WithoutJanusRoomsGrowAsMeshes) {
  bridge.lost(now);
  join_many(9);
  EXPECT_EQ(epoch_told(1), 0U);
  bridge.connected(now);
  run({});
  EXPECT_NE(epoch_told(1), 0U) << "until it is there";
}

}  // namespace
}  // namespace parley::hub
