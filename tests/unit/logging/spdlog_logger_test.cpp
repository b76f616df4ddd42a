#include "parley/logging/spdlog_logger.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

namespace parley::logging {
namespace {

using Level = base::Logger::Level;

/// What `act` lets the logger write.
template <class Act>
std::string written(Format format, Level least, Act act) {
  testing::internal::CaptureStderr();
  SpdlogLogger logger(format, least);
  act(logger);
  logger.flush();
  return testing::internal::GetCapturedStderr();
}

std::ptrdiff_t lines_in(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

TEST(SpdlogLoggerTest, WritesOneLineWithTimeAndLevel) {
  const std::string text = written(Format::Text, Level::Info, [](SpdlogLogger& logger) {
    logger.write(Level::Info, "join", {{"room", "RM1"}});
  });
  EXPECT_TRUE(text.ends_with("Z info join room=RM1\n")) << text;
  EXPECT_TRUE(text.starts_with("20")) << text;
}

TEST(SpdlogLoggerTest, WritesJsonObjects) {
  const std::string text = written(Format::Json, Level::Info, [](SpdlogLogger& logger) {
    logger.write(Level::Warning, "refused", {{"error", "%s {} too-slow"}});
  });
  EXPECT_TRUE(text.starts_with(R"({"time":"20)")) << text;
  EXPECT_TRUE(text.ends_with(R"("level":"warning","event":"refused","error":"%s {} too-slow"})"
                             "\n"))
      << text;
}

TEST(SpdlogLoggerTest, LeavesOutWhatIsBelowTheLevel) {
  const std::string text = written(Format::Text, Level::Warning, [](SpdlogLogger& logger) {
    logger.write(Level::Info, "join", {});
    EXPECT_FALSE(logger.takes(Level::Info));
    EXPECT_TRUE(logger.takes(Level::Error));
  });
  EXPECT_EQ(text, "");
}

TEST(SpdlogLoggerTest, FloodOfOneWarningHidesNoOther) {
  const auto start = std::chrono::steady_clock::now();
  const std::string text = written(Format::Text, Level::Info, [](SpdlogLogger& logger) {
    for (int count = 0; count < 1000; ++count) {
      logger.write(Level::Warning, "refused", {{"error", "too-slow"}});
    }
    logger.write(Level::Warning, "refused", {{"error", "room-full"}});
  });
  const auto took =
      std::chrono::ceil<std::chrono::seconds>(std::chrono::steady_clock::now() - start);
  // Ten in each second that it was a part of, and the other one.
  EXPECT_LE(lines_in(text), 10 * (took.count() + 1) + 1);
  EXPECT_NE(text.find("room-full"), std::string::npos);
}

TEST(SpdlogLoggerTest, TakesEntriesOfManyThreads) {
  const std::string text = written(Format::Text, Level::Info, [](SpdlogLogger& logger) {
    std::vector<std::thread> threads;
    for (int number = 0; number < 4; ++number) {
      threads.emplace_back([&logger] {
        for (int count = 0; count < 100; ++count) logger.write(Level::Info, "join", {});
      });
    }
    for (std::thread& thread : threads) thread.join();
  });
  EXPECT_EQ(lines_in(text), 400);
}

}  // namespace
}  // namespace parley::logging
