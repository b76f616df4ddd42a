#include "queues.h"

#include <gtest/gtest.h>

#include <string>

namespace parley::callbacks {
namespace {

using namespace std::chrono_literals;
using Outcome = Queues::Outcome;

class QueuesTest : public testing::Test {
 protected:
  void add(const std::string& room, const std::string& url = "u") {
    queues.add({room, url, false, {}}, now);
  }
  /// The URLs of those that begin.
  std::vector<std::string> begin(std::size_t most = 10) {
    std::vector<std::string> urls;
    for (const auto* callback : queues.begin(most, now)) urls.push_back(callback->url);
    return urls;
  }

  using Urls = std::vector<std::string>;

  base::CallbackCounters counters;
  Queues queues{counters};
  Queues::Time now{1h};
};

TEST_F(QueuesTest, ThoseOfOneRoomGoOneAfterTheOther) {
  add("RM1", "a");
  add("RM1", "b");
  EXPECT_EQ(begin(), Urls{"a"});
  EXPECT_EQ(begin(), Urls{});
  EXPECT_FALSE(queues.settle("RM1", Outcome::Delivered, now));
  EXPECT_EQ(begin(), Urls{"b"});
  queues.settle("RM1", Outcome::Delivered, now);
  EXPECT_EQ(queues.size(), 0U);
  EXPECT_EQ(counters.delivered, 2U);
  EXPECT_EQ(counters.waiting, 0U);
}

TEST_F(QueuesTest, AsManyRoomsAtATimeAsAreAskedFor) {
  for (const char* room : {"RM1", "RM2", "RM3"}) add(room);
  EXPECT_EQ(begin(2).size(), 2U);
  EXPECT_EQ(begin(2).size(), 1U);
}

TEST_F(QueuesTest, WhatFailsIsTriedAgainLaterAndLaterAndGivenUp) {
  add("RM1", "a");
  add("RM1", "b");
  for (const auto pause : pauses) {
    EXPECT_EQ(begin(), Urls{"a"});
    EXPECT_FALSE(queues.settle("RM1", Outcome::Failed, now));
    EXPECT_EQ(queues.next(), now + pause);
    now += pause - 1ms;
    EXPECT_EQ(begin(), Urls{});
    now += 1ms;
  }
  EXPECT_EQ(begin(), Urls{"a"});
  EXPECT_TRUE(queues.settle("RM1", Outcome::Failed, now));
  EXPECT_EQ(begin(), Urls{"b"});
  EXPECT_EQ(counters.given_up, 1U);
  EXPECT_EQ(counters.retries, pauses.size());
}

TEST_F(QueuesTest, WhatIsRefusedIsGivenUpAtOnce) {
  add("RM1", "a");
  begin();
  EXPECT_TRUE(queues.settle("RM1", Outcome::Refused, now));
  EXPECT_EQ(queues.size(), 0U);
  EXPECT_EQ(counters.given_up, 1U);
}

TEST_F(QueuesTest, WhatHasWaitedForTooLongIsGivenUp) {
  add("RM1", "a");
  add("RM1", "b");
  now += 1ms;
  add("RM1", "c");
  begin();
  now += longest_wait - 1ms;
  EXPECT_TRUE(queues.settle("RM1", Outcome::Failed, now));
  EXPECT_EQ(begin(), Urls{"c"});
  EXPECT_EQ(counters.given_up, 2U);
}

TEST_F(QueuesTest, OneRoomTakesUpNoMoreThanItsPart) {
  for (std::size_t i = 0; i <= waiting_per_room; ++i) add("RM1");
  EXPECT_EQ(queues.size(), waiting_per_room);
  EXPECT_EQ(counters.given_up, 1U);
  for (std::size_t i = 0; queues.size() < waiting; ++i) add("RM of " + std::to_string(i));
  add("RM more");
  EXPECT_EQ(queues.size(), waiting);
  EXPECT_EQ(counters.given_up, 2U);
}

}  // namespace
}  // namespace parley::callbacks
