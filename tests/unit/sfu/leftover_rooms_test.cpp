// Rooms that a server which was killed has left in a Janus that runs on.
#include "bridged.h"

namespace parley::sfu {
namespace {

class OneSigner final : public base::Signer {
 public:
  [[nodiscard]] std::string sign(std::string_view text) const override {
    return std::to_string(std::hash<std::string_view>()(text)) + "abcdefghijklmnop";
  }
};

class LeftoverRoomsTest : public testing::Test {
 protected:
  /// That server is started, with so many event loops, and opens a room in each.
  void run(const std::string& server, const std::string& name, std::size_t loops = 1) {
    const RoomOwner owner(signer, server, name);
    std::vector<std::unique_ptr<Bridge>> bridges;
    for (std::size_t i = 0; i < loops; ++i) {
      bridges.push_back(std::make_unique<Bridge>(ids, JanusSecrets{}, owner));
      bridges.back()->connected(now);
      talk(*bridges.back());
      bridges.back()->open("RM1", 50, now);
      talk(*bridges.back());
      EXPECT_EQ(bridges.back()->room_count(), 1U);
    }
    handles = janus.handle_count();
    janus.forget_sessions();  // it is killed
  }

  void talk(Bridge& bridge) {
    for (bool idle = false; !std::exchange(idle, true);) {
      while (const auto action = bridge.next_action()) {
        if (const auto* send = std::get_if<SendToJanus>(&*action)) janus.receive(send->text);
      }
      for (const std::string& text : std::exchange(janus.said, {})) {
        idle = false;
        bridge.received(text, now);
      }
    }
  }

  base::Instant now{1000};
  OneSigner signer;
  CountedIds ids;
  FakeJanus janus;
  std::size_t handles = 0;
};

TEST_F(LeftoverRoomsTest, AreDestroyedByTheNextRun) {
  run("8080", "one", 3);
  EXPECT_EQ(janus.room_count(), 3U) << "those of the same run are left alone";
  run("8080", "two");
  EXPECT_EQ(janus.room_count(), 1U);
  EXPECT_EQ(handles, 1U) << "the room's alone";
}

TEST_F(LeftoverRoomsTest, OfOthersAreLeftAlone) {
  run("8080", "one");
  run("9090", "two");
  Bridge nameless(ids, {});
  nameless.connected(now);
  talk(nameless);
  nameless.open("RM1", 50, now);
  talk(nameless);
  run("8080", "three");
  EXPECT_EQ(janus.room_count(), 3U);
}

TEST_F(LeftoverRoomsTest, ThatCannotBeListedKeepNobodyFromOpeningMore) {
  run("8080", "one");
  janus.refuses = "list";
  run("8080", "two");
  EXPECT_EQ(janus.room_count(), 2U);
}

TEST_F(LeftoverRoomsTest, ThatAreGoneAlreadyDoNotStopTheRest) {
  run("8080", "one", 3);
  janus.refuses = "destroy";
  run("8080", "two");
  EXPECT_EQ(janus.room_count(), 2U) << "one is refused, two are destroyed, and one is new";
}

TEST_F(Bridged, ARoomWhoseHandleIsGoneIsDestroyedOnAnother) {
  open();
  bridge.received(R"({"janus":"detached","sender":102})", now);
  run();
  EXPECT_FALSE(bridge.has("RM1"));
  EXPECT_EQ(janus.room_count(), 0U);
  EXPECT_EQ(janus.handle_count(), 0U);
}

TEST_F(Bridged, RoomsOfASessionThatWasLostAreDestroyedInTheNextOne) {
  open("RM1");
  open("RM2");
  bridge.lost(now);
  janus.forget_sessions();
  EXPECT_EQ(janus.room_count(), 2U);
  bridge.connected(now);
  run();
  open("RM1");
  EXPECT_EQ(janus.room_count(), 1U) << "the new one";
}

TEST_F(Bridged, ARoomWhoseDestructionWasUnderWayWhenTheSessionWasLostIsDestroyedInTheNextOne) {
  open();
  bridge.close("RM1", now);
  while (bridge.next_action()) continue;
  bridge.lost(now);
  janus.forget_sessions();
  bridge.connected(now);
  run();
  EXPECT_EQ(janus.room_count(), 0U);
}

}  // namespace
}  // namespace parley::sfu
