// RFC 6455 section 5.2: reserved bits, opcodes, and the three forms of a length.
#include <gtest/gtest.h>

#include "conversation.h"
#include "test_client.h"

namespace parley::serving {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

TEST(Section5_2, ReservedBitsFailTheConnection) {
  for (const unsigned bits : {0x10U, 0x20U, 0x30U, 0x40U, 0x50U, 0x60U, 0x70U}) {
    for (const unsigned first_byte : {text_frame, 0x01U, close_frame, ping_frame, pong_frame}) {
      expect_failure(frame_bytes(first_byte | bits, "x"), 1002);
      expect_failure(frame_bytes(first_byte | bits, ""), 1002);
    }
  }
}

TEST(Section5_2, ReservedBitsOnAContinuationFailTheConnection) {
  expect_failure(frame_bytes(0x01, "a") + frame_bytes(0x80 | 0x40, "b"), 1002);
}

TEST(Section5_2, ReservedOpcodesFailTheConnection) {
  for (const unsigned opcode : {0x3U, 0x4U, 0x5U, 0x6U, 0x7U, 0xBU, 0xCU, 0xDU, 0xEU, 0xFU}) {
    expect_failure(frame_bytes(0x80 | opcode, ""), 1002);
    expect_failure(frame_bytes(0x80 | opcode, "x"), 1002);
    expect_failure(frame_bytes(text_frame, "a") + frame_bytes(0x80 | opcode, "x"), 1002, 1);
    expect_failure(frame_bytes(0x01, "a") + frame_bytes(0x80 | opcode, "x"), 1002);
  }
}

TEST(Section5_2, EveryFormOfALengthIsRead) {
  for (const std::size_t size : {0U, 1U, 124U, 125U, 126U, 127U, 128U, 65535U, 65536U}) {
    const std::string text(size, 'x');
    expect_messages(frame_bytes(text_frame, text), {text});
  }
}

TEST(Section5_2, LengthIsInItsShortestForm) {
  expect_failure("\x81\xfe\x00\x00\1\2\3\4"sv, 1002);
  expect_failure("\x81\xfe\x00\x7d\1\2\3\4"sv, 1002);
  expect_failure("\x81\xff\0\0\0\0\0\0\0\x01\1\2\3\4x"sv, 1002);
  expect_failure("\x81\xff\0\0\0\0\0\0\xff\xff\1\2\3\4x"sv, 1002);
}

TEST(Section5_2, TopBitOfALengthIsZero) {
  expect_failure("\x81\xff\x80\0\0\0\0\0\0\x01\1\2\3\4x"sv, 1002);
  expect_failure("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff\1\2\3\4x"sv, 1002);
}

// Of each of these nothing but the header has come.
TEST(Section5_2, HeaderIsJudgedWithoutItsPayload) {
  const auto header = [](unsigned first_byte, std::size_t payload_bytes, bool masked = true) {
    const std::string frame = frame_bytes(first_byte, std::string(payload_bytes, 'x'), masked);
    return frame.substr(0, frame.size() - payload_bytes);
  };
  for (const std::size_t size : {1U, 125U, 126U, 65536U}) {
    for (const unsigned bits : {0x10U, 0x20U, 0x40U}) {
      expect_failure(header(text_frame | bits, size), 1002);
    }
    for (const unsigned opcode : {0x3U, 0x7U, 0xBU, 0xFU}) {
      expect_failure(header(0x80 | opcode, size), 1002);
    }
    expect_failure(header(0x80, size), 1002);
    expect_failure(header(binary_frame, size), 1003);
    expect_failure(frame_bytes(0x01, "a") + header(text_frame, size), 1002);
    expect_failure(header(0x09, size), 1002);
    expect_failure(header(text_frame, size, false), 1002);
  }
  expect_failure(header(ping_frame, 126), 1002);
  expect_failure("\x81\xfe\x00\x7d\1\2\3\4"sv, 1002);
  expect_failure("\x81\xff\0\0\0\0\0\0\xff\xff\1\2\3\4"sv, 1002);
  expect_failure("\x81\xff\x80\0\0\0\0\0\0\x01\1\2\3\4"sv, 1002);
}

TEST(Section5_2, MessagesFollowEachOtherInOnePacket) {
  expect_messages(frame_bytes(text_frame, "a") + frame_bytes(text_frame, "") +
                      frame_bytes(text_frame, std::string(200, 'b')) + frame_bytes(text_frame, "c"),
                  {"a", "", std::string(200, 'b'), "c"});
}

// Section 5.6; Parley's protocol has text only, and section 7.4.1 has a code for that.
TEST(Section5_6, BinaryMessagesAreRefusedAtTheirFirstFrame) {
  expect_failure(frame_bytes(binary_frame, "x"), 1003);
  expect_failure(frame_bytes(binary_frame, ""), 1003);
  expect_failure(frame_bytes(0x02, "x"), 1003);
}

TEST(Section5_6, ReaderThatIsToldSoTakesBinaryMessagesOfAnyBytes) {
  const std::string bytes = "\xff\xfe\0 is no UTF-8"s;
  const Outcome outcome = read(frame_bytes(0x02, "\xff") + frame_bytes(0x80, bytes.substr(1)) +
                                   frame_bytes(binary_frame, bytes),
                               {.binary_messages = true});
  EXPECT_EQ(outcome.messages, (std::vector<std::string>{bytes, bytes}));
}

}  // namespace
}  // namespace parley::serving
