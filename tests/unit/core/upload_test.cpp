#include "parley/core/upload.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace parley::core::test {
namespace {

using protocol::TrackPriority;

constexpr UploadLimits unlimited{};
constexpr UploadLimits alone{0, 0, 0, 0, false};

VideoDemand camera(ConnectionHandle connection, std::uint32_t height) {
  return {connection, "MTv", false, TrackPriority::Standard, height, 0};
}

VideoDemand screen(ConnectionHandle connection, std::uint32_t height) {
  return {connection, "MTs", true, TrackPriority::Standard, height, 0};
}

std::vector<std::uint32_t> heights(const UploadShares& shares) {
  std::vector<std::uint32_t> result;
  for (const Encoding& encoding : shares.encodings) result.push_back(encoding.max_height);
  return result;
}

std::uint64_t sum(const UploadShares& shares) {
  std::uint64_t all = 0;
  for (const Encoding& encoding : shares.encodings) all += encoding.max_bitrate;
  return all;
}

using Heights = std::vector<std::uint32_t>;

TEST(Upload, ToOneOtherTheBrowserSendsWhatItCan) {
  EXPECT_EQ(share_upload({camera(1, 0)}, alone).encodings, (std::vector<Encoding>{{}}));
  EXPECT_EQ(share_upload({camera(1, 0), screen(1, 0)}, {1'000, 1, 0, 0, false}).encodings,
            (std::vector<Encoding>{{}, {}}));
  EXPECT_EQ(share_upload({camera(1, 180)}, alone).encodings[0], (Encoding{true, 130'000, 0, 180}));
  EXPECT_EQ(share_upload({camera(1, 1080)}, alone).encodings[0], (Encoding{true, 0, 0, 1080}));
  EXPECT_EQ(share_upload({camera(1, 1080)}, {0, 0, 200'000, 0, false}).encodings[0].max_bitrate,
            200'000U);
}

TEST(Upload, NobodyIsSentMoreThanTheApplicationAllows) {
  const std::vector<VideoDemand> demands{camera(1, 0), camera(2, 90)};
  for (const Encoding& encoding : share_upload(demands, {0, 0, 20'000, 0}).encodings) {
    EXPECT_EQ(encoding.max_bitrate, 20'000U);
  }
  // Also where the line is full, on which browsers send nothing with less than 30 kbit/s.
  EXPECT_EQ(share_upload(demands, {10'000, 0, 20'000, 0}).encodings[0].max_bitrate, 20'000U);
  EXPECT_EQ(share_upload(demands, {10'000, 0, 0, 0}).encodings[0].max_bitrate, 30'000U);
}

TEST(Upload, EachGetsWhatTheyShow) {
  const UploadShares shares =
      share_upload({camera(1, 540), camera(2, 90), camera(3, 180), camera(4, 0)}, unlimited);
  EXPECT_EQ(heights(shares), (Heights{540, 90, 180, 720}));
  EXPECT_EQ(shares.encodings[0], (Encoding{true, 1'000'000, 30, 540}));
  EXPECT_EQ(shares.encodings[1].max_framerate, 15U);
  EXPECT_FALSE(shares.wants_more);
}

TEST(Upload, AllTogetherStayWithinTheLimits) {
  for (std::uint32_t others = 2; others <= 49; ++others) {
    std::vector<VideoDemand> demands;
    for (std::uint32_t one = 1; one <= others; ++one) demands.push_back(camera(one, 0));
    for (const std::uint32_t limit : {30'000U * others, 800'000U + 30'000U * others, 5'000'000U}) {
      const UploadShares shares = share_upload(demands, {limit, 0, 0, 0});
      EXPECT_LE(sum(shares), limit) << others;
      EXPECT_TRUE(shares.wants_more || limit == 5'000'000U) << others;
    }
  }
}

TEST(Upload, WhatIsShownLargeGetsMoreOfLittle) {
  const std::vector<VideoDemand> demands = {camera(1, 540), camera(2, 180), camera(3, 180)};
  EXPECT_EQ(heights(share_upload(demands, {1'300'000, 0, 0, 0})), (Heights{540, 180, 180}));
  EXPECT_EQ(heights(share_upload(demands, {700'000, 0, 0, 0})), (Heights{360, 180, 90}));
  EXPECT_EQ(heights(share_upload(demands, {430'000, 0, 0, 0})), (Heights{270, 90, 90}));
  EXPECT_EQ(heights(share_upload(demands, {150'000, 0, 0, 0})), (Heights{90, 90, 90}));
}

TEST(Upload, MoreForAllIsNeverLessForOne) {
  const std::vector<VideoDemand> demands = {camera(1, 720), camera(2, 180), screen(3, 0)};
  std::uint64_t before = 0;
  for (std::uint32_t limit = 100'000; limit <= 4'000'000; limit += 50'000) {
    const UploadShares shares = share_upload(demands, {limit, 0, 0, 0});
    EXPECT_GE(sum(shares), before) << limit;
    before = sum(shares);
  }
  EXPECT_EQ(before, 1'700'000U + 130'000U + 1'500'000U);
}

TEST(Upload, ProcessorLimitsToo) {
  const UploadShares shares = share_upload({camera(1, 720), camera(2, 720)}, {0, 40'000, 0, 0});
  EXPECT_EQ(heights(shares), (Heights{540, 540}));
  EXPECT_FALSE(shares.wants_more);
}

TEST(Upload, ScreenLosesFramesButNoLines) {
  const UploadShares shares =
      share_upload({screen(1, 0), screen(2, 1080), screen(3, 90)}, {1'800'000, 0, 0, 0});
  EXPECT_EQ(heights(shares), (Heights{0, 1080, 90}));
  EXPECT_EQ(shares.encodings[0].max_framerate, 8U);
  EXPECT_EQ(shares.encodings[2].max_framerate, 5U);
}

TEST(Upload, ScreenComesBeforeFaces) {
  const UploadShares shares = share_upload({screen(1, 0), camera(2, 720)}, {1'100'000, 0, 0, 0});
  EXPECT_EQ(shares.encodings[0].max_bitrate, 700'000U);
  EXPECT_EQ(shares.encodings[1].max_bitrate, 300'000U);
}

TEST(Upload, PriorityCounts) {
  std::vector<VideoDemand> demands = {camera(1, 720), camera(2, 720)};
  demands[1].priority = TrackPriority::High;
  EXPECT_EQ(heights(share_upload(demands, {1'500'000, 0, 0, 0})), (Heights{360, 540}));
  demands[1].priority = TrackPriority::Low;
  EXPECT_EQ(heights(share_upload(demands, {1'500'000, 0, 0, 0})), (Heights{540, 360}));
}

TEST(Upload, WhatAConnectionDoesNotBearTheOthersGet) {
  std::vector<VideoDemand> demands = {camera(1, 540), camera(2, 540)};
  demands[0].bearable = 350'000;
  const UploadShares shares = share_upload(demands, {1'400'000, 0, 0, 0});
  EXPECT_EQ(heights(shares), (Heights{270, 540}));
  EXPECT_TRUE(shares.wants_more);
}

TEST(Upload, ApplicationLimitsBitsButNotLines) {
  const UploadShares shares = share_upload({camera(1, 540), camera(2, 0)}, {0, 0, 200'000, 0});
  EXPECT_EQ(heights(shares), (Heights{540, 720}));
  EXPECT_EQ(sum(shares), 400'000U);
}

TEST(UploadLimits, FollowQualityProcessorAndLine) {
  const UploadLimits automatic = upload_limits(VideoQuality::Automatic, 2, 0, 0);
  EXPECT_EQ(automatic, upload_limits(VideoQuality::Automatic, 0, 0, 0));
  // Three pictures of 540 lines, as two cores bear.
  EXPECT_EQ(heights(share_upload({camera(1, 540), camera(2, 540), camera(3, 540)},
                                 {0, automatic.pixels, 0, 0})),
            (Heights{540, 540, 540}));
  EXPECT_EQ(upload_limits(VideoQuality::Automatic, 2, 700'000, 9).bitrate, 700'000U);
  EXPECT_GT(upload_limits(VideoQuality::Automatic, 4, 0, 0).pixels, automatic.pixels);
  const UploadLimits high = upload_limits(VideoQuality::High, 2, 0, 0);
  EXPECT_EQ(high.pixels, 0U);
  EXPECT_GT(high.bitrate, automatic.bitrate);
  const UploadLimits saving = upload_limits(VideoQuality::Saving, 2, 9'000'000, 0);
  EXPECT_EQ(saving.max_height, saving_height);
  EXPECT_LT(saving.bitrate, automatic.bitrate);
  EXPECT_EQ(upload_limits(VideoQuality::Saving, 2, 0, 100'000).each, 100'000U);
}

}  // namespace
}  // namespace parley::core::test
