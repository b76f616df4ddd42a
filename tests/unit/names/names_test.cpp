#include "parley/names/names.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace parley::names {
namespace {

struct Spelling {
  std::string written;
  std::string kept;
  std::string why;
};

void append_utf8(std::string& text, std::uint32_t point) {
  const auto add = [&text](std::uint32_t byte) { text += static_cast<char>(byte); };
  if (point < 0x80) return add(point);
  if (point < 0x800) {
    add(0xC0 | point >> 6);
  } else {
    if (point < 0x10000) {
      add(0xE0 | point >> 12);
    } else {
      add(0xF0 | point >> 18);
      add(0x80 | (point >> 12 & 0x3F));
    }
    add(0x80 | (point >> 6 & 0x3F));
  }
  add(0x80 | (point & 0x3F));
}

// The text of hexadecimal code points with spaces between them.
std::string text_of(const std::string& code_points) {
  std::istringstream words(code_points);
  std::string text;
  for (std::string word; words >> word;) {
    append_utf8(text, static_cast<std::uint32_t>(std::stoul(word, nullptr, 16)));
  }
  return text;
}

std::vector<Spelling> spellings() {
  std::ifstream file(PARLEY_SPELLINGS);
  std::vector<Spelling> all;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    const std::size_t first = line.find('|');
    const std::size_t second = line.find('|', first + 1);
    all.push_back({text_of(line.substr(0, first)),
                   text_of(line.substr(first + 1, second - first - 1)), line.substr(second + 2)});
  }
  return all;
}

void expect_bad_room_name(const protocol::Result<std::string>& name, const std::string& message) {
  ASSERT_FALSE(name.ok()) << name.value();
  EXPECT_EQ(name.error(), (protocol::Error{protocol::ErrorId::BadRoomName, message}));
}

TEST(Names, AreKeptInOneSpelling) {
  const auto all = spellings();
  ASSERT_GT(all.size(), 40U);
  for (const Spelling& spelling : all) {
    SCOPED_TRACE(spelling.why);
    EXPECT_EQ(identity(spelling.written), spelling.kept);
    // Once more, and it stays as it is.
    EXPECT_EQ(identity(spelling.kept), spelling.kept);
  }
}

TEST(Names, OfRoomsFollowTheSameRule) {
  for (const Spelling& spelling : spellings()) {
    SCOPED_TRACE(spelling.why);
    if (spelling.kept.empty()) {
      EXPECT_FALSE(room_name(spelling.written));
    } else if (spelling.kept != "..") {
      ASSERT_TRUE(room_name(spelling.written)) << room_name(spelling.written).error().message;
      EXPECT_EQ(room_name(spelling.written).value(), spelling.kept);
    }
  }
  EXPECT_EQ(room_name_in("Cafe%CC%81%20").value(), "Caf\u00E9");
}

TEST(Names, OfRoomsThatCannotBeSayWhy) {
  expect_bad_room_name(room_name("\u200B"), "The room's name has nothing that can be seen.");
  expect_bad_room_name(room_name_in("%20"), "The room's name has nothing that can be seen.");
  expect_bad_room_name(room_name(""), "The room's name is empty.");
  expect_bad_room_name(room_name(" .. "), "The room's name cannot be \".\" or \"..\".");
  expect_bad_room_name(room_name_in("%zz"),
                       "The room's name has a % that is not followed by two hex digits.");
}

// U+0958 is three bytes, and six when it is written as it has to be.
TEST(Names, OfRoomsAreMeasuredAsTheyAreKept) {
  std::string name;
  for (int count = 0; count < 42; ++count) name += "\u0958";
  expect_bad_room_name(room_name(name), "The room's name is longer than 128 bytes.");
}

}  // namespace
}  // namespace parley::names
