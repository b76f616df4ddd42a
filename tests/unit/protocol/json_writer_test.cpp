#include "json_writer.h"

#include <gtest/gtest.h>

#include <random>

namespace parley::protocol {
namespace {

TEST(JsonWriter, WritesWhatMessagesAreMadeOf) {
  const Json json = {
      {"b", {1, 4294967295U, -7, true, false, nullptr, Json::array(), Json::object()}},
      {"a", "text"}};
  EXPECT_EQ(write_json(json), R"({"a":"text","b":[1,4294967295,-7,true,false,null,[],{}]})");
  EXPECT_EQ(write_json(json), dump(json));
}

TEST(JsonWriter, EscapesWhatMustBeAndNothingElse) {
  for (unsigned byte = 0; byte < 0x80; ++byte) {
    const Json json = std::string("a") + static_cast<char>(byte) + "b";
    EXPECT_EQ(write_json(json), dump(json)) << byte;
  }
  EXPECT_EQ(write_json("\u00fc\u20ac\U0001F4BC"), "\"\u00fc\u20ac\U0001F4BC\"");
}

// As the library has it, which is what the other side was tested with.
TEST(JsonWriter, ReplacesWhatIsNotUtf8) {
  std::mt19937 random(7);
  constexpr std::string_view bytes = "a\"\x80\xbf\xc2\xe0\xa0\xed\x9f\xf0\x90\xf4\x8f\xff\xc1";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (unsigned left = random() % 8; left > 0; --left) text += bytes[random() % bytes.size()];
    ASSERT_EQ(write_json(text), dump(text));
  }
}

}  // namespace
}  // namespace parley::protocol
