// A room's sid leads to it as its name does (PROTOCOL.md).
#include <gtest/gtest.h>

#include "parley/hub/room_directory.h"
#include "returning.h"

namespace parley::hub {
namespace {

using protocol::ErrorId;
using protocol::Hello;
using protocol::Welcome;

const std::string sid_as_name = "RM0123456789abcdef0123456789abcdef";

TEST(RoomSid, IsWrittenInOneWay) {
  EXPECT_TRUE(is_room_sid(sid_as_name));
  for (const std::string text :
       {"RM1", "standup", "", "RM0123456789ABCDEF0123456789ABCDEF",
        "PA0123456789abcdef0123456789abcdef", "RM0123456789abcdef0123456789abcdef0"}) {
    EXPECT_FALSE(is_room_sid(text)) << text;
  }
}

TEST(RoomDirectory, FirstEntryOfASidStands) {
  RoomDirectory directory;
  EXPECT_TRUE(directory.add("RM1", "standup"));
  EXPECT_FALSE(directory.add("RM1", "other"));
  EXPECT_EQ(directory.name_of("RM1"), "standup");
  directory.remove("RM1");
  EXPECT_EQ(directory.name_of("RM1"), std::nullopt);
}

/// Takes "NAME@ROOM" for a token.
class RoomTokens : public base::TokenVerifier {
 public:
  [[nodiscard]] protocol::Result<base::Access> verify(std::string_view token,
                                                      std::string_view room_name) const override {
    const std::size_t at = token.find('@');
    if (token.substr(at + 1) != room_name) return protocol::vendor_error(ErrorId::RoomNotFound);
    return base::Access{std::string(token.substr(0, at))};
  }
};

class RoomSidTest : public Returning {
 protected:
  RoomSidTest() {
    options.directory = &directory;
    options.tokens = &tokens;
    restart_server();
  }

  Welcome enter_with_token(ConnectionId id, const std::string& token,
                           const std::string& resume = "", std::string_view room = "standup") {
    Hello hello{"Says who", {}};
    hello.token = token;
    hello.resume = resume;
    hub().connect(id, room, Mode::Parley1, now);
    last = hub().receive(id, encode(hello), now);
    return texts(id).empty() ? Welcome{} : decoded<Welcome>(texts(id).front());
  }

  RoomDirectory directory;
  RoomTokens tokens;
};

TEST_F(RoomSidTest, LeadsToTheRoomAsLongAsItExists) {
  const std::string sid = enter(ann, "Ann").room_sid;
  EXPECT_EQ(directory.name_of(sid), "standup");
  last = hub().leave(ann, now);
  EXPECT_EQ(directory.name_of(sid), std::nullopt);
}

TEST_F(RoomSidTest, RoomNamedByASidHasThatSid) {
  const Welcome welcome = enter(ann, "Ann", sid_as_name);
  EXPECT_EQ(welcome.room_sid, sid_as_name);
  EXPECT_EQ(welcome.room_name, sid_as_name);
  EXPECT_EQ(enter(ben, "Ben", sid_as_name).participants.size(), 1U);
  EXPECT_EQ(directory.name_of(sid_as_name), sid_as_name);
}

TEST_F(RoomSidTest, RoomNamedByASidSurvivesARestart) {
  now = Instant{60'000};
  const Welcome before = enter(ann, "Ann", sid_as_name);
  restart_server();
  const Welcome after = come_back(ann_again, before, 0, sid_as_name);
  EXPECT_EQ(after.id, before.id);
  EXPECT_EQ(after.room_sid, sid_as_name);
}

// Those who come back with claims of a later meeting take the place of those of an earlier one.
TEST_F(RoomSidTest, MeetingsUnderOneSidAreStillTold) {
  now = Instant{60'000};
  const Welcome earlier = enter(ann, "Ann", sid_as_name);
  last = hub().leave(ann, now);
  now += Instant{1000};
  const Welcome later = enter(ben, "Ben", sid_as_name);
  restart_server();
  EXPECT_EQ(come_back(ann_again, earlier, 0, sid_as_name).id, earlier.id);
  come_back(ben_again, later, 0, sid_as_name);
  EXPECT_EQ(closed_with(ann_again), 1000);
}

TEST_F(RoomSidTest, TokenForTheSidOpensTheRoom) {
  const std::string sid = enter(ann, "Ann").room_sid;
  EXPECT_EQ(enter_with_token(ben, "Ben@" + sid).participants.size(), 1U);
  hub().connect(cleo, "standup", Mode::Parley1, now);
  last = hub().receive(cleo, encode(protocol::Preview{"Cleo@" + sid}), now);
  EXPECT_EQ(heard<protocol::Lobby>(cleo).room_sid, sid);
}

TEST_F(RoomSidTest, TokenForAnotherSidDoesNot) {
  enter(ann, "Ann");
  Hello hello{"Ben", {}};
  hello.token = "Ben@" + sid_as_name;
  hub().connect(ben, "standup", Mode::Parley1, now);
  say(ben, encode(hello));
  expect_refused(ben, ErrorId::RoomNotFound, 1008);
}

TEST_F(RoomSidTest, SidOfBeforeTheRestartLeadsToTheRoomToo) {
  now = Instant{60'000};
  const Welcome before = enter(ann, "Ann");
  restart_server();
  const std::string token = "Ann@" + before.room_sid;
  const Welcome after = enter_with_token(ann_again, token, before.resume);
  EXPECT_EQ(after.id, before.id);
  EXPECT_EQ(directory.name_of(before.room_sid), "standup");
  EXPECT_EQ(directory.name_of(after.room_sid), "standup");
  EXPECT_EQ(enter_with_token(ben, "Ben@" + before.room_sid).participants.size(), 1U);
}

}  // namespace
}  // namespace parley::hub
