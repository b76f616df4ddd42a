// Which of several Januses has a room.
#include "large_rooms.h"

namespace parley::hub {
namespace {

class TwoJanuses : public LargeRoomsTest {
 protected:
  TwoJanuses() : LargeRoomsTest(true) {}

  void join_other_room(ConnectionId count) {
    for (ConnectionId id = 1; id <= count; ++id) join(100 + id, SfuUse::Clear, "retro");
  }
};

TEST_F(TwoJanuses, TheNextRoomGoesWhereFewerParticipantsAre) {
  join_many(7);
  EXPECT_EQ(bridge.participant_count(), 7U);
  EXPECT_EQ(other_bridge.room_count(), 0U);
  join_other_room(7);
  EXPECT_EQ(bridge.room_count(), 1U);
  EXPECT_EQ(other_bridge.participant_count(), 7U);
  say_offer(101);
  EXPECT_EQ(decoded<Description>(101).back().type, DescriptionType::Answer);
  EXPECT_NE(other_janus.publisher_handle(ids_[101] + ".1"), 0U);
}

TEST_F(TwoJanuses, WhenOneIsLostItsRoomsGoToTheOther) {
  join_many(7);
  join_other_room(7);
  const std::uint32_t epoch = epoch_told(1);
  const std::uint32_t other_epoch = epoch_told(101);
  bridge.lost(now);
  run({});
  EXPECT_EQ(epoch_told(1), epoch);
  wait(first_sfu_retry);
  EXPECT_GT(epoch_told(1), epoch);
  EXPECT_EQ(epoch_told(101), other_epoch) << "nothing has happened to that one";
  EXPECT_EQ(other_bridge.participant_count(), 14U);
  EXPECT_EQ(decoded<Description>(1).size(), 2U) << "another offer";
}

TEST_F(TwoJanuses, WhenBothAreLostAFewSendToEachOther) {
  join_many(7);
  bridge.lost(now);
  run({});
  EXPECT_NE(epoch_told(1), 0U);
  other_bridge.lost(now);
  run({});
  wait(first_sfu_retry);
  EXPECT_EQ(epoch_told(1), 0U);
}

TEST_F(TwoJanuses, WhatOneRefusesTheOtherTakes) {
  janus.refuses = "create";
  join_many(7);
  wait(first_sfu_retry);
  EXPECT_EQ(bridge.room_count(), 0U);
  EXPECT_EQ(other_bridge.participant_count(), 7U);
}

TEST_F(TwoJanuses, WhatBothRefuseIsAMesh) {
  janus.refuses = other_janus.refuses = "create";
  join_many(7);
  wait(first_sfu_retry);
  EXPECT_EQ(epoch_told(1), 0U);
}

}  // namespace
}  // namespace parley::hub
