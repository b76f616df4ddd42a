#include "parley/core/downlink.h"

#include <gtest/gtest.h>

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;

class DownlinkTest : public testing::Test {
 protected:
  // After two seconds in which so many bit/s of pictures have come.
  std::optional<std::uint32_t> report(double loss, std::uint32_t received = 1'000'000,
                                      bool wants_more = true) {
    now_ += 2s;
    bytes_ += received / 4;
    return downlink_.sample({loss, bytes_, wants_more}, now_);
  }
  // Until the budget changes; how long that took.
  Time until_raised() {
    const Time begin = now_;
    for (int reports = 0; reports < 100; ++reports) {
      if (report(0)) break;
    }
    return now_ - begin;
  }

  Downlink downlink_;
  std::uint32_t bytes_ = 0xffff'0000;  // soon 0 again
  Time now_{1000};
};

TEST_F(DownlinkTest, OneBadReportIsAHiccupAndTwoAreAFullLine) {
  EXPECT_EQ(report(0), std::nullopt);
  EXPECT_EQ(report(0.09), std::nullopt);
  EXPECT_EQ(report(0), std::nullopt);
  EXPECT_EQ(report(0.09), std::nullopt);
  EXPECT_EQ(report(0.04), 850'000U);
}

TEST_F(DownlinkTest, AVeryBadReportIsEnoughAndWhatHasArrivedIsWhatTheLineBears) {
  report(0);
  EXPECT_EQ(report(0.6, 500'000), 425'000U);
}

TEST_F(DownlinkTest, WithoutKnowingWhatHasArrivedItAsksForLess) {
  EXPECT_EQ(report(0.6), 2'100'000U) << "the first report";
  report(0);
  EXPECT_EQ(report(0.6, 0), 1'470'000U) << "nothing has come";
}

TEST_F(DownlinkTest, WhatWasAskedForBeforeIsStillComing) {
  report(0);
  EXPECT_EQ(report(0.2), 850'000U);
  EXPECT_EQ(report(0.2), std::nullopt);
  EXPECT_EQ(report(0.2, 800'000), 680'000U);
}

TEST_F(DownlinkTest, TriesMoreOnceTheLineHasBeenGoodForAWhile) {
  EXPECT_EQ(report(0), std::nullopt);
  EXPECT_EQ(report(0), std::nullopt);
  EXPECT_EQ(report(0), std::nullopt);
  EXPECT_EQ(report(0), 4'200'000U);
}

TEST_F(DownlinkTest, TriesNoMoreThanIsUsed) {
  for (int reports = 0; reports < 20; ++reports) EXPECT_EQ(report(0, 1, false), std::nullopt);
}

TEST_F(DownlinkTest, WaitsLongerAfterEachFailure) {
  const Time at_first = until_raised();
  report(0.2);
  report(0);
  const Time after_a_failure = until_raised();
  EXPECT_GT(after_a_failure, at_first);
  report(0.2);
  report(0);
  EXPECT_GT(until_raised(), after_a_failure);
}

TEST_F(DownlinkTest, AfterAFailedTryItAsksForWhatWasGoodBefore) {
  until_raised();
  EXPECT_EQ(report(0.3), 3'000'000U);
  report(0.3);
  EXPECT_EQ(report(0.3), 850'000U);
}

TEST_F(DownlinkTest, WhatWasTooMuchFromTheStartIsNoFailureOfATry) {
  const Time at_first = until_raised();
  downlink_ = {};
  for (int reports = 0; reports < 7; ++reports) report(0.2);
  report(0);
  EXPECT_EQ(until_raised(), at_first);
}

TEST_F(DownlinkTest, StaysWithinLimits) {
  for (int reports = 0; reports < 100; ++reports) report(0.5, 1000);
  EXPECT_EQ(report(0.5, 1000), std::nullopt);
  std::uint32_t last = 0;
  for (int reports = 0; reports < 3000; ++reports) last = report(0).value_or(last);
  EXPECT_EQ(last, limits::most_download_bitrate);
}

}  // namespace
}  // namespace parley::core::test
