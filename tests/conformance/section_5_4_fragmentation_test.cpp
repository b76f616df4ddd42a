// RFC 6455 section 5.4: messages in fragments, and what may stand between them.
#include <gtest/gtest.h>

#include "conversation.h"
#include "test_client.h"

namespace parley::serving {
namespace {

constexpr unsigned first_fragment = 0x01;  // of text
constexpr unsigned middle_fragment = 0x00;
constexpr unsigned last_fragment = 0x80;

TEST(Section5_4, FragmentsMakeOneMessage) {
  expect_messages(frame_bytes(first_fragment, "a") + frame_bytes(last_fragment, "b"), {"ab"});
  expect_messages(frame_bytes(first_fragment, "a") + frame_bytes(middle_fragment, "b") +
                      frame_bytes(middle_fragment, "c") + frame_bytes(last_fragment, "d"),
                  {"abcd"});
}

TEST(Section5_4, FragmentsMayBeEmpty) {
  expect_messages(frame_bytes(first_fragment, "") + frame_bytes(middle_fragment, "") +
                      frame_bytes(last_fragment, ""),
                  {""});
  expect_messages(frame_bytes(first_fragment, "") + frame_bytes(middle_fragment, "x") +
                      frame_bytes(last_fragment, ""),
                  {"x"});
  expect_messages(frame_bytes(first_fragment, "") + frame_bytes(last_fragment, "x"), {"x"});
}

TEST(Section5_4, FragmentsOfEveryLengthAreJoined) {
  std::string text;
  std::string bytes = frame_bytes(first_fragment, "");
  for (const std::size_t size : {1U, 125U, 126U, 4096U, 5000U, 30'000U}) {
    const std::string part(size, static_cast<char>('a' + size % 26));
    text += part;
    bytes += frame_bytes(middle_fragment, part);
  }
  expect_messages(bytes + frame_bytes(last_fragment, "!"), {text + "!"});
}

TEST(Section5_4, ControlFramesMayStandBetweenFragments) {
  const Outcome outcome =
      read(frame_bytes(first_fragment, "a") + frame_bytes(ping_frame, "1") +
           frame_bytes(middle_fragment, "b") + frame_bytes(pong_frame, "unasked") +
           frame_bytes(ping_frame, "2") + frame_bytes(last_fragment, "c"));
  EXPECT_EQ(outcome.messages, std::vector<std::string>{"abc"});
  EXPECT_EQ(outcome.replies,
            frame_bytes(pong_frame, "1", false) + frame_bytes(pong_frame, "2", false));
}

TEST(Section5_4, CloseBetweenFragmentsEndsTheMessageUnheard) {
  const Outcome outcome =
      read(frame_bytes(first_fragment, "a") + frame_bytes(close_frame, "\x03\xe8") +
           frame_bytes(last_fragment, "b"));
  EXPECT_EQ(outcome.status, websocket::FrameReader::Status::Closed);
  EXPECT_TRUE(outcome.messages.empty());
}

TEST(Section5_4, ContinuationOfNothingFailsTheConnection) {
  expect_failure(frame_bytes(last_fragment, "x"), 1002);
  expect_failure(frame_bytes(middle_fragment, "x"), 1002);
  expect_failure(frame_bytes(last_fragment, ""), 1002);
  expect_failure(frame_bytes(text_frame, "a") + frame_bytes(last_fragment, "b"), 1002, 1);
  expect_failure(frame_bytes(first_fragment, "a") + frame_bytes(last_fragment, "b") +
                     frame_bytes(middle_fragment, "c"),
                 1002, 1);
}

TEST(Section5_4, NewMessageWithinAMessageFailsTheConnection) {
  for (const unsigned first_byte : {text_frame, binary_frame, first_fragment, 0x02U}) {
    expect_failure(frame_bytes(first_fragment, "a") + frame_bytes(first_byte, "b"), 1002);
  }
}

}  // namespace
}  // namespace parley::serving
