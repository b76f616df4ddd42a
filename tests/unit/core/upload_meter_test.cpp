#include "parley/core/upload_meter.h"

#include <gtest/gtest.h>

#include <string>

#include "parley/core/limits.h"

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t plenty = 9'000'000;

// Three connections that report one after the other, every two seconds.
class UploadMeterTest : public testing::Test {
 protected:
  // What all rounds until `passed` have found out: "0 800000" is for all together.
  std::string report(std::initializer_list<std::uint32_t> available,
                     std::chrono::milliseconds passed = 2s) {
    std::string found;
    for (const Time until = now_ + passed; now_ < until;) {
      now_ += 2s;
      ConnectionHandle connection = 0;
      for (const std::uint32_t estimate : available) found += sample(++connection, estimate);
    }
    return found;
  }

  std::string sample(ConnectionHandle connection, std::uint32_t available) {
    event::ConnectionStatistics counted;
    counted.connection = connection;
    counted.available = available;
    return sample(counted);
  }

  std::string sample(const event::ConnectionStatistics& counted) {
    const auto found = meter_.sample(counted, use_, now_);
    if (!found) return "";
    return std::to_string(found->connection) + " " + std::to_string(found->bitrate) + "; ";
  }

  UploadUse use_{500'000, 1'500'000, 1'500'000, false};
  Time now_ = 1h;
  UploadMeter meter_;
};

TEST_F(UploadMeterTest, EnoughForAllHasNoConsequence) {
  EXPECT_EQ(report({plenty, plenty, plenty}, 60s), "");
}

TEST_F(UploadMeterTest, FullLineIsSharedByWhatItBears) {
  EXPECT_EQ(report({350'000, 350'000, 350'000}), "");
  // Of each, 50 kbit/s are for the sound.
  EXPECT_EQ(report({350'000, 350'000, 350'000}), "0 900000; ");
}

TEST_F(UploadMeterTest, OneBadSampleIsNoReason) {
  report({350'000, 350'000, 350'000});
  report({plenty, plenty, plenty});
  EXPECT_EQ(report({350'000, 350'000, 350'000}), "");
}

TEST_F(UploadMeterTest, LineOfOneOtherDoesNotCostTheRest) {
  report({250'000, plenty, plenty});
  EXPECT_EQ(report({250'000, plenty, plenty}), "1 200000; ");
}

TEST_F(UploadMeterTest, SoundIsNeverStarved) {
  report({1'000, 1'000, 1'000});
  EXPECT_EQ(report({1'000, 1'000, 1'000}), "0 90000; ");
}

TEST_F(UploadMeterTest, MoreIsTriedAfterAWhileIfItIsOfUse) {
  use_.wants_more = true;
  EXPECT_EQ(report({plenty, plenty, plenty}, limits::upload_patience), "");
  EXPECT_EQ(report({plenty, plenty, plenty}), "0 1875000; ");
  use_.all_granted = use_.limit / 4;
  EXPECT_EQ(report({plenty, plenty, plenty}, 60s), "");
}

TEST_F(UploadMeterTest, WhatFailedIsTriedAgainLater) {
  use_.wants_more = true;
  std::chrono::milliseconds waited = 0s;
  for (const auto longest : {8s, 14s, 26s, 50s, 62s, 62s}) {
    const Time before = now_;
    while (report({plenty, plenty, plenty}).empty()) ASSERT_LE(now_ - before, longest);
    EXPECT_GE(now_ - before, waited);
    waited = now_ - before;
    report({350'000, 350'000, 350'000});
    EXPECT_EQ(report({350'000, 350'000, 350'000}), "0 900000; ");
  }
  EXPECT_GE(waited, 60s);
}

TEST_F(UploadMeterTest, LineOfOneOtherIsTriedAgainToo) {
  report({250'000, plenty, plenty}, 4s);
  use_.wants_more = true;
  use_.granted = 200'000;
  std::string found;
  while (found.empty()) found = report({250'000, plenty, plenty});
  EXPECT_EQ(found.substr(0, 10), "1 250000; ");
}

TEST_F(UploadMeterTest, WithoutEstimatesLossesCount) {
  event::ConnectionStatistics counted{1, 50};
  sample(counted);
  for (int round = 0; round < 2; ++round) {
    now_ += 2s;
    counted.packets_sent += 100;
    counted.bytes_sent += 100'000;
    counted.sent_packets_lost += 25;
    // Three quarters of 400 kbit/s arrive.
    EXPECT_EQ(sample(counted), round == 0 ? "" : "1 250000; ");
  }
  now_ += 2s;
  counted.packets_sent += 100;
  counted.bytes_sent += 100'000;
  EXPECT_EQ(sample(counted), "");
}

TEST_F(UploadMeterTest, ConnectionsThatAreGoneDoNotCount) {
  report({350'000, 350'000, 350'000});
  now_ += limits::upload_sample_age;
  report({350'000});
  EXPECT_EQ(report({350'000}), "1 300000; ");
}

TEST_F(UploadMeterTest, WhereNothingIsSentNothingIsMissed) {
  use_.granted = 0;
  EXPECT_EQ(report({1'000, 1'000, 1'000}, 20s), "");
}

}  // namespace
}  // namespace parley::core::test
