// RFC 6455 section 8.1: text is UTF-8 as a whole, whatever the fragments cut; and what is wrong is
// noticed at once.
#include <gtest/gtest.h>

#include "conversation.h"
#include "test_client.h"

namespace parley::serving {
namespace {

using namespace std::string_view_literals;

// RFC 3629 section 4: ends of the ranges, and just outside.
constexpr std::string_view well_formed[] = {
    "\x7f"sv,         "\xc2\x80"sv,     "\xdf\xbf"sv,         "\xe0\xa0\x80"sv,
    "\xed\x9f\xbf"sv, "\xee\x80\x80"sv, "\xef\xbf\xbf"sv,     "\xf0\x90\x80\x80"sv,
    "\xef\xbf\xbe"sv, "\0"sv,           "\xf4\x8f\xbf\xbf"sv, "\xf0\x9f\xbf\xbf"sv,
    "\xef\xbb\xbf"sv};
constexpr std::string_view ill_formed[] = {"\x80"sv,
                                           "\xbf"sv,
                                           "\xc0\xaf"sv,
                                           "\xc1\xbf"sv,
                                           "\xe0\x9f\xbf"sv,
                                           "\xed\xa0\x80"sv,
                                           "\xed\xbf\xbf"sv,
                                           "\xf0\x8f\xbf\xbf"sv,
                                           "\xf5\x80\x80"sv,
                                           "\xf8\x88\x80"sv,
                                           "\xfe"sv,
                                           "\xff"sv,
                                           "\xc2\x41"sv,
                                           "\xe2\x82\x41"sv,
                                           "\xf0\x90\x80\x41"sv,
                                           "\xf4\x90\x80\x80"sv};
constexpr std::string_view cut_short[] = {"\xc3"sv, "\xe2"sv,     "\xe2\x82"sv,
                                          "\xf0"sv, "\xf0\x9f"sv, "\xf0\x9f\x92"sv};

// In frames that each hold one byte.
std::string in_fragments(std::string_view text) {
  std::string bytes = frame_bytes(0x01, "");
  for (std::size_t index = 0; index < text.size(); ++index) {
    bytes += frame_bytes(0x00, text.substr(index, 1));
  }
  return bytes + frame_bytes(0x80, "");
}

TEST(Section8_1, WellFormedTextIsTaken) {
  for (const std::string_view character : well_formed) {
    const std::string text = "Some text, " + std::string(character) + ", and more of it.";
    expect_messages(frame_bytes(text_frame, text), {text});
    expect_messages(frame_bytes(text_frame, character), {std::string(character)});
  }
}

TEST(Section8_1, CharactersMayBeCutByFragmentsAnywhere) {
  for (const std::string_view character : well_formed) {
    expect_messages(in_fragments(character), {std::string(character)});
  }
  const std::string text = "\xe2\x82\xac";
  expect_messages(frame_bytes(0x01, text.substr(0, 1)) + frame_bytes(ping_frame, "\xff") +
                      frame_bytes(0x80, text.substr(1)),
                  {text});
}

TEST(Section8_1, IllFormedTextFailsTheConnection) {
  for (const std::string_view bytes : ill_formed) {
    expect_failure(frame_bytes(text_frame, "Some text, " + std::string(bytes) + "."), 1007);
    expect_failure(frame_bytes(text_frame, bytes), 1007);
    expect_failure(in_fragments(bytes), 1007);
  }
}

TEST(Section8_1, TextThatEndsInMidCharacterFailsTheConnection) {
  for (const std::string_view bytes : cut_short) {
    expect_failure(frame_bytes(text_frame, "Some text, " + std::string(bytes)), 1007);
    expect_failure(in_fragments(bytes), 1007);
    expect_failure(frame_bytes(0x01, bytes) + frame_bytes(0x80, ""), 1007);
  }
}

TEST(Section8_1, FailsAtTheFirstWrongByteAndNotAtTheEnd) {
  const std::string frame = frame_bytes(text_frame, "abc\xff" + std::string(1000, 'x'));
  constexpr std::size_t header = 8;
  websocket::FrameReader reader;
  const websocket::FrameHandler ignore{
      .on_message = [](websocket::MessageKind /*kind*/, std::string_view /*text*/) { return true; },
      .on_reply = [](std::string_view /*frame*/) { return true; }};
  EXPECT_EQ(reader.feed(frame.substr(0, header + 3), ignore), websocket::FrameReader::Status::Open);
  EXPECT_EQ(reader.feed(frame.substr(header + 3, 1), ignore),
            websocket::FrameReader::Status::Failed);
  EXPECT_EQ(reader.code(), 1007);
}

TEST(Section8_1, FailsInTheFragmentThatIsWrong) {
  expect_failure(frame_bytes(0x01, "a\xff"), 1007);
  expect_failure(frame_bytes(0x01, "\xe2\x82") + frame_bytes(0x00, "x"), 1007);
}

TEST(Section8_1, EachMessageBeginsAnew) {
  expect_messages(frame_bytes(text_frame, "\xe2\x82\xac") + frame_bytes(text_frame, "\xc3\xa9"),
                  {"\xe2\x82\xac", "\xc3\xa9"});
}

}  // namespace
}  // namespace parley::serving
