#include "parley/core/dominant_speaker.h"

#include <gtest/gtest.h>

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;

class DominantSpeakerTest : public testing::Test {
 protected:
  // Both are that loud for so long, five times a second. Says how often the speaker has changed.
  int hear(double ann, double ben, Time duration) {
    int changes = 0;
    for (const Time end = now_ + duration; now_ < end; now_ += 200ms) {
      changes += speaker_.heard("Ann", ann, now_) ? 1 : 0;
      changes += speaker_.heard("Ben", ben, now_) ? 1 : 0;
    }
    return changes;
  }

  DominantSpeaker speaker_;
  Time now_{0};
};

TEST_F(DominantSpeakerTest, NobodySpeaksInTheNoiseOfARoom) {
  EXPECT_EQ(hear(0.005, 0.004, 10s), 0);
  EXPECT_EQ(speaker_.speaker(), "");
}

TEST_F(DominantSpeakerTest, CoughIsNoSpeech) {
  hear(0.0, 0.0, 1s);
  EXPECT_EQ(hear(0.5, 0.0, 200ms), 0);
}

TEST_F(DominantSpeakerTest, WhoSpeaksIsTheSpeakerAndStaysItInASilence) {
  EXPECT_EQ(hear(0.2, 0.0, 1s), 1);
  EXPECT_EQ(speaker_.speaker(), "Ann");
  EXPECT_EQ(hear(0.0, 0.0, 20s), 0);
  EXPECT_EQ(speaker_.speaker(), "Ann");
}

TEST_F(DominantSpeakerTest, OtherTakesOverAfterAMoment) {
  hear(0.2, 0.0, 2s);
  EXPECT_EQ(hear(0.0, 0.2, 3s), 1);
  EXPECT_EQ(speaker_.speaker(), "Ben");
}

TEST_F(DominantSpeakerTest, TwoWhoSpeakAtOnceDoNotChangePlaces) {
  hear(0.2, 0.0, 2s);
  int changes = 0;
  for (int word = 0; word < 20; ++word) changes += hear(0.15, 0.2, 600ms) + hear(0.2, 0.15, 600ms);
  EXPECT_EQ(changes, 0);
}

TEST_F(DominantSpeakerTest, SpeakerWhoLeavesIsNone) {
  hear(0.2, 0.0, 2s);
  EXPECT_FALSE(speaker_.left("Ben"));
  EXPECT_TRUE(speaker_.left("Ann"));
  EXPECT_EQ(speaker_.speaker(), "");
  EXPECT_TRUE(speaker_.heard("Ben", 0.2, now_) || hear(0.0, 0.2, 2s) == 1);
}

}  // namespace
}  // namespace parley::core::test
