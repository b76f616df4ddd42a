#include "parley/setup/settings.h"

#include <gtest/gtest.h>

namespace parley::setup {
namespace {

TEST(Settings, AValueIsReadAsTheServerReadsIt) {
  EXPECT_EQ(setting("port = 9000\n", "port"), "9000");
  EXPECT_EQ(setting("  port=9000  # why\n", "port"), "9000");
  EXPECT_EQ(setting("login-room = \"a room\"", "login-room"), "a room");
  EXPECT_EQ(
      setting("port = 1\nallow-origin = https://a\nallow-origin = https://b\n", "allow-origin"),
      "https://a, https://b");
}

TEST(Settings, CommentsAndLongerNamesAreNotIt) {
  EXPECT_EQ(setting("#port = 9000\n", "port"), std::nullopt);
  EXPECT_EQ(setting("portly = 9000\n", "port"), std::nullopt);
  EXPECT_EQ(setting("", "port"), std::nullopt);
}

TEST(Settings, ALineIsReplacedWhereItStands) {
  EXPECT_EQ(with_setting("a = 1\nport = 1\nb = 2\n", "port", "2"), "a = 1\nport = 2\nb = 2\n");
  EXPECT_EQ(with_setting("port = 1\na = 1\nport = 3\n", "port", "2"), "port = 2\na = 1\n");
}

TEST(Settings, ANewLineStandsBelowTheCommentThatShowsIt) {
  EXPECT_EQ(with_setting("# TCP port.\n#port = 8080\n\n#a = 1\n", "port", "2"),
            "# TCP port.\n#port = 8080\nport = 2\n\n#a = 1\n");
}

TEST(Settings, ALineThatIsSetIsReplacedAndNotItsComment) {
  EXPECT_EQ(with_setting("#port = 8080\nport = 1\n", "port", "2"), "#port = 8080\nport = 2\n");
}

TEST(Settings, WithoutACommentItStandsAtTheEnd) {
  EXPECT_EQ(with_setting("a = 1", "port", "2"), "a = 1\nport = 2\n");
  EXPECT_EQ(with_setting("", "port", "2"), "port = 2\n");
}

TEST(Settings, AListContainsWholeValues) {
  EXPECT_TRUE(lists("https://a.example, https://b.example", "https://b.example"));
  EXPECT_FALSE(lists("https://a.example.org", "https://a.example"));
  EXPECT_FALSE(lists("", "https://a.example"));
}

}  // namespace
}  // namespace parley::setup
