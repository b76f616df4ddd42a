// What is refused, and that a refusal has no other effect: PROTOCOL.md, "Errors".
#include "meeting.h"
#include "parley/protocol/limits.h"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;
using protocol::ErrorId;

using Errors = Meeting;

TEST_F(Errors, TextThatIsNoJsonObjectIsBadJson) {
  join(ann, "Ann");
  join(ben, "Ben");
  for (const std::string_view text : {"", "{", "[]", "\"OFFER\"", "{\"type\":\"OFFER\"} x"}) {
    say(ann, text);
    expect_refused(ann, ErrorId::BadJson, 0);
  }
}

TEST_F(Errors, DeepNestingIsBadJson) {
  join(ann, "Ann");
  say(ann, R"({"type":"OFFER","x":)" + std::string(16, '[') + std::string(16, ']') + "}");
  expect_refused(ann, ErrorId::BadJson, 0);
}

TEST_F(Errors, MissingOrWrongFieldIsBadMessage) {
  join(ann, "Ann");
  for (const std::string_view text : {R"({})", R"({"type":1})", R"({"type":"OFFER","to":5})",
                                      R"({"type":"PUBLICATIONS","tracks":[{"kind":"smell"}]})"}) {
    say(ann, text);
    expect_refused(ann, ErrorId::BadMessage, 0);
  }
}

TEST_F(Errors, UnknownTypeIsRefusedAndNotRelayed) {
  join(ann, "Ann");
  join(ben, "Ben");
  for (const std::string_view type : {"CHAT", "USER_JOIN", "WELCOME", "ERROR", "offer", ""}) {
    say(ann, R"({"type":")" + std::string(type) + R"("})");
    expect_refused(ann, ErrorId::UnknownType, 0);
  }
}

TEST_F(Errors, SecondHelloIsUnknownType) {
  join(ann, "Ann");
  join(ben, "Ben");
  say(ann, encode(protocol::Hello{"Eve", {}}));
  expect_refused(ann, ErrorId::UnknownType, 0);
}

TEST_F(Errors, GuestSpeaksNoParley) {
  join_as_guest(ann);
  join(ben, "Ben");
  for (const std::string_view type : {"HELLO", "BYE", "PUBLICATIONS", "PING"}) {
    say(ann, R"({"type":")" + std::string(type) + R"(","identity":"Eve"})");
    expect_refused(ann, ErrorId::UnknownType, 0);
  }
}

TEST_F(Errors, FirstMessageOtherThanHelloCloses) {
  join(ann, "Ann");
  hub.connect(ben, "standup", Mode::Parley1, now);
  say(ben, R"({"type":"OFFER"})");
  expect_refused(ben, ErrorId::HelloRequired, 1008);
  say(ben, encode(protocol::Hello{"Ben", {}}));
  EXPECT_TRUE(last.empty());
}

TEST_F(Errors, UnreadableFirstMessageMayBeFollowedByHello) {
  hub.connect(ann, "standup", Mode::Parley1, now);
  say(ann, "HELLO");
  expect_refused(ann, ErrorId::BadJson, 0);
  say(ann, R"({"type":"HELLO"})");
  expect_refused(ann, ErrorId::BadMessage, 0);
  say(ann, encode(protocol::Hello{"Ann", {}}));
  EXPECT_EQ(heard<protocol::Welcome>(ann).room_name, "standup");
}

TEST_F(Errors, NoHelloWithinTwoSecondsCloses) {
  hub.connect(ann, "standup", Mode::Parley1, now);
  hub.connect(ben, "standup", Mode::Parley1, now + 500ms);
  ASSERT_EQ(hub.deadline(), now + 2s);
  last = hub.expire(now + 1999ms);
  EXPECT_TRUE(last.empty());
  last = hub.expire(now + 2s);
  expect_refused(ann, ErrorId::HelloTimeout, 1008);
  EXPECT_EQ(hub.deadline(), now + 2500ms);
}

TEST_F(Errors, MembersAndGuestsHaveNoDeadline) {
  join(ann, "Ann");
  join_as_guest(ben);
  EXPECT_FALSE(hub.deadline());
  last = hub.expire(now + 1h);
  EXPECT_TRUE(last.empty());
}

class FullRoom : public Meeting {
 protected:
  FullRoom() {
    for (ConnectionId id = 100; id < 100 + protocol::limits::participants_per_room; ++id) {
      join_as_guest(id);
    }
  }
};

TEST_F(FullRoom, RefusesGuest) {
  join_as_guest(ann);
  expect_refused(ann, ErrorId::RoomFull, 1013);
}

TEST_F(FullRoom, RefusesHello) {
  hub.connect(ann, "standup", Mode::Parley1, now);
  say(ann, encode(protocol::Hello{"Ann", {}}));
  expect_refused(ann, ErrorId::RoomFull, 1013);
}

TEST_F(FullRoom, HasPlaceAgainOnceSomeoneLeaves) {
  hub.disconnect(100, now);
  join(ann, "Ann");
  EXPECT_EQ(heard<protocol::Welcome>(ann).participants.size(), 49U);
}

}  // namespace
}  // namespace parley::hub
