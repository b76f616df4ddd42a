// What an operator's program has a hub do, and what the hub tells of its rooms.
#include "hosting.h"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;
using protocol::ErrorId;
using protocol::HostAction;
using protocol::TrackKind;
using protocol::TrackPublication;

// Writes down what it is told.
class Record : public RoomObserver {
 public:
  void room_opened(std::string_view room_sid, std::string_view name) override {
    note("opened " + std::string(name));
    sid = room_sid;
  }
  void room_ended(std::string_view room_sid) override {
    note("ended");
    ended_sid = room_sid;
  }
  void participant_joined(std::string_view /*sid*/,
                          const protocol::Participant& participant) override {
    note("joined " + participant.identity);
    participant_id = participant.id;
  }
  void participant_left(std::string_view /*sid*/, std::string_view /*id*/) override {
    note("left");
  }
  void tracks_changed(std::string_view /*sid*/, std::string_view /*id*/,
                      const std::vector<TrackPublication>& tracks) override {
    note("tracks " + std::to_string(tracks.size()));
  }

  std::vector<std::string> take() { return std::exchange(told_, {}); }

  std::string sid;
  std::string ended_sid;
  std::string participant_id;

 private:
  void note(std::string what) { told_.push_back(std::move(what)); }

  std::vector<std::string> told_;
};

using Told = std::vector<std::string>;
using Result = CommandResult;

class CommandsTest : public Hosting {
 protected:
  static constexpr Instant empty_timeout = 2min;
  static constexpr Instant unused_timeout = 3min;

  CommandsTest() { options.observer = &record; }

  Result order(const Command& command) {
    auto result = Result::Unavailable;
    last = hub().carry_out(command, result, now);
    return result;
  }
  using Hosting::order;
  Result create(RoomSettings settings = {10, Instant::zero(), empty_timeout, unused_timeout}) {
    return order(CreateRoom{"standup", "RMmade", settings});
  }
  /// The error with which the last call closed that connection.
  [[nodiscard]] ErrorId refused(ConnectionId id) const { return heard<protocol::Error>(id).id; }

  Record record;
};

TEST_F(CommandsTest, ARoomOpensWithTheFirstAndEndsWithTheLast) {
  enter(ann, "Ann");
  EXPECT_EQ(record.take(), (Told{"opened standup", "joined Ann"}));
  enter(ben, "Ben");
  say(ben, R"({"type":"PUBLICATIONS","tracks":[{"sid":"MT1","kind":"audio","name":"a"}]})");
  EXPECT_EQ(record.take(), (Told{"joined Ben", "tracks 1"}));
  say(ann, R"({"type":"BYE"})");
  EXPECT_EQ(record.take(), Told{"left"});
  lose(ben);
  EXPECT_EQ(record.take(), Told{});  // it may come back
  wait(31s);
  EXPECT_EQ(record.take(), (Told{"left", "ended"}));
  EXPECT_EQ(record.ended_sid, record.sid);
}

TEST_F(CommandsTest, WhoOnlyLooksOpensNothing) {
  look(ann);
  hub().leave(ann, now);
  EXPECT_EQ(record.take(), Told{});
}

TEST_F(CommandsTest, ACreatedRoomExistsWhileNobodyIsInIt) {
  EXPECT_EQ(create(), Result::Done);
  EXPECT_EQ(record.take(), Told{"opened standup"});
  EXPECT_EQ(create(), Result::RoomExists);
  wait(unused_timeout - 1ms);
  EXPECT_EQ(hub().room_count(), 1U);
  EXPECT_EQ(enter(ann, "Ann").room_sid, "RMmade");
  say(ann, R"({"type":"BYE"})");
  wait(empty_timeout - 1ms);
  EXPECT_EQ(record.take(), (Told{"joined Ann", "left"}));
  wait(1ms);
  EXPECT_EQ(record.take(), Told{"ended"});
  EXPECT_EQ(hub().room_count(), 0U);
}

