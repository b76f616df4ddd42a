#include "crowd.h"

#include <gtest/gtest.h>

#include "hosting.h"
#include "parley/protocol/limits.h"

namespace parley::hub {
namespace {

using protocol::ErrorId;

constexpr ClientBlock stranger = 7;
constexpr ClientBlock friends = 8;

TEST(CrowdTest, TheLatestOfTheBlockWithMostGivesItsPlaceUp) {
  EXPECT_EQ(place_to_give_up({1, 2, 1, 3, 1, 2}, 9), 4U);
  EXPECT_EQ(place_to_give_up({1, 1, 1, 2}, 2), 2U);
}

TEST(CrowdTest, NobodyMakesRoomForOneWhoWouldThenHaveMore) {
  EXPECT_EQ(place_to_give_up({1, 1, 2}, 2), std::nullopt);
  EXPECT_EQ(place_to_give_up({1, 1, 1}, 1), std::nullopt);
  EXPECT_EQ(place_to_give_up({1, 2, 3}, 9), std::nullopt);
}

TEST(CrowdTest, UnknownBlocksAreNotOne) {
  EXPECT_EQ(place_to_give_up({0, 0, 0}, 9), std::nullopt);
  EXPECT_EQ(place_to_give_up({0, 0, 1, 1, 0}, 0), 3U);
}

class CrowdedRoomTest : public Hosting {
 protected:
  /// A client of that block says HELLO, or with `preview` only previews. Answers with its id.
  ConnectionId come(ClientBlock client, bool preview = false) {
    hub().connect(++connection, "standup", Mode::Parley1, now, client);
    last = hub().receive(connection,
                         preview ? encode(protocol::Preview{}) : encode(protocol::Hello{"Eve", {}}),
                         now);
    return connection;
  }

  ConnectionId connection = 1000;
};

TEST_F(CrowdedRoomTest, OneAddressDoesNotFillTheWaitingRoom) {
  enter(ann, "Ann");
  set(ann, {{}, true});
  ConnectionId latest = 0;
  for (std::size_t count = 0; count < protocol::limits::waiting_per_room; ++count) {
    latest = come(stranger);
    EXPECT_EQ(closed_with(latest), 0);
  }
  const ConnectionId another = come(stranger);
  EXPECT_EQ(first<protocol::Error>(another).id, ErrorId::WaitingRoomFull);
  const ConnectionId invited = come(friends);
  EXPECT_FALSE(first<protocol::Waiting>(invited).id.empty());
  EXPECT_EQ(heard<protocol::Error>(latest).id, ErrorId::WaitingRoomFull);
  EXPECT_EQ(closed_with(latest), 1013);
  EXPECT_FALSE(first<protocol::KnockEnded>(ann).from.empty());
}

TEST_F(CrowdedRoomTest, AClassBehindOneAddressWaitsAndEnters) {
  enter(ann, "Ann");
  for (std::size_t count = 1; count < protocol::limits::participants_per_room; ++count) {
    EXPECT_EQ(closed_with(come(friends)), 0);
  }
}

TEST_F(CrowdedRoomTest, OneAddressDoesNotTakeAllPreviews) {
  enter(ann, "Ann");
  ConnectionId latest = 0;
  for (std::size_t count = 0; count < protocol::limits::previewers_per_room; ++count) {
    latest = come(stranger, true);
  }
  EXPECT_EQ(closed_with(come(stranger, true)), 1013);
  const ConnectionId invited = come(friends, true);
  EXPECT_FALSE(heard<protocol::Lobby>(invited).id.empty());
  EXPECT_EQ(heard<protocol::Error>(latest).id, ErrorId::LobbyFull);
}

TEST_F(CrowdedRoomTest, WhereTheOperatorSaysSoOneAddressHasOnlySomePlaces) {
  options.limits.participants_per_block = 2;
  SetUp();
  enter(ann, "Ann");
  EXPECT_EQ(closed_with(come(stranger)), 0);
  const auto second = first<protocol::Welcome>(come(stranger));
  const ConnectionId second_connection = connection;
  const ConnectionId third = come(stranger);
  EXPECT_EQ(heard<protocol::Error>(third).id, ErrorId::RoomFull);
  last = hub().connect(++connection, "standup", Mode::Legacy, now, stranger);
  EXPECT_EQ(closed_with(connection), 1013);
  EXPECT_EQ(closed_with(come(friends)), 0);
  // One who is away keeps its place, and comes back.
  lose(second_connection);
  EXPECT_EQ(closed_with(come(stranger)), 1013);
  EXPECT_TRUE(come_back(ben_again, second, 0).resumed);
}

TEST_F(CrowdedRoomTest, WhomAHostLetsInMayBeOneMore) {
  options.limits.participants_per_block = 1;
  SetUp();
  enter(ann, "Ann");
  EXPECT_EQ(closed_with(come(stranger)), 0);
  set(ann, {{}, true});
  const ConnectionId waiting = come(stranger);
  const auto id = first<protocol::Waiting>(waiting).id;
  ping(waiting);
  order(ann, protocol::HostAction::Admit, id);
  EXPECT_EQ(first<protocol::Welcome>(waiting).id, id);
}

}  // namespace
}  // namespace parley::hub
