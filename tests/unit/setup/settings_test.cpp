#include "parley/setup/settings.h"

#include <gtest/gtest.h>

namespace parley::setup {
namespace {

TEST(Settings, AValueIsReadAsTheServerReadsIt) {
  EXPECT_EQ(setting("port = 9000\n", "port"), "9000");
  EXPECT_EQ(setting("  port=9000  # why\n", "port"), "9000");
  EXPECT_EQ(setting("login-room = \"a room\"", "login-room"), "a room");
  EXPECT_EQ(setting("login-room = \"a #b\"\n", "login-room"), "a #b");
  EXPECT_EQ(setting("login-room = 'a' # b\n", "login-room"), "a");
}

TEST(Settings, SeveralValuesAreReadAsTheServerReadsThem) {
  const std::vector<std::string> both = {"https://a", "https://b"};
  EXPECT_EQ(
      values_of("port = 1\nallow-origin = https://a\nallow-origin = https://b\n", "allow-origin"),
      both);
  EXPECT_EQ(values_of("allow-origin = [https://a, \"https://b\"] # both\n", "allow-origin"), both);
  EXPECT_TRUE(values_of("#allow-origin = https://a\n", "allow-origin").empty());
}

TEST(Settings, AValueIsAddedToAListInWhateverWayItIsWritten) {
  EXPECT_EQ(with_value("a = [10.0.0.1]\n", "a", "127.0.0.1"), "a = 10.0.0.1, 127.0.0.1\n");
  EXPECT_EQ(with_value("a = 1\na = 2\n", "a", "3"), "a = 1, 2, 3\n");
  EXPECT_EQ(with_value("#a = LIST\n", "a", "1"), "#a = LIST\na = 1\n");
  for (const std::string text : {"a = [127.0.0.1]\n", "a = 1\na = \"127.0.0.1\" # own\n"}) {
    EXPECT_EQ(with_value(text, "a", "127.0.0.1"), text);
  }
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

}  // namespace
}  // namespace parley::setup
