#include "parley/rest/reading.h"

#include <gtest/gtest.h>

namespace parley::rest {
namespace {

TEST(Reading, RoomsAndTheNextPage) {
  const auto lines = read_rooms(
      R"({"rooms":[{"unique_name":"standup","sid":"RM1","date_created":"2026-01-31T12:00:00Z"}],
          "meta":{"next_page_url":"http://a.example/v1/Rooms?Page=1"}})");
  ASSERT_TRUE(lines.has_value());
  ASSERT_EQ(lines->rooms.size(), 1U);
  EXPECT_EQ(lines->rooms[0].name, "standup");
  EXPECT_EQ(lines->rooms[0].sid, "RM1");
  EXPECT_EQ(lines->next_path, "/v1/Rooms?Page=1");
  EXPECT_EQ(read_rooms(R"({"rooms":[],"meta":{"next_page_url":null}})")->next_path, "");
}

TEST(Reading, WhatIsNoAnswerIsNone) {
  for (const char* text : {"", "{", "[]", "null", R"({"rooms":1})", R"({"rooms":[]})"}) {
    EXPECT_FALSE(read_rooms(text).has_value()) << text;
    EXPECT_FALSE(count_participants(text).has_value()) << text;
    EXPECT_EQ(read_error(text), "") << text;
  }
  EXPECT_EQ(count_participants(R"({"participants":[{},{}]})"), 2U);
  EXPECT_EQ(read_error(R"({"message":"No."})"), "No.");
}

}  // namespace
}  // namespace parley::rest
