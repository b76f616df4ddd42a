// The SFU goes on for a while once the room is a mesh again.
#include "large_rooms.h"

namespace parley::hub {
namespace {

// A room that has become a mesh again, and is still open in the SFU.
class OverlapTest : public LargeRoomsTest {
 protected:
  OverlapTest() {
    join_many(7);
    epoch_before = epoch_told(1);
    run(hub.connect(guest, "standup", Mode::Legacy, now));
  }

  static constexpr ConnectionId guest = 50;
  std::uint32_t epoch_before = 0;
};

TEST_F(OverlapTest, MediaGoesOnUntilEveryoneHasHadTheTimeToConnect) {
  wait(sfu_overlap - Instant{1});
  EXPECT_EQ(epoch_told(1), 0U);
  EXPECT_EQ(janus.room_count(), 1U);
  EXPECT_EQ(janus.handle_count(), 8U) << "each one's receiving connection, and the room's";
  wait(Instant{1});
  EXPECT_EQ(janus.room_count(), 0U);
  EXPECT_EQ(janus.handle_count(), 0U);
  EXPECT_EQ(hub.deadline(), std::nullopt);
}

TEST_F(OverlapTest, WhatParticipantsSayToTheSfuStillReachesIt) {
  say_offer(1);
  EXPECT_EQ(decoded<Description>(1).back().type, DescriptionType::Answer);
  say_answer(2);
  janus.connect(ids_[1] + ".1");
  run({});
  EXPECT_TRUE(has_heard(2, "MTa1"));
  say(1, R"({"type":"OFFER","to":"sfu:send","message":7})");
  EXPECT_EQ(decoded<protocol::Error>(1).size(), 1U);
}

TEST_F(OverlapTest, AfterwardsItIsDropped) {
  wait(sfu_overlap);
  const std::size_t heard = heard_[1].size();
  say_offer(1);
  EXPECT_EQ(heard_[1].size(), heard);
}

TEST_F(OverlapTest, WhoComesDoesNotEnterThereAndWhoLeavesIsGone) {
  join(8);
  EXPECT_TRUE(decoded<Description>(8).empty());
  run(hub.leave(1, now));
  EXPECT_EQ(bridge.participant_count(), 6U);
  wait(sfu_overlap);
  EXPECT_EQ(bridge.room_count(), 0U);
}

TEST_F(OverlapTest, ARoomThatMovesThereOnceMoreBeginsAnew) {
  say_offer(1);
  const std::uint64_t handle = janus.publisher_handle(ids_[1] + ".1");
  ASSERT_NE(handle, 0U);
  wait(sfu_overlap / 2);
  run(hub.leave(guest, now));
  EXPECT_GT(epoch_told(1), epoch_before);
  EXPECT_EQ(janus.room_count(), 1U) << "the one before is destroyed";
  EXPECT_EQ(janus.publisher_handle(ids_[1] + ".1"), 0U);
  EXPECT_EQ(decoded<Description>(2).size(), 2U) << "another offer";
  wait(sfu_overlap);
  EXPECT_EQ(janus.room_count(), 1U) << "nothing is left to end";
  EXPECT_EQ(bridge.participant_count(), 7U);
}

TEST_F(OverlapTest, IsOverWhenJanusIsLost) {
  bridge.lost(now);
  run({});
  EXPECT_EQ(hub.deadline(), std::nullopt);
  EXPECT_EQ(epoch_told(1), 0U);
}

TEST_F(OverlapTest, IsOverWhenEveryoneHasLeft) {
  for (ConnectionId id = 1; id <= 7; ++id) run(hub.leave(id, now));
  EXPECT_EQ(bridge.room_count(), 0U);
  run(hub.leave(guest, now));
  EXPECT_EQ(janus.handle_count(), 0U);
}

}  // namespace
}  // namespace parley::hub
