#include "parley/core/candidate_queue.h"

#include <gtest/gtest.h>

#include "describe.h"
#include "parley/core/limits.h"

namespace parley::core::test {
namespace {

class CandidateQueueTest : public testing::Test {
 protected:
  ActionQueue actions_;
  CandidateQueue queue_{7};
};

TEST_F(CandidateQueueTest, CandidateThatOvertakesItsDescriptionWaitsForIt) {
  queue_.receive(candidate("early", "u1"), actions_);
  EXPECT_EQ(drain(actions_), Lines{});
  queue_.description_applied(sdp("1", "u1"), actions_);
  EXPECT_EQ(drain(actions_), Lines{"#7 addIceCandidate early"});
  EXPECT_EQ(queue_.size(), 0U);
}

TEST_F(CandidateQueueTest, CandidateOfTheDescriptionInForceGoesThroughAtOnce) {
  queue_.description_applied(sdp("1", "u1"), actions_);
  queue_.receive(candidate("now", "u1"), actions_);
  EXPECT_EQ(drain(actions_), Lines{"#7 addIceCandidate now"});
}

TEST_F(CandidateQueueTest, CandidateOfAnotherGenerationStaysOutOfTheBrowser) {
  queue_.description_applied(sdp("1", "u2"), actions_);
  queue_.receive(candidate("stale", "u1"), actions_);
  EXPECT_EQ(drain(actions_), Lines{});
}

TEST_F(CandidateQueueTest, CandidatesKeepTheirOrder) {
  queue_.receive(candidate("first", "u1"), actions_);
  queue_.receive(candidate("other", "u2"), actions_);
  queue_.receive(candidate("second", "u1"), actions_);
  queue_.description_applied(sdp("1", "u1"), actions_);
  EXPECT_EQ(drain(actions_), (Lines{"#7 addIceCandidate first", "#7 addIceCandidate second"}));
}

TEST_F(CandidateQueueTest, CandidateWithoutFragmentIsForWhatIsInForce) {
  queue_.receive(candidate("bare", ""), actions_);
  EXPECT_EQ(drain(actions_), Lines{});
  queue_.description_applied(sdp("1", "u1"), actions_);
  EXPECT_EQ(drain(actions_), Lines{"#7 addIceCandidate bare"});
}

TEST_F(CandidateQueueTest, OldestIsDroppedAtTheLimit) {
  for (std::size_t i = 0; i <= limits::queued_candidates; ++i) {
    queue_.receive(candidate(std::to_string(i), "u1"), actions_);
  }
  EXPECT_EQ(queue_.size(), limits::queued_candidates);
  queue_.description_applied(sdp("1", "u1"), actions_);
  const Lines lines = drain(actions_);
  EXPECT_EQ(lines.size(), limits::queued_candidates);
  EXPECT_EQ(lines.front(), "#7 addIceCandidate 1");
}

}  // namespace
}  // namespace parley::core::test
