#include "parley/protocol/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace parley::protocol {
namespace {

using namespace std::string_view_literals;

struct Case {
  const char* name;
  std::string_view text;
  bool expected;
};

void PrintTo(const Case& test, std::ostream* out) {
  *out << test.name;
}

std::string name_of(const testing::TestParamInfo<Case>& test) {
  return test.param.name;
}

class Utf8 : public testing::TestWithParam<Case> {};

TEST_P(Utf8, IsRecognised) {
  EXPECT_EQ(is_utf8(GetParam().text), GetParam().expected);
}

// RFC 3629 section 4: the first and the last sequence of every length, and those just outside.
constexpr Case sequences[] = {
    {"Empty", "", true},
    {"Ascii", "room", true},
    {"Nul", "\0"sv, true},
    {"LastOfOneByte", "\x7F", true},
    {"FirstOfTwoBytes", "\xC2\x80", true},
    {"LastOfTwoBytes", "\xDF\xBF", true},
    {"FirstOfThreeBytes", "\xE0\xA0\x80", true},
    {"LastBeforeSurrogates", "\xED\x9F\xBF", true},
    {"FirstAfterSurrogates", "\xEE\x80\x80", true},
    {"LastOfThreeBytes", "\xEF\xBF\xBF", true},
    {"FirstOfFourBytes", "\xF0\x90\x80\x80", true},
    {"LastCodePoint", "\xF4\x8F\xBF\xBF", true},
    {"Emoji", "\xF0\x9F\x92\xBC", true},
    {"ContinuationAlone", "\x80", false},
    {"OverlongNul", "\xC0\x80", false},
    {"OverlongSlash", "\xC0\xAF", false},
    {"OverlongDel", "\xC1\xBF", false},
    {"OverlongThreeBytes", "\xE0\x9F\xBF", false},
    {"OverlongFourBytes", "\xF0\x8F\xBF\xBF", false},
    {"FirstSurrogate", "\xED\xA0\x80", false},
    {"LastSurrogate", "\xED\xBF\xBF", false},
    {"BeyondTheLastCodePoint", "\xF4\x90\x80\x80", false},
    {"LeadByteF5", "\xF5\x80\x80\x80", false},
    {"LeadByteFF", "\xFF", false},
    {"TwoBytesCutShort", "\xC2", false},
    {"ThreeBytesCutShort", "\xE2\x82", false},
    {"FourBytesCutShort", "\xF0\x9F\x92", false},
    {"SequenceBrokenByAscii", "\xE2\x82x", false},
    {"GoodThenBad", "caf\xC3\xA9\xC3", false},
};
INSTANTIATE_TEST_SUITE_P(Sequences, Utf8, testing::ValuesIn(sequences), name_of);

class ControlCharacters : public testing::TestWithParam<Case> {};

TEST_P(ControlCharacters, AreFound) {
  EXPECT_EQ(has_control_characters(GetParam().text), GetParam().expected);
}

constexpr Case characters[] = {
    {"Empty", "", false},
    {"Space", " ", false},
    {"LastOfAscii", "~", false},
    {"Accents", "caf\xC3\xA9", false},
    {"NoBreakSpace", "\xC2\xA0", false},
    {"EndsLikeAControlCharacter", "\xC3\x80", false},
    {"Nul", "a\0b"sv, true},
    {"Newline", "a\n", true},
    {"LastOfC0", "\x1F", true},
    {"Del", "\x7F", true},
    {"FirstOfC1", "\xC2\x80", true},
    {"LastOfC1", "a\xC2\x9F", true},
};
INSTANTIATE_TEST_SUITE_P(Characters, ControlCharacters, testing::ValuesIn(characters), name_of);

}  // namespace
}  // namespace parley::protocol
