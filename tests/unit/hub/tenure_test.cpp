// Rooms that come to this server from another, and go to another again.
#include "parley/hub/tenure.h"

#include <map>
#include <optional>

#include "meeting.h"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;
using protocol::Welcome;

class FakeLandlord : public Landlord {
 public:
  void freed(const std::string& room_name, const std::string& run, std::uint64_t clients) override {
    last = room_name + " " + run + " " + std::to_string(clients);
  }
  std::string last;
};

class TenureTest : public testing::Test {
 protected:
  static constexpr ConnectionId ann = 1;
  static constexpr ConnectionId ben = 2;

  // One server of several.
  struct Server {
    Server(base::IdSource& ids, const base::Signer& signer, std::int64_t started_at)
        : hub(ids, signer, options(started_at, landlord)) {}
    static HubOptions options(std::int64_t started_at, FakeLandlord& landlord) {
      HubOptions made;
      made.started_at = started_at;
      made.landlord = &landlord;
      return made;
    }
    FakeLandlord landlord;
    Hub hub;
  };

  std::optional<Welcome> enter(Server& server, ConnectionId id, const Tenure& tenure,
                               const std::string& resume = "", std::string_view room = "standup") {
    server.hub.own(room, tenure, now);
    server.hub.connect(id, room, Mode::Parley1, now);
    protocol::Hello hello{"Somebody", {}};
    hello.resume = resume;
    last = server.hub.receive(id, encode(hello), now);
    for (const Delivery& delivery : last) {
      if (delivery.to != id || !delivery.text) continue;
      auto any = protocol::decode_server_message(*delivery.text);
      if (const auto* welcome = std::get_if<Welcome>(&any.value())) return *welcome;
    }
    return std::nullopt;
  }

  [[nodiscard]] int closed_with(ConnectionId id) const {
    for (const Delivery& delivery : last) {
      if (delivery.to == id && !delivery.text) return delivery.close_code;
    }
    return 0;
  }

  CountingIds ids;
  PlainSigner signer;
  Instant now{100'000};
  Deliveries last;
  Server first{ids, signer, 1'000'000};
  Server second{ids, signer, 1'000'000};
  const Tenure before{"17", {}};
  const Tenure after{"18", {"17"}};
};

TEST_F(TenureTest, WhoWasInTheRoomElsewhereComesBackLongAfterTheStartOfThisServer) {
  const auto welcome = enter(first, ann, before);
  ASSERT_TRUE(welcome);
  EXPECT_EQ(welcome->restore_window, 0U) << "nobody was here before";
  const auto back = enter(second, ann, after, welcome->resume);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->id, welcome->id);
  EXPECT_EQ(back->restore_window, 30'000U);
}

TEST_F(TenureTest, OnlyForAWhileAfterTheRoomCame) {
  const auto of_ann = enter(first, ann, before);
  const auto of_ben = enter(first, ben, before);
  EXPECT_TRUE(enter(second, ann, after, of_ann->resume));
  now += restore_window;
  const auto back = enter(second, ben, after, of_ben->resume);
  ASSERT_TRUE(back);
  EXPECT_NE(back->id, of_ben->id);
}

TEST_F(TenureTest, NotWithAClaimOfARunThatTheRoomDoesNotComeFrom) {
  const auto welcome = enter(first, ann, before);
  const auto back = enter(second, ann, Tenure{"19", {"16", "15"}}, welcome->resume);
  ASSERT_TRUE(back);
  EXPECT_NE(back->id, welcome->id);
}

TEST_F(TenureTest, EachRoomHasAWindowOfItsOwn) {
  enter(second, ben, Tenure{"20", {"11"}}, "", "retro");
  now += restore_window;
  const auto welcome = enter(first, ann, before);
  const auto back = enter(second, ann, after, welcome->resume);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->id, welcome->id);
  const auto later = enter(second, 3, Tenure{"20", {"11"}}, "", "retro");
  ASSERT_TRUE(later);
  EXPECT_EQ(later->restore_window, 0U);
}

TEST_F(TenureTest, WithinARunOneResumes) {
  const auto welcome = enter(first, ann, before);
  first.hub.disconnect(ann, now);
  const auto back = enter(first, 11, before, welcome->resume);
  ASSERT_TRUE(back);
  EXPECT_TRUE(back->resumed);
}

TEST_F(TenureTest, WhoeverIsInALostRoomIsSentElsewhereAndNobodyHearsThatAnyoneLeft) {
  enter(first, ann, before);
  enter(first, ben, before);
  enter(first, 3, Tenure{"30", {}}, "", "retro");
  CommandResult result{};
  last = first.hub.carry_out(LoseRoom{"standup", "16"}, result, now);
  EXPECT_EQ(result, CommandResult::NotFound) << "it is of another run";
  EXPECT_TRUE(last.empty());
  last = first.hub.carry_out(LoseRoom{"standup", "17"}, result, now);
  EXPECT_EQ(result, CommandResult::Done);
  EXPECT_EQ(closed_with(ann), service_restart);
  EXPECT_EQ(closed_with(ben), service_restart);
  EXPECT_EQ(last.size(), 2U);
  EXPECT_EQ(first.hub.room_count(), 1U);
  EXPECT_EQ(first.landlord.last, "") << "who took it away knows";
}

TEST_F(TenureTest, WithTheLeaseAllRoomsAreLost) {
  enter(first, ann, before);
  enter(first, 3, Tenure{"30", {}}, "", "retro");
  first.hub.own("lobby", Tenure{"31", {}}, now);
  first.hub.connect(4, "lobby", Mode::Parley1, now);  // has said nothing yet
  last = first.hub.lose_all(now);
  for (const ConnectionId id : {ann, ConnectionId{3}, ConnectionId{4}}) {
    EXPECT_EQ(closed_with(id), service_restart);
  }
  EXPECT_EQ(first.hub.room_count(), 0U);
}

TEST_F(TenureTest, ARoomThatComesBackByAnotherTenureIsAnother) {
  const auto welcome = enter(first, ann, before);
  const auto other = enter(first, ben, Tenure{"19", {"18", "17"}});
  ASSERT_TRUE(other);
  EXPECT_TRUE(other->participants.empty());
  const auto back = enter(first, 11, Tenure{"19", {"18", "17"}}, welcome->resume);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->id, welcome->id);
  EXPECT_FALSE(back->resumed);
}

TEST_F(TenureTest, ARoomIsGivenBackWhenNobodyNeedsItAndWithTheNumberOfThoseWhoCame) {
  enter(first, ann, before);
  first.hub.own("standup", before, now);
  first.hub.connect(ben, "standup", Mode::Parley1, now);  // has said nothing yet
  first.hub.leave(ann, now);
  EXPECT_EQ(first.landlord.last, "");
  first.hub.disconnect(ben, now);
  EXPECT_EQ(first.landlord.last, "standup 17 2");
}

TEST_F(TenureTest, WhoMayComeBackKeepsTheRoomHere) {
  enter(first, ann, before);
  first.hub.disconnect(ann, now);
  EXPECT_EQ(first.landlord.last, "");
  now += resume_window;
  first.hub.expire(now);
  EXPECT_EQ(first.landlord.last, "standup 17 1");
}

TEST_F(TenureTest, ARoomWhoseOnlyClientWasRefusedBeforeIsGivenBack) {
  first.hub.own("standup", before, now);
  first.hub.expire(now);
  EXPECT_EQ(first.landlord.last, "standup 17 1");
}

}  // namespace
}  // namespace parley::hub
