#include "parley/websocket/liveness.h"

#include <gtest/gtest.h>

namespace parley::websocket {
namespace {

using namespace std::chrono_literals;
using Ids = std::vector<hub::ConnectionId>;

TEST(Liveness, WithoutConnectionsHasNoDeadline) {
  Liveness liveness;
  EXPECT_FALSE(liveness.deadline());
  liveness.remove(liveness.add(1, 0s));
  EXPECT_FALSE(liveness.deadline());
}

TEST(Liveness, AsksAfterFiveSecondsOfSilenceAndGivesUpAfterFifteen) {
  Liveness liveness;
  liveness.add(1, 0s);
  EXPECT_EQ(liveness.deadline(), 5s);
  EXPECT_TRUE(liveness.check(4999ms).to_ask.empty());
  EXPECT_EQ(liveness.check(6s).to_ask, Ids{1});
  EXPECT_EQ(liveness.deadline(), 16s);
  const auto later = liveness.check(15'999ms);
  EXPECT_TRUE(later.to_ask.empty());
  EXPECT_TRUE(later.lost.empty());
  EXPECT_EQ(liveness.check(17s).lost, Ids{1});
}

TEST(Liveness, WhoeverIsHeardIsAskedLater) {
  Liveness liveness;
  const auto ann = liveness.add(1, 0s);
  liveness.add(2, 0s);
  liveness.heard(ann, 3s);
  EXPECT_EQ(liveness.check(5s).to_ask, Ids{2});
  EXPECT_EQ(liveness.check(8s).to_ask, Ids{1});
  liveness.heard(ann, 9s);
  EXPECT_EQ(liveness.check(15s).lost, Ids{2});
  EXPECT_EQ(liveness.check(18s).to_ask, Ids{});
  EXPECT_EQ(liveness.check(19s).lost, Ids{2});
}

TEST(Liveness, OneWhoIsRemovedIsNeitherAskedNorLost) {
  Liveness liveness;
  const auto ann = liveness.add(1, 0s);
  const auto ben = liveness.add(2, 1s);
  liveness.check(5s);
  liveness.remove(ann);
  liveness.remove(ben);
  EXPECT_FALSE(liveness.deadline());
  EXPECT_TRUE(liveness.check(1min).lost.empty());
}

TEST(Liveness, LooksNoMoreOftenThanOnceASecond) {
  Liveness liveness;
  liveness.add(1, 0ms);
  liveness.add(2, 10ms);
  EXPECT_EQ(liveness.check(5s).to_ask, Ids{1});
  EXPECT_EQ(liveness.deadline(), 6s);
  EXPECT_TRUE(liveness.check(5500ms).to_ask.empty());
  EXPECT_EQ(liveness.check(6s).to_ask, Ids{2});
}

TEST(Liveness, AfterASleepOfTheServerEveryoneHasTimeToAnswer) {
  Liveness liveness;
  liveness.add(1, 0s);
  const auto silent = liveness.check(1h);
  EXPECT_EQ(silent.to_ask, Ids{1});
  EXPECT_TRUE(silent.lost.empty());
}

}  // namespace
}  // namespace parley::websocket
