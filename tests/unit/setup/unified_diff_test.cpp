#include "parley/setup/unified_diff.h"

#include <gtest/gtest.h>

#include "parley/setup/limits.h"

namespace parley::setup {
namespace {

std::string numbers(int first, int last) {
  std::string text;
  for (int number = first; number <= last; ++number) text += std::to_string(number) + "\n";
  return text;
}

TEST(UnifiedDiff, EqualTextsHaveNone) {
  EXPECT_EQ(unified_diff("/f", "a\nb\n", "a\nb\n"), "");
}

TEST(UnifiedDiff, ANewFileIsAllAdded) {
  EXPECT_EQ(unified_diff("/f", std::nullopt, "a\nb\n"),
            "--- /dev/null\n+++ /f\n@@ -0,0 +1,2 @@\n+a\n+b\n");
}

TEST(UnifiedDiff, AChangeHasThreeLinesAroundIt) {
  EXPECT_EQ(unified_diff("/f", numbers(1, 9), numbers(1, 4) + "five\n" + numbers(6, 9)),
            "--- /f\n+++ /f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
}

TEST(UnifiedDiff, ChangesThatAreFarApartHaveHunksOfTheirOwn) {
  EXPECT_EQ(
      unified_diff("/f", numbers(1, 20), "0\n" + numbers(1, 19)),
      "--- /f\n+++ /f\n@@ -1,3 +1,4 @@\n+0\n 1\n 2\n 3\n@@ -17,4 +18,3 @@\n 17\n 18\n 19\n-20\n");
}

TEST(UnifiedDiff, ChangesThatAreNearShareOne) {
  EXPECT_EQ(unified_diff("/f", numbers(1, 7), "0\n" + numbers(1, 6)),
            "--- /f\n+++ /f\n@@ -1,7 +1,7 @@\n+0\n 1\n 2\n 3\n 4\n 5\n 6\n-7\n");
}

TEST(UnifiedDiff, LongRunsOfRemovedCommentsAreCounted) {
  std::string comments;
  for (std::size_t line = 0; line <= shown_comments; ++line) comments += "# words\n";
  EXPECT_EQ(unified_diff("/f", comments + "a\n", "a\n"),
            "--- /f\n+++ /f\n@@ -1,10 +1 @@\n-# (9 lines of comments)\n a\n");
}

TEST(UnifiedDiff, SettingsThatAreRemovedAreAllShown) {
  std::string settings;
  for (std::size_t line = 0; line <= shown_comments; ++line) settings += "a = 1\n";
  EXPECT_EQ(unified_diff("/f", settings, "").find("lines of"), std::string::npos);
}

TEST(UnifiedDiff, TextsThatAreTooLongAreReplacedAsAWhole) {
  const std::string before = numbers(1, 2 * compared_lines);
  const std::string diff = unified_diff("/f", before, "0\n" + numbers(2, 5) + "x\n");
  EXPECT_NE(diff.find("\n-2\n"), std::string::npos);
  EXPECT_NE(diff.find("\n+2\n"), std::string::npos);
}

}  // namespace
}  // namespace parley::setup
