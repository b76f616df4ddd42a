#include "parley/core/encoding.h"

#include <gtest/gtest.h>

#include "describe.h"

namespace parley::core::test {
namespace {

using protocol::TrackKind;

const LocalTrack camera{{"MTv", TrackKind::Video, "camera"}};
const LocalTrack microphone{{"MTa", TrackKind::Audio, "microphone"}};
const LocalTrack screen{{"MTs", TrackKind::Video, "screen"}, true};

TEST(Encodings, NothingIsLimitedForOneOther) {
  EXPECT_EQ(encoding_for(camera, 1, {}, {}), Encoding{});
  EXPECT_EQ(encoding_for(screen, 1, {}, {}), Encoding{});
  EXPECT_EQ(encoding_for(microphone, 12, {}, {}), Encoding{});
}

TEST(Encodings, AllTogetherStayWithinWhatALineAndAProcessorBear) {
  for (std::size_t others = 2; others <= 49; ++others) {
    const Encoding encoding = encoding_for(camera, others, {}, {});
    const Encoding fewer = encoding_for(camera, others - 1, {}, {});
    ASSERT_GT(encoding.max_bitrate, 0U);
    if (others <= 16) {
      EXPECT_LE(encoding.max_bitrate * others, 2'500'000U) << others;
    }
    if (others == 2) continue;
    EXPECT_LE(encoding.max_bitrate, fewer.max_bitrate);
    EXPECT_LE(encoding.max_framerate, fewer.max_framerate);
    EXPECT_LE(encoding.max_height, fewer.max_height);
  }
}

TEST(Encodings, ScreenLosesFramesButNoLines) {
  const Encoding encoding = encoding_for(screen, 7, {}, {});
  EXPECT_EQ(encoding.max_height, 0U);
  EXPECT_LE(encoding.max_framerate, 8U);
}

TEST(Encodings, TheStrictestLimitHolds) {
  EXPECT_EQ(encoding_for(camera, 1, {0, 200'000}, {}).max_bitrate, 200'000U);
  EXPECT_EQ(encoding_for(camera, 7, {0, 9'000'000}, {}).max_bitrate, 300'000U);
  EXPECT_EQ(encoding_for(microphone, 1, {16'000, 0}, {}).max_bitrate, 16'000U);
}

TEST(Encodings, FollowFromWhatIsShown) {
  const Encoding small = encoding_for(camera, 1, {}, {"MTv", false, 180});
  EXPECT_EQ(small.max_height, 180U);
  EXPECT_EQ(small.max_bitrate, 180'000U);
  EXPECT_EQ(encoding_for(camera, 7, {}, {"MTv", false, 1080}).max_height, 270U);
  EXPECT_FALSE(encoding_for(camera, 1, {}, {"MTv", true, 0}).active);
}

TEST(Encodings, StartIsSharedAndNeverBelowWhatBrowsersBeginWith) {
  EXPECT_EQ(start_bitrate(1, {}), 1'200'000U);
  EXPECT_EQ(start_bitrate(0, {}), 1'200'000U);
  EXPECT_EQ(start_bitrate(2, {}), 600'000U);
  EXPECT_EQ(start_bitrate(4, {}), 0U);
  EXPECT_EQ(start_bitrate(49, {}), 0U);
  EXPECT_EQ(start_bitrate(1, {0, 500'000}), 500'000U);
  EXPECT_EQ(start_bitrate(1, {0, 200'000}), 0U);
}

class SentEncodingsTest : public testing::Test {
 protected:
  Lines update(std::size_t others, BitrateLimits limits = {}) {
    encodings_.update(1, {microphone, camera}, others, limits, actions_);
    return drain(actions_);
  }

  ActionQueue actions_;
  SentEncodings encodings_;
};

TEST_F(SentEncodingsTest, OnlyChangesAreSet) {
  EXPECT_EQ(update(1), Lines{});
  EXPECT_EQ(update(3), Lines{"#1 setEncoding MTv active 800000 30 540"});
  EXPECT_EQ(update(3), Lines{});
  EXPECT_EQ(update(1), Lines{"#1 setEncoding MTv active 0 0 0"});
  EXPECT_EQ(update(1, {16'000, 0}), Lines{"#1 setEncoding MTa active 16000 0 0"});
}

TEST_F(SentEncodingsTest, NewConnectionIsLimitedAnew) {
  update(3);
  encodings_.connection_replaced();
  EXPECT_EQ(update(3), Lines{"#1 setEncoding MTv active 800000 30 540"});
}

TEST_F(SentEncodingsTest, WhatIsNotWantedIsNotSent) {
  encodings_.set_preferences({{"MTv", true, 0}, {"MTx", true, 0}});
  EXPECT_EQ(update(1), Lines{"#1 setEncoding MTv 0 0 0"});
  encodings_.set_preferences({});
  EXPECT_EQ(update(1), Lines{"#1 setEncoding MTv active 0 0 0"});
}

}  // namespace
}  // namespace parley::core::test
