#include "parley/logging/entry.h"

#include <gtest/gtest.h>

namespace parley::logging {
namespace {

TEST(LogEntry, IsTheEventAndItsFields) {
  EXPECT_EQ(format_entry(Format::Text, "join", {{"room", "RM1"}, {"participant", "PA1"}}),
            "join room=RM1 participant=PA1");
  EXPECT_EQ(format_entry(Format::Json, "join", {{"room", "RM1"}, {"participant", "PA1"}}),
            R"("event":"join","room":"RM1","participant":"PA1")");
}

TEST(LogEntry, CannotBeMadeToLookLikeTwo) {
  EXPECT_EQ(format_entry(Format::Text, "join", {{"room", "a\r\nb\x1b[2J"}}),
            R"(join room="a\u000d\u000ab\u001b[2J")");
  EXPECT_EQ(format_entry(Format::Json, "join", {{"room", "\"}\n\\"}}),
            R"("event":"join","room":"\"}\u000a\\")");
  EXPECT_EQ(format_entry(Format::Text, "join", {{"room", "a participant=PA1"}}),
            R"(join room="a participant=PA1")");
}

TEST(LogEntry, IsAsciiAndBounded) {
  EXPECT_EQ(format_entry(Format::Text, "join", {{"room", "\xE2\x80\xAE"}}),
            R"(join room="\u00e2\u0080\u00ae")");
  EXPECT_EQ(format_entry(Format::Text, "join", {{"room", ""}}), "join room=\"\"");
  EXPECT_LT(format_entry(Format::Text, "join", {{"room", std::string(10'000, 'x')}}).size(), 300U);
}

}  // namespace
}  // namespace parley::logging