TEST_F(CommandsTest, ACreatedRoomThatNobodyUsesEnds) {
  create();
  wait(unused_timeout);
  EXPECT_EQ(record.take(), (Told{"opened standup", "ended"}));
  EXPECT_EQ(hub().room_count(), 0U);
}

TEST_F(CommandsTest, ACreatedRoomStaysForAsLongEachTimeItBecomesEmpty) {
  create();
  enter(ann, "Ann");
  wait(unused_timeout + empty_timeout);
  EXPECT_EQ(hub().room_count(), 1U);
  say(ann, R"({"type":"BYE"})");
  wait(empty_timeout - 1ms);
  enter(ben, "Ben");
  say(ben, R"({"type":"BYE"})");
  wait(empty_timeout - 1ms);
  EXPECT_EQ(hub().room_count(), 1U);
}

TEST_F(CommandsTest, ARoomThatSomebodyLooksAtCanBeCreated) {
  look(ann);
  EXPECT_EQ(create(), Result::Done);
  EXPECT_EQ(enter(ben, "Ben").room_sid, "RMmade");
}

TEST_F(CommandsTest, ARoomInUseCannotBeCreated) {
  enter(ann, "Ann");
  EXPECT_EQ(create(), Result::RoomExists);
}

TEST_F(CommandsTest, NoMoreEnterThanTheRoomWasCreatedFor) {
  create({1, Instant::zero(), empty_timeout, unused_timeout});
  enter(ann, "Ann");
  say_hello(ben, "Ben");
  EXPECT_EQ(refused(ben), ErrorId::RoomFull);
}

TEST_F(CommandsTest, WhoHasStayedForLongEnoughHasToGo) {
  create({10, 10min, empty_timeout, unused_timeout});
  const auto welcome = enter(ann, "Ann");
  wait(10min - 1ms);
  EXPECT_EQ(record.take(), (Told{"opened standup", "joined Ann"}));
  wait(1ms);
  EXPECT_EQ(refused(ann), ErrorId::Removed);
  EXPECT_EQ(record.take(), Told{"left"});
  protocol::Hello back{"Ann", {}};
  back.resume = welcome.resume;
  say_hello(ann_again, back);
  EXPECT_EQ(refused(ann_again), ErrorId::Removed);
}

TEST_F(CommandsTest, TheEndOfARoomIsForEveryone) {
  create();
  enter(ann, "Ann");
  look(ben);
  record.take();
  EXPECT_EQ(order(EndRoom{"standup", "RMother"}), Result::NotFound);
  EXPECT_EQ(order(EndRoom{"standup", "RMmade"}), Result::Done);
  EXPECT_EQ(refused(ann), ErrorId::RoomEnded);
  EXPECT_EQ(record.take(), (Told{"left", "ended"}));
  EXPECT_EQ(order(EndRoom{"standup", "RMmade"}), Result::NotFound);
  // Where one only looked at it, the name is free again, for another room.
  EXPECT_NE(enter(cleo, "Cleo").room_sid, "RMmade");
  EXPECT_EQ(record.take(), (Told{"opened standup", "joined Cleo"}));
}

TEST_F(CommandsTest, AHostsEndIsTheRooms) {
  create();
  enter(ann, "Ann");
  record.take();
  order(ann, HostAction::End, "");
  EXPECT_EQ(record.take(), (Told{"left", "ended"}));
  EXPECT_EQ(hub().room_count(), 0U);
}

TEST_F(CommandsTest, ARemovedParticipantMayComeAgainAsAnother) {
  create();
  say_token(ann, "Ann");
  EXPECT_EQ(order(RemoveParticipant{"standup", "RMmade", "PAnobody"}), Result::NotFound);
  EXPECT_EQ(order(RemoveParticipant{"standup", "RMmade", record.participant_id}), Result::Done);
  EXPECT_EQ(refused(ann), ErrorId::Removed);
  record.take();
  say_token(ann_again, "Ann");
  EXPECT_EQ(record.take(), Told{"joined Ann"});
}

}  // namespace
}  // namespace parley::hub
