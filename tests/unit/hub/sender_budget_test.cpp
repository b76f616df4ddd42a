// Whoever sends too much to others pays for it, and nobody else: PROTOCOL.md, "Errors".
#include "sender_budget.h"

#include "returning.h"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;
using protocol::ErrorId;
using protocol::Welcome;

constexpr RelayLimits few{{1, 3}, {100, 300}, {10, 5}, {1000, 1000}};

TEST(SenderBudgetTest, LimitsMessagesToEachRecipient) {
  SenderBudget budget(few, 0ms);
  for (int count = 0; count < 3; ++count) EXPECT_TRUE(budget.take_for("PA1", 1, 0ms));
  EXPECT_FALSE(budget.take_for("PA1", 1, 0ms));
  EXPECT_TRUE(budget.take_for("PA2", 1, 0ms));
  EXPECT_FALSE(budget.take_for("PA1", 1, 999ms));
  EXPECT_TRUE(budget.take_for("PA1", 1, 1000ms));
}

TEST(SenderBudgetTest, LimitsBytesToEachRecipient) {
  SenderBudget budget(few, 0ms);
  EXPECT_TRUE(budget.take_for("PA1", 200, 0ms));
  EXPECT_FALSE(budget.take_for("PA1", 101, 0ms));
  EXPECT_TRUE(budget.take_for("PA1", 100, 0ms));
}

TEST(SenderBudgetTest, LimitsAllThatIsDelivered) {
  SenderBudget budget(few, 0ms);
  EXPECT_FALSE(budget.take_for_all(6, 1, 0ms));
  EXPECT_FALSE(budget.take_for_all(4, 251, 0ms));
  EXPECT_TRUE(budget.take_for_all(4, 250, 0ms));
  EXPECT_FALSE(budget.take_for_all(1, 1, 0ms));
  EXPECT_FALSE(budget.take_for("PA1", 1, 0ms)) << "one recipient's share of it, too";
  EXPECT_TRUE(budget.take_for_all(4, 250, 1000ms));
}

TEST(SenderBudgetTest, RemembersALimitedNumberOfRecipients) {
  constexpr RelayLimits much = {{1, 1}, {1e9, 1e9}, {1e9, 1e9}, {1e9, 1e9}};
  SenderBudget budget(much, 0ms);
  EXPECT_TRUE(budget.take_for("PA1", 1, 0ms));
  for (std::size_t other = 1; other < 2 * protocol::limits::participants_per_room; ++other) {
    EXPECT_TRUE(budget.take_for("other " + std::to_string(other), 1, 0ms));
  }
  EXPECT_FALSE(budget.take_for("PA1", 1, 0ms));
  EXPECT_TRUE(budget.take_for("one more", 1, 0ms));
  EXPECT_TRUE(budget.take_for("PA1", 1, 0ms));
}

class Flooding : public Returning {
 protected:
  /// As much as the connection itself allows at once: 2,000 messages, or fewer long ones.
  void flood(ConnectionId from, const std::string& to, std::size_t bytes) {
    const std::string text = R"({"type":"candidate","to":")" + to +
                             R"(","candidate":{"candidate":")" + std::string(bytes, 'x') + "\"}}";
    constexpr std::size_t most = 2000;
    for (std::size_t count = 0; count < most; ++count) {
      say(from, text);
      if (closed_with(from) != 0) return;
      reached += texts(ann).size();
      reached_bytes += texts(ann).size() * text.size();
    }
  }

  void expect_closed(ConnectionId id) const {
    EXPECT_EQ(heard<protocol::Error>(id).id, ErrorId::TooManyMessages);
    EXPECT_EQ(closed_with(id), 1008);
  }

  Welcome ann_welcome = enter(ann, "Ann");
  Welcome ben_welcome = enter(ben, "Ben");
  std::size_t reached = 0;
  std::size_t reached_bytes = 0;
};

TEST_F(Flooding, TheOneWhoSendsTooManyMessagesIsClosed) {
  flood(ben, ann_welcome.id, 10);
  expect_closed(ben);
  EXPECT_EQ(reached, 500U);
  EXPECT_EQ(heard<protocol::UserReconnecting>(ann).from, ben_welcome.id);
}

