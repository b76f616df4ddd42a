#include "deadline_queue.h"

#include <gtest/gtest.h>

#include <compare>

namespace parley::hub {
namespace {

using namespace std::chrono_literals;

struct Key {
  int kind = 0;
  int of = 0;

  friend auto operator<=>(const Key&, const Key&) = default;
};

class DeadlineQueueTest : public testing::Test {
 protected:
  std::vector<int> take_all(Instant now) {
    std::vector<int> taken;
    while (const auto key = queue.take_due(now)) taken.push_back(key->of);
    return taken;
  }

  DeadlineQueue<Key> queue;
};

TEST_F(DeadlineQueueTest, TakesWhatIsDueInTheOrderOfTime) {
  queue.set({0, 1}, 30ms);
  queue.set({0, 2}, 10ms);
  queue.set({0, 3}, 20ms);
  EXPECT_EQ(queue.next(), 10ms);
  EXPECT_EQ(take_all(20ms), (std::vector{2, 3}));
  EXPECT_EQ(queue.next(), 30ms);
}

TEST_F(DeadlineQueueTest, AtOneTimeTheKindComesFirstAndThenTheOrderOfSetting) {
  queue.set({2, 1}, 10ms);
  queue.set({1, 9}, 10ms);
  queue.set({1, 3}, 10ms);
  EXPECT_EQ(take_all(10ms), (std::vector{9, 3, 1}));
}

TEST_F(DeadlineQueueTest, SettingAgainReplacesTheDeadline) {
  queue.set({0, 1}, 10ms);
  queue.set({0, 1}, 20ms);
  EXPECT_EQ(queue.next(), 20ms);
  EXPECT_EQ(take_all(60ms), std::vector{1});
}

TEST_F(DeadlineQueueTest, WhatIsStoppedIsNeverDue) {
  queue.set({0, 1}, 10ms);
  queue.stop({0, 1});
  queue.stop({0, 2});
  EXPECT_FALSE(queue.is_set({0, 1}));
  EXPECT_EQ(queue.next(), std::nullopt);
  EXPECT_TRUE(take_all(60ms).empty());
}

}  // namespace
}  // namespace parley::hub
