#include "parley/logging/spdlog_journal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <vector>

namespace parley::logging {
namespace {

using Level = hub::Journal::Level;

/// What `act` lets the journal write.
template <class Act>
std::string written(Format format, Level least, Act act) {
  testing::internal::CaptureStderr();
  SpdlogJournal journal(format, least);
  act(journal);
  journal.flush();
  return testing::internal::GetCapturedStderr();
}

std::ptrdiff_t lines_in(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

TEST(SpdlogJournalTest, WritesOneLineWithTimeAndLevel) {
  const std::string text = written(Format::Text, Level::Info, [](SpdlogJournal& journal) {
    journal.write(Level::Info, "join", {{"room", "RM1"}});
  });
  EXPECT_TRUE(text.ends_with("Z info join room=RM1\n")) << text;
  EXPECT_TRUE(text.starts_with("20")) << text;
}

TEST(SpdlogJournalTest, WritesJsonObjects) {
  const std::string text = written(Format::Json, Level::Info, [](SpdlogJournal& journal) {
    journal.write(Level::Warning, "refused", {{"error", "%s {} too-slow"}});
  });
  EXPECT_TRUE(text.starts_with(R"({"time":"20)")) << text;
  EXPECT_TRUE(text.ends_with(R"("level":"warning","event":"refused","error":"%s {} too-slow"})"
                             "\n"))
      << text;
}

TEST(SpdlogJournalTest, LeavesOutWhatIsBelowTheLevel) {
  const std::string text = written(Format::Text, Level::Warning, [](SpdlogJournal& journal) {
    journal.write(Level::Info, "join", {});
    EXPECT_FALSE(journal.takes(Level::Info));
    EXPECT_TRUE(journal.takes(Level::Error));
  });
  EXPECT_EQ(text, "");
}

TEST(SpdlogJournalTest, FloodOfOneWarningHidesNoOther) {
  const auto start = std::chrono::steady_clock::now();
  const std::string text = written(Format::Text, Level::Info, [](SpdlogJournal& journal) {
    for (int count = 0; count < 1000; ++count) {
      journal.write(Level::Warning, "refused", {{"error", "too-slow"}});
    }
    journal.write(Level::Warning, "refused", {{"error", "room-full"}});
  });
  const auto took =
      std::chrono::ceil<std::chrono::seconds>(std::chrono::steady_clock::now() - start);
  // Ten in each second that it was a part of, and the other one.
  EXPECT_LE(lines_in(text), 10 * (took.count() + 1) + 1);
  EXPECT_NE(text.find("room-full"), std::string::npos);
}

TEST(SpdlogJournalTest, TakesEntriesOfManyThreads) {
  const std::string text = written(Format::Text, Level::Info, [](SpdlogJournal& journal) {
    std::vector<std::thread> threads;
    for (int number = 0; number < 4; ++number) {
      threads.emplace_back([&journal] {
        for (int count = 0; count < 100; ++count) journal.write(Level::Info, "join", {});
      });
    }
    for (std::thread& thread : threads) thread.join();
  });
  EXPECT_EQ(lines_in(text), 400);
}

}  // namespace
}  // namespace parley::logging