TEST_F(Flooding, SoIsTheOneWhoSendsTooManyBytes) {
  flood(ben, ann_welcome.id, 60'000);
  expect_closed(ben);
  EXPECT_LE(reached_bytes, 262'144U) << "less than may wait for one client to read";
}

TEST_F(Flooding, AHostThatIsAwayKeepsItsPlaceAndItsRole) {
  lose(ann);
  flood(ben, ann_welcome.id, 60'000);
  EXPECT_EQ(closed_with(ben), 1008);
  int id = 100;
  for (Instant away = 0s; away < resume_window - 1s; away += 1s) {
    wait(1s);
    come_back(++id, ben_welcome, 0);
    flood(id, ann_welcome.id, 60'000);
  }
  const Welcome back = come_back(ann_again, ann_welcome, 1);
  EXPECT_EQ(back.id, ann_welcome.id);
  EXPECT_EQ(back.state.hosts, std::vector{ann_welcome.id});
}

TEST_F(Flooding, WhatGoesToAllCountsForEachOfThem) {
  constexpr ConnectionId first = 100;
  constexpr std::size_t others = protocol::limits::participants_per_room - 2;
  for (ConnectionId id = first; id < first + others; ++id) enter(id, "Other");
  std::size_t lists = 0;
  while (lists < 2000) {
    const protocol::TrackPublication camera{"MT1", protocol::TrackKind::Video, "camera",
                                            lists % 2 == 0};
    say(ben, encode(protocol::Publications{"", {camera}}));
    if (closed_with(ben) != 0) break;
    ++lists;
  }
  EXPECT_EQ(lists, 4000 / (others + 1));
  expect_closed(ben);
}

TEST_F(Flooding, WhoLeavesAndComesAgainGoesOnWithWhatIsLeft) {
  constexpr ClientBlock home = 7;
  constexpr ClientBlock elsewhere = 8;
  ConnectionId latest = 100;
  const auto comes = [&](ClientBlock from) {
    hub().connect(++latest, "standup", Mode::Parley1, now, from);
    last = hub().receive(latest, encode(protocol::Hello{"Mallory", {}}), now);
  };
  const auto reached_by = [&](ClientBlock from) {
    comes(from);
    reached = 0;
    flood(latest, ann_welcome.id, 10);
    expect_closed(latest);
    return reached;
  };
  comes(home);
  const std::string text = R"({"type":"candidate","to":")" + ann_welcome.id + "\"}";
  for (int count = 0; count < 499; ++count) say(latest, text);
  say(latest, R"({"type":"BYE"})");
  EXPECT_EQ(reached_by(home), 1U);
  EXPECT_EQ(reached_by(elsewhere), 500U);
  EXPECT_EQ(reached_by(home), 500U) << "the one before is still there";
}

TEST_F(Flooding, WhatHasBeenUsedComesBackMeanwhile) {
  constexpr ClientBlock home = 7;
  const std::string text = R"({"type":"candidate","to":")" + ann_welcome.id + "\"}";
  for (ConnectionId id = 100; id < 103; ++id) {
    hub().connect(id, "standup", Mode::Parley1, now, home);
    last = hub().receive(id, encode(protocol::Hello{"Ben", {}}), now);
    for (int count = 0; count < 500; ++count) say(id, text);
    EXPECT_EQ(closed_with(id), 0);
    say(id, R"({"type":"BYE"})");
    wait(10s);
  }
}

TEST_F(Flooding, AGuestThatFloodsLeaves) {
  join_as_guest(cleo);
  const std::string text = R"({"type":"OFFER","sdp":")" + std::string(60'000, 'x') + "\"}";
  for (int count = 0; count < 2000 && closed_with(cleo) == 0; ++count) say(cleo, text);
  EXPECT_EQ(closed_with(cleo), 1008);
  EXPECT_EQ(texts(ann).size(), 1U);
  EXPECT_FALSE(heard<protocol::UserLeave>(ann).from.empty());
}

}  // namespace
}  // namespace parley::hub
