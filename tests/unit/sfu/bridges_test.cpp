// Which of several Januses a room goes to.
#include "parley/sfu/bridges.h"

#include "bridged.h"

namespace parley::sfu {
namespace {

// Two event loops that have the same two Januses.
class Shared : public testing::Test {
 protected:
  struct Loop {
    Loop(base::IdSource& ids, Loads& loads)
        : first(ids, {}), second(ids, {}), all({&first, &second}, &loads) {
      for (Bridge* bridge : {&first, &second}) connect(*bridge);
    }

    static void connect(Bridge& bridge) {
      while (bridge.next_action()) {
      }
      bridge.connected(base::Instant{});
      FakeJanus janus;
      while (const auto action = bridge.next_action()) {
        janus.receive(std::get<SendToJanus>(*action).text);
      }
      for (const std::string& text : janus.said) bridge.received(text, base::Instant{});
    }

    void open(const std::string& room, int participants) {
      all.open(room, 50, base::Instant{});
      for (int i = 0; i < participants; ++i) {
        all.join(room, room + "PA" + std::to_string(i), base::Instant{});
      }
    }

    Bridge first;
    Bridge second;
    Bridges all;
  };

  CountedIds ids;
  Loads loads{2};
  Loop one{ids, loads};
  Loop other{ids, loads};
};

TEST_F(Shared, RoomsOfOneLoopAreSpread) {
  one.open("RM1", 2);
  one.open("RM2", 1);
  one.open("RM3", 2);
  one.open("RM4", 1);
  EXPECT_EQ(one.first.participant_count(), 3U);
  EXPECT_EQ(one.second.participant_count(), 3U);
}

TEST_F(Shared, ParticipantsOfOtherLoopsCount) {
  one.open("RM1", 3);
  other.open("RM2", 1);
  EXPECT_TRUE(other.first.has("RM2")) << "it has not heard of them";
  one.all.publish_load();
  other.all.publish_load();
  other.open("RM3", 1);
  EXPECT_TRUE(other.second.has("RM3"));
  one.all.close("RM1", base::Instant{});
  one.all.publish_load();
  EXPECT_EQ(loads.of(0), 1U);
}

TEST_F(Shared, WhoeverEndsTakesItsLoadAway) {
  {
    Loop third(ids, loads);
    third.open("RM1", 5);
    third.all.publish_load();
    EXPECT_EQ(loads.of(0), 5U);
  }
  EXPECT_EQ(loads.of(0), 0U);
}

TEST_F(Shared, ALostRoomGoesElsewhereEvenWhereMoreAre) {
  one.open("RM1", 4);
  one.open("RM2", 1);
  one.second.lost(base::Instant{});
  Loop::connect(one.second);
  ASSERT_TRUE(one.second.ready());
  one.open("RM2", 1);
  EXPECT_TRUE(one.first.has("RM2"));
  one.open("RM3", 1);
  EXPECT_TRUE(one.second.has("RM3"));
}

TEST_F(Shared, WithoutAnyJanusARoomIsLost) {
  one.first.lost(base::Instant{});
  one.second.lost(base::Instant{});
  EXPECT_FALSE(one.all.ready());
  one.open("RM1", 1);
  EXPECT_FALSE(one.all.has("RM1"));
  EXPECT_TRUE(one.all.participants("RM1").empty());
}

}  // namespace
}  // namespace parley::sfu
