#include "parley/core/heartbeat.h"

#include <gtest/gtest.h>

#include "parley/core/limits.h"

namespace parley::core {
namespace {

using namespace std::chrono_literals;
using Step = Heartbeat::Step;

constexpr Time start = 1000ms;

class HeartbeatTest : public testing::Test {
 protected:
  HeartbeatTest() { heartbeat_.start(start); }

  // The first of so many messages after which PING is due; 0 for none.
  std::uint32_t message_that_makes_ping_due(std::uint32_t messages) {
    for (std::uint32_t i = 1; i <= messages; ++i) {
      if (heartbeat_.count_message()) return i;
    }
    return 0;
  }

  Heartbeat heartbeat_;
};

TEST_F(HeartbeatTest, AsksTheServerRegularly) {
  Time due = start;
  for (int round = 0; round < 10; ++round) {
    due += limits::ping_interval;
    EXPECT_EQ(heartbeat_.deadline(), due);
    EXPECT_EQ(heartbeat_.due(due - 1ms), Step::None);
    EXPECT_EQ(heartbeat_.due(due), Step::Ping);
    EXPECT_EQ(heartbeat_.due(due), Step::None) << "each is asked for once";
    heartbeat_.heard(due);
  }
}

TEST_F(HeartbeatTest, GivesUpAServerThatSaysNothing) {
  const Time silent = start + limits::server_silence;
  EXPECT_EQ(heartbeat_.due(silent - 1ms), Step::Ping);
  EXPECT_EQ(heartbeat_.deadline(), silent);
  EXPECT_EQ(heartbeat_.due(silent), Step::GiveUp);
}

TEST_F(HeartbeatTest, WhateverTheServerSaysIsASignOfLife) {
  heartbeat_.heard(start + limits::server_silence - 1ms);
  EXPECT_EQ(heartbeat_.due(start + limits::server_silence), Step::Ping);
}

TEST_F(HeartbeatTest, AnswerThatIsExpectedSoonIsNotWaitedForLonger) {
  heartbeat_.expect_answer(start);
  EXPECT_EQ(heartbeat_.deadline(), start + limits::probe_timeout);
  EXPECT_EQ(heartbeat_.due(start + limits::probe_timeout), Step::GiveUp);
}

TEST_F(HeartbeatTest, AnswerThatComesSoonIsEnough) {
  heartbeat_.expect_answer(start);
  heartbeat_.heard(start + 1s);
  EXPECT_EQ(heartbeat_.due(start + limits::probe_timeout), Step::None);
}

TEST_F(HeartbeatTest, AsksAfterManyMessagesToo) {
  EXPECT_EQ(message_that_makes_ping_due(limits::messages_per_ping), limits::messages_per_ping);
  EXPECT_TRUE(heartbeat_.count_message()) << "until PING is sent";
  heartbeat_.pinged();
  EXPECT_EQ(message_that_makes_ping_due(limits::messages_per_ping), limits::messages_per_ping);
}

TEST_F(HeartbeatTest, MessagesOfBeforeCountOnceTheServerIsHeard) {
  heartbeat_.stop();
  EXPECT_EQ(message_that_makes_ping_due(2 * limits::messages_per_ping), 0U);
  heartbeat_.start(start);
  EXPECT_TRUE(heartbeat_.count_message());
}

TEST_F(HeartbeatTest, StoppedIsSilent) {
  heartbeat_.stop();
  heartbeat_.heard(start);
  EXPECT_EQ(heartbeat_.deadline(), std::nullopt);
  EXPECT_EQ(heartbeat_.due(start + 1h), Step::None);
}

}  // namespace
}  // namespace parley::core
