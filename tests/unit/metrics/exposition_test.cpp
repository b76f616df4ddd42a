#include "parley/metrics/exposition.h"

#include <gtest/gtest.h>

#include <sstream>

namespace parley::metrics {
namespace {

using protocol::ErrorId;

class Exposition : public testing::Test {
 protected:
  /// The metric's line: its name, its labels and its value.
  [[nodiscard]] bool has(const std::string& line) const {
    const std::string text = "\n" + exposition(telemetry);
    return text.find("\n" + line + "\n") != std::string::npos;
  }

  websocket::Telemetry telemetry;
  websocket::LoopCounters& one = telemetry.add_loop();
  websocket::LoopCounters& other = telemetry.add_loop();
};

TEST_F(Exposition, AddsUpTheLoops) {
  one.messages_in.add(3);
  other.messages_in.add(4);
  one.hub.rooms.set(1);
  other.hub.rooms.set(2);
  EXPECT_TRUE(has("parley_messages_received_total 7"));
  EXPECT_TRUE(has("parley_rooms 3"));
}

TEST_F(Exposition, WhatIsBufferedIsThatOfAllLoops) {
  one.buffered.set(1000);
  other.buffered.set(24);
  EXPECT_TRUE(has("parley_buffered_bytes 1024"));
}

TEST_F(Exposition, HighWaterIsTheHighest) {
  one.queue_high_water.raise_to(100);
  one.queue_high_water.raise_to(50);
  other.queue_high_water.raise_to(70);
  EXPECT_TRUE(has("parley_queue_high_water_bytes 100"));
}

TEST_F(Exposition, ErrorsOfHubAndSocketsGoByTheirIds) {
  one.hub.errors[static_cast<std::size_t>(ErrorId::RoomFull)].add();
  other.errors[static_cast<std::size_t>(ErrorId::TooSlow)].add(2);
  other.error_endings[static_cast<std::size_t>(ErrorId::TooSlow)].add(2);
  other.endings[static_cast<std::size_t>(websocket::Ending::Silent)].add();
  EXPECT_TRUE(has(R"(parley_errors_total{id="room-full"} 1)"));
  EXPECT_TRUE(has(R"(parley_errors_total{id="too-slow"} 2)"));
  EXPECT_TRUE(has(R"(parley_closes_total{reason="too-slow"} 2)"));
  EXPECT_TRUE(has(R"(parley_closes_total{reason="silent"} 1)"));
}

TEST_F(Exposition, HistogramIsInSeconds) {
  one.hub.join_time.observe(5);
  one.hub.join_time.observe(6);
  other.hub.join_time.observe(60'000);
  EXPECT_TRUE(has(R"(parley_join_seconds_bucket{le="0.005"} 1)"));
  EXPECT_TRUE(has(R"(parley_join_seconds_bucket{le="0.01"} 2)"));
  EXPECT_TRUE(has(R"(parley_join_seconds_bucket{le="30"} 2)"));
  EXPECT_TRUE(has(R"(parley_join_seconds_bucket{le="+Inf"} 3)"));
  EXPECT_TRUE(has("parley_join_seconds_count 3"));
}

TEST_F(Exposition, EveryLineIsACommentOrAMetric) {
  std::istringstream lines(exposition(telemetry));
  for (std::string line; std::getline(lines, line);) {
    const bool comment = line.starts_with("# HELP ") || line.starts_with("# TYPE ");
    const std::size_t space = line.rfind(' ');
    EXPECT_TRUE(comment || (space != std::string::npos && space + 1 < line.size())) << line;
  }
}

TEST_F(Exposition, HasWhatTheKernelSaysOfTheProcess) {
  const std::string text = exposition(telemetry);
  EXPECT_NE(text.find("\nprocess_resident_memory_bytes "), std::string::npos);
  EXPECT_NE(text.find("\nprocess_open_fds "), std::string::npos);
}

}  // namespace
}  // namespace parley::metrics
