#include "parley/core/encoding.h"

#include <gtest/gtest.h>

#include <vector>

#include "describe.h"

namespace parley::core::test {
namespace {

using protocol::TrackKind;

const LocalTrack camera{{"MTv", TrackKind::Video, "camera"}};
const LocalTrack microphone{{"MTa", TrackKind::Audio, "microphone"}};

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
  // As the room does it, with another participant on connection 2 where there are `others`.
  Lines update(bool others, BitrateLimits limits = {}) {
    SharedUpload upload;
    encodings_.demand(1, tracks_, upload.demands);
    if (others) upload.demands.push_back({2, "MTv"});
    upload.shares = share_upload(upload.demands, {0, 0, limits.video, 0, others});
    encodings_.update(1, tracks_, upload, limits, actions_);
    return drain(actions_);
  }

  std::vector<LocalTrack> tracks_ = {microphone, camera};
  ActionQueue actions_;
  SentEncodings encodings_;
};

TEST_F(SentEncodingsTest, OnlyChangesAreSet) {
  EXPECT_EQ(update(false), Lines{});
  EXPECT_EQ(update(true), Lines{"#1 setEncoding MTv active 1700000 30 720"});
  EXPECT_EQ(update(true), Lines{});
  EXPECT_EQ(update(false), Lines{"#1 setEncoding MTv active 0 0 0"});
  EXPECT_EQ(update(false, {16'000, 0}), Lines{"#1 setEncoding MTa active 16000 0 0"});
}

TEST_F(SentEncodingsTest, NewConnectionIsLimitedAnew) {
  update(true);
  encodings_.connection_replaced();
  EXPECT_EQ(update(true), Lines{"#1 setEncoding MTv active 1700000 30 720"});
}

TEST_F(SentEncodingsTest, WhatIsNotWantedIsNotSent) {
  encodings_.set_preferences({{"MTv", true, 0}, {"MTx", true, 0}});
  EXPECT_EQ(update(true), Lines{"#1 setEncoding MTv 0 0 0"});
  encodings_.set_preferences({{"MTv", false, 90}});
  EXPECT_EQ(update(true), Lines{"#1 setEncoding MTv active 60000 15 90"});
}

TEST_F(SentEncodingsTest, WhatIsOffOrHeldHasNoShare) {
  tracks_[1].publication.enabled = false;
  EXPECT_EQ(update(true), Lines{});
  tracks_[1].publication.enabled = true;
  tracks_[1].held = true;
  EXPECT_EQ(update(true), Lines{"#1 setEncoding MTv 0 0 0"});
}

TEST_F(SentEncodingsTest, NoMoreThanTheConnectionBears) {
  encodings_.set_bearable(400'000);
  EXPECT_EQ(update(true), Lines{"#1 setEncoding MTv active 300000 20 270"});
  encodings_.connection_replaced();
  EXPECT_EQ(update(true), Lines{"#1 setEncoding MTv active 1700000 30 720"});
}

}  // namespace
}  // namespace parley::core::test
