#include "parley/core/reconnect_policy.h"

#include <gtest/gtest.h>

#include <vector>

#include "parley/core/limits.h"

namespace parley::core {
namespace {

using namespace std::chrono_literals;
using Goal = ReconnectPolicy::Goal;

// The next delays, which are to be these and jitter.
void expect_delays(ReconnectPolicy& policy, Goal goal, const std::vector<Time>& least) {
  for (const Time delay : least) {
    const Time next = policy.next_delay(goal);
    EXPECT_GE(next, delay);
    EXPECT_LT(next, delay + limits::reconnect_jitter);
  }
}

TEST(ReconnectPolicy, WhoWasInTheRoomComesBackAtOnceAndThenWaitsLongerAndLonger) {
  ReconnectPolicy policy;
  EXPECT_EQ(policy.next_delay(Goal::Room), 0ms) << "without jitter";
  expect_delays(policy, Goal::Room, {300ms, 1200ms, 2700ms, 4800ms, 7s, 7s, 7s});
}

TEST(ReconnectPolicy, APreviewIsTriedAgainLaterAndLessOften) {
  ReconnectPolicy policy;
  expect_delays(policy, Goal::Preview, {1s, 2s, 5s, 15s, 30s, 60s, 60s});
}

TEST(ReconnectPolicy, ClientsDoNotComeAtTheSameMoment) {
  ReconnectPolicy one;
  ReconnectPolicy same;
  ReconnectPolicy other;
  one.seed(7);
  same.seed(7);
  other.seed(8'000'000);
  std::vector<Time> delays;
  std::vector<Time> others;
  for (int attempt = 0; attempt < 6; ++attempt) {
    delays.push_back(one.next_delay(Goal::Room));
    others.push_back(other.next_delay(Goal::Room));
    EXPECT_EQ(same.next_delay(Goal::Room), delays.back()) << "so that a log can be replayed";
  }
  EXPECT_NE(delays, others);
}

TEST(ReconnectPolicy, AnySeedGivesJitter) {
  ReconnectPolicy policy;
  policy.seed(0);  // of which xorshift would make nothing but zeros
  policy.next_delay(Goal::Room);
  EXPECT_NE(policy.next_delay(Goal::Room), 300ms);
}

TEST(ReconnectPolicy, DelaysBeginAnew) {
  ReconnectPolicy policy;
  for (int attempt = 0; attempt < 5; ++attempt) policy.next_delay(Goal::Room);
  policy.start_over();
  EXPECT_EQ(policy.next_delay(Goal::Room), 0ms);
}

TEST(ReconnectPolicy, ASocketThatOpensLateIsGivenTheTimeThatOneTookBefore) {
  ReconnectPolicy policy;
  EXPECT_EQ(policy.opening_timeout(Goal::Room), limits::shortest_opening);
  policy.opened(700ms);
  EXPECT_EQ(policy.opening_timeout(Goal::Room), 4 * 700ms);
  policy.opened(1min);
  EXPECT_EQ(policy.opening_timeout(Goal::Room), limits::reconnect_timeout);
}

TEST(ReconnectPolicy, ForAPreviewASocketHasTheWholeTime) {
  ReconnectPolicy policy;
  policy.opened(10ms);
  EXPECT_EQ(policy.opening_timeout(Goal::Preview), limits::reconnect_timeout);
}

TEST(ReconnectPolicy, NowAndThenASocketHasTheWholeTimeAndInTheEndEachHas) {
  ReconnectPolicy policy;
  for (std::uint32_t attempt = 1; attempt <= limits::hasty_openings + 12; ++attempt) {
    const bool patient = attempt % limits::openings_per_patient_one == 0;
    EXPECT_EQ(policy.opening_timeout(Goal::Room), patient || attempt > limits::hasty_openings
                                                      ? limits::reconnect_timeout
                                                      : limits::shortest_opening)
        << "attempt " << attempt;
    policy.not_answered();
  }
}

TEST(ReconnectPolicy, AnAnswerOrAnotherNetworkIsReasonForHasteAgain) {
  ReconnectPolicy policy;
  const auto tire = [&policy] {
    for (std::uint32_t i = 0; i < limits::hasty_openings; ++i) policy.not_answered();
    EXPECT_EQ(policy.opening_timeout(Goal::Room), limits::reconnect_timeout);
  };
  tire();
  policy.opened(10ms);
  EXPECT_EQ(policy.opening_timeout(Goal::Room), limits::shortest_opening);
  tire();
  policy.start_over();
  EXPECT_EQ(policy.opening_timeout(Goal::Room), limits::shortest_opening);
}

}  // namespace
}  // namespace parley::core
