#include "parley/core/network_quality.h"

#include <gtest/gtest.h>

namespace parley::core::test {
namespace {

TEST(QualityLevel, FallsWithEachOfItsCauses) {
  EXPECT_EQ(quality_level({20, 5, 0, 0}), 5);
  EXPECT_EQ(quality_level({200, 5, 0, 0}), 4);
  EXPECT_EQ(quality_level({20, 70, 0, 0}), 3);
  EXPECT_EQ(quality_level({20, 5, 0.1, 0}), 2);
  EXPECT_EQ(quality_level({20, 5, 0, 0.3}), 1);
}

class NetworkQualityTest : public testing::Test {
 protected:
  // A hundred packets more, so many of them lost.
  bool sample(std::uint32_t lost, bool connected = true) {
    counted_.round_trip = 20;
    counted_.packets_received += 100 - lost;
    counted_.packets_lost += lost;
    return quality_.sample(counted_, connected);
  }

  event::ConnectionStatistics counted_;
  NetworkQuality quality_;
};

TEST_F(NetworkQualityTest, IsKnownAfterTwoSamples) {
  EXPECT_FALSE(sample(0));
  EXPECT_FALSE(quality_.level().has_value());
  EXPECT_TRUE(sample(0));
  EXPECT_EQ(quality_.level(), 5);
  EXPECT_FALSE(sample(0));
}

TEST_F(NetworkQualityTest, OneBadSampleChangesNothing) {
  sample(0);
  sample(0);
  EXPECT_FALSE(sample(30));
  EXPECT_FALSE(sample(0));
  EXPECT_FALSE(sample(30));
  EXPECT_TRUE(sample(30));
  EXPECT_EQ(quality_.level(), 1);
  EXPECT_DOUBLE_EQ(quality_.link().loss_received, 0.3);
}

TEST_F(NetworkQualityTest, IsNoneWithoutAConnection) {
  sample(0);
  sample(0);
  sample(0, false);
  EXPECT_TRUE(sample(0, false));
  EXPECT_EQ(quality_.level(), 0);
}

TEST_F(NetworkQualityTest, CountersThatBeginAnewAreNoLoss) {
  sample(0);
  sample(0);
  counted_ = {};
  quality_.connection_replaced();
  EXPECT_FALSE(sample(10));
  EXPECT_FALSE(sample(0));
  EXPECT_EQ(quality_.level(), 5);
}

}  // namespace
}  // namespace parley::core::test
