#include "parley/core/downlink.h"

#include <gtest/gtest.h>

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;

class DownlinkTest : public testing::Test {
 protected:
  std::optional<std::uint32_t> report(double loss, bool wants_more = true) {
    now_ += 2s;
    return downlink_.sample(loss, wants_more, now_);
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
  Time now_{1000};
};

TEST_F(DownlinkTest, OneBadReportIsAHiccupAndTwoAreAFullLine) {
  EXPECT_EQ(report(0.2), std::nullopt);
  EXPECT_EQ(report(0), std::nullopt);
  EXPECT_EQ(report(0.2), std::nullopt);
  EXPECT_EQ(report(0.04), 2'100'000U);
  EXPECT_EQ(report(0.64), 1'470'000U);
}

TEST_F(DownlinkTest, TriesMoreOnceTheLineHasBeenGoodForAWhile) {
  EXPECT_EQ(report(0), std::nullopt);
  EXPECT_EQ(report(0), std::nullopt);
  EXPECT_EQ(report(0), std::nullopt);
  EXPECT_EQ(report(0), 4'200'000U);
}

TEST_F(DownlinkTest, TriesNoMoreThanIsUsed) {
  for (int reports = 0; reports < 20; ++reports) EXPECT_EQ(report(0, false), std::nullopt);
}

TEST_F(DownlinkTest, WaitsLongerAfterEachFailure) {
  const Time at_first = until_raised();
  report(0.1);
  report(0.1);
  const Time after_a_failure = until_raised();
  EXPECT_GT(after_a_failure, at_first);
  report(0.1);
  report(0.1);
  EXPECT_GT(until_raised(), after_a_failure);
}

TEST_F(DownlinkTest, StaysWithinLimits) {
  for (int reports = 0; reports < 100; ++reports) report(0.5);
  EXPECT_EQ(downlink_.sample(0.5, true, now_), std::nullopt);
  std::uint32_t last = 0;
  for (int reports = 0; reports < 3000; ++reports) last = report(0).value_or(last);
  EXPECT_EQ(last, limits::most_download_bitrate);
}

}  // namespace
}  // namespace parley::core::test
