#include "parley/base/config_text.h"

#include <gtest/gtest.h>

namespace parley::base {
namespace {

std::string value_of(std::string_view line) {
  const auto read = read_config_line(line);
  return read && read->value ? std::string(*read->value) : "(none)";
}

TEST(ConfigText, ALineHasANameAndAValue) {
  const auto line = read_config_line("  port\t= 9000 \r\n");
  ASSERT_TRUE(line);
  EXPECT_EQ(line->name, "port");
  EXPECT_EQ(line->value, "9000");
  EXPECT_EQ(value_of("port=9000"), "9000");
  EXPECT_EQ(value_of("a = b=c"), "b=c");
  EXPECT_EQ(value_of("a ="), "");
}

TEST(ConfigText, ALineWithoutAValueHasOnlyAName) {
  for (const char* text : {"login", "login # as in b = c", "login\t# why"}) {
    const auto line = read_config_line(text);
    ASSERT_TRUE(line) << text;
    EXPECT_EQ(line->name, "login") << text;
    EXPECT_EQ(line->value, std::nullopt) << text;
  }
}

TEST(ConfigText, CommentsAndEmptyLinesSetNothing) {
  for (const char* line : {"", " \t", "# port = 1", "  #port = 1", ";port = 1"}) {
    EXPECT_FALSE(read_config_line(line)) << line;
  }
}

TEST(ConfigText, ACommentBehindAValueIsNoPartOfIt) {
  EXPECT_EQ(value_of("a = b # c"), "b");
  EXPECT_EQ(value_of("a = b\t# c"), "b");
  EXPECT_EQ(value_of("a = b#c"), "b#c");
  EXPECT_EQ(value_of("a = \"b\" # c"), "\"b\"");
}

TEST(ConfigText, AHashInQuotesIsNoComment) {
  EXPECT_EQ(value_of("a = \"b #c\""), "\"b #c\"");
  EXPECT_EQ(value_of("a = 'b #c' # d"), "'b #c'");
  EXPECT_EQ(without_quotes("\"b #c\""), "b #c");
  EXPECT_EQ(without_quotes("'b"), "'b");
  EXPECT_EQ(without_quotes("\""), "\"");
}

TEST(ConfigText, AListIsWrittenInThreeWays) {
  const std::vector<std::string> both = {"10.0.0.1", "10.0.0.2"};
  EXPECT_EQ(read_list("10.0.0.1, 10.0.0.2"), both);
  EXPECT_EQ(read_list("[10.0.0.1,10.0.0.2]"), both);
  EXPECT_EQ(read_list("[\"10.0.0.1\", '10.0.0.2']"), both);
  EXPECT_EQ(read_list(" ,10.0.0.1,,10.0.0.2,"), both);
  EXPECT_TRUE(read_list("").empty());
  EXPECT_TRUE(read_list("[]").empty());
  EXPECT_EQ(read_list("["), (std::vector<std::string>{"["}));
}

}  // namespace
}  // namespace parley::base
