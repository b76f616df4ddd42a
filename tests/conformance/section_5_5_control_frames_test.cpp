// RFC 6455 section 5.5: close, ping and pong.
#include <gtest/gtest.h>

#include "conversation.h"
#include "test_client.h"

namespace parley::serving {
namespace {

using namespace std::string_view_literals;

TEST(Section5_5, ControlFrameHasAtMost125Bytes) {
  for (const unsigned first_byte : {ping_frame, pong_frame}) {
    EXPECT_EQ(read(frame_bytes(first_byte, std::string(125, 'x'))).status,
              websocket::FrameReader::Status::Open);
    expect_failure(frame_bytes(first_byte, std::string(126, 'x')), 1002);
    expect_failure(frame_bytes(first_byte, std::string(65536, 'x')), 1002);
  }
  expect_failure(frame_bytes(close_frame, "\x03\xe8" + std::string(124, 'x')), 1002);
}

TEST(Section5_5, ControlFrameIsNotFragmented) {
  for (const unsigned opcode : {0x8U, 0x9U, 0xAU}) {
    expect_failure(frame_bytes(opcode, ""), 1002);
    expect_failure(frame_bytes(opcode, "\x03\xe8"), 1002);
    expect_failure(frame_bytes(0x01, "a") + frame_bytes(opcode, ""), 1002);
  }
}

TEST(Section5_5_2, PingIsAnsweredWithWhatWasInIt) {
  for (const std::string& payload : {std::string(), std::string("hello"), std::string(125, '\xfe'),
                                     std::string("\x00\xff\xfe\xfd", 4)}) {
    EXPECT_EQ(read(frame_bytes(ping_frame, payload)).replies,
              frame_bytes(pong_frame, payload, false));
  }
}

TEST(Section5_5_2, PingsAreAnsweredInTheirOrder) {
  std::string bytes;
  std::string expected;
  for (char name = 'a'; name <= 'j'; ++name) {
    bytes += frame_bytes(ping_frame, std::string(1, name));
    expected += frame_bytes(pong_frame, std::string(1, name), false);
  }
  EXPECT_EQ(read(bytes).replies, expected);
}

// A pong leaves before what answers the end of the message that the ping stood in, and after what
// answers the message before it.
TEST(Section5_5_2, RepliesAreInTheOrderOfWhatTheyAnswer) {
  const std::string pong = "reply " + frame_bytes(pong_frame, "p", false) + "\n";
  const std::string ping = frame_bytes(ping_frame, "p");
  EXPECT_EQ(read(frame_bytes(0x01, "a") + ping + frame_bytes(0x80, "b")).events,
            pong + "message ab\n");
  EXPECT_EQ(read(frame_bytes(0x01, "a") + ping + frame_bytes(0x00, "b") + ping +
                 frame_bytes(0x80, "c") + ping)
                .events,
            pong + pong + "message abc\n" + pong);
  EXPECT_EQ(read(frame_bytes(text_frame, "a") + ping + frame_bytes(text_frame, "b")).events,
            "message a\n" + pong + "message b\n");
  EXPECT_EQ(read(frame_bytes(text_frame, "a") + frame_bytes(close_frame, "\x03\xe8")).events,
            "message a\nreply " + frame_bytes(close_frame, "\x03\xe8", false) + "\n");
}

TEST(Section5_5_2, PingBeforeABrokenFrameIsAnswered) {
  for (const std::string& broken :
       {frame_bytes(text_frame, "x", false), frame_bytes(0x83, "x"), frame_bytes(0x80, "x"),
        frame_bytes(text_frame, "\xff"), frame_bytes(close_frame, "\x03")}) {
    const Outcome outcome = read(frame_bytes(ping_frame, "p") + broken);
    EXPECT_EQ(outcome.status, websocket::FrameReader::Status::Failed) << outcome;
    EXPECT_EQ(outcome.replies, frame_bytes(pong_frame, "p", false)) << outcome;
  }
}

TEST(Section5_5_2, PingAfterACloseIsNotAnswered) {
  const Outcome outcome = read(frame_bytes(close_frame, "\x03\xe8") + frame_bytes(ping_frame, "x"));
  EXPECT_EQ(outcome.replies, frame_bytes(close_frame, "\x03\xe8", false));
}

TEST(Section5_5_3, PongThatNobodyAskedForIsIgnored) {
  const Outcome outcome = read(frame_bytes(pong_frame, "x") + frame_bytes(pong_frame, ""));
  EXPECT_EQ(outcome, Outcome());
}

TEST(Section5_5_1, CloseIsAnsweredWithACloseOfTheSameCode) {
  const std::string payload = "\x0f\xa0 done \xc3\xa9";
  const Outcome outcome = read(frame_bytes(close_frame, payload));
  EXPECT_EQ(outcome.status, websocket::FrameReader::Status::Closed);
  EXPECT_EQ(outcome.code, 4000);
  EXPECT_EQ(outcome.replies, frame_bytes(close_frame, payload, false));
}

TEST(Section5_5_1, CloseWithoutACodeIsAnsweredWithOneWithout) {
  const Outcome outcome = read(frame_bytes(close_frame, ""));
  EXPECT_EQ(outcome.status, websocket::FrameReader::Status::Closed);
  EXPECT_EQ(outcome.code, 1005);
  EXPECT_EQ(outcome.replies, frame_bytes(close_frame, "", false));
}

TEST(Section5_5_1, CloseOfOneByteFailsTheConnection) {
  expect_failure(frame_bytes(close_frame, "\x03"), 1002);
}

TEST(Section5_5_1, LongestReasonIsTaken) {
  const std::string payload = "\x03\xe8" + std::string(123, 'x');
  EXPECT_EQ(read(frame_bytes(close_frame, payload)).replies,
            frame_bytes(close_frame, payload, false));
}

TEST(Section5_5_1, ReasonIsUtf8) {
  for (const std::string_view reason :
       {"\xff"sv, "ab\xc3"sv, "\xed\xa0\x80"sv, "\xe2\x82"sv, "\xc0\xaf"sv, "x\x80y"sv}) {
    expect_failure(frame_bytes(close_frame, "\x03\xe8" + std::string(reason)), 1007);
  }
  for (const std::string_view reason : {"\xc3\xa9"sv, "\xe2\x82\xac"sv, "\xf0\x9f\x92\xbc"sv}) {
    EXPECT_EQ(read(frame_bytes(close_frame, "\x03\xe8" + std::string(reason))).code, 1000);
  }
}

TEST(Section5_5_1, WhatComesAfterACloseIsNotRead) {
  const Outcome outcome =
      read(frame_bytes(close_frame, "\x03\xe8") + frame_bytes(text_frame, "late"));
  EXPECT_TRUE(outcome.messages.empty());
  EXPECT_EQ(outcome.code, 1000);
}

}  // namespace
}  // namespace parley::serving
