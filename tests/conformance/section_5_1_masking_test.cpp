// RFC 6455 sections 5.1 and 5.3: clients mask, servers do not.
#include <gtest/gtest.h>

#include <array>

#include "conversation.h"
#include "test_client.h"

namespace parley::serving {
namespace {

// A text frame with this mask, of a payload shorter than 126 bytes.
std::string masked_with(std::array<unsigned char, 4> mask, std::string_view payload) {
  std::string bytes = {static_cast<char>(text_frame), static_cast<char>(0x80U | payload.size())};
  for (const unsigned char byte : mask) bytes += static_cast<char>(byte);
  for (std::size_t index = 0; index < payload.size(); ++index) {
    bytes += static_cast<char>(static_cast<unsigned char>(payload[index]) ^ mask[index % 4]);
  }
  return bytes;
}

TEST(Section5_1, UnmaskedFrameOfAnyKindFailsTheConnection) {
  for (const unsigned first_byte : {text_frame, close_frame, ping_frame, pong_frame, 0x01U}) {
    expect_failure(frame_bytes(first_byte, "", false), 1002);
    expect_failure(frame_bytes(first_byte, "\x03\xe8", false), 1002);
  }
}

TEST(Section5_1, UnmaskedFrameAfterMaskedOnesFailsToo) {
  expect_failure(frame_bytes(text_frame, "a") + frame_bytes(text_frame, "b", false), 1002, 1);
}

TEST(Section5_1, WhatTheServerSendsIsNotMasked) {
  const Outcome outcome = read(frame_bytes(ping_frame, "x") + frame_bytes(close_frame, "\x03\xe8"));
  EXPECT_EQ(outcome.replies,
            frame_bytes(pong_frame, "x", false) + frame_bytes(close_frame, "\x03\xe8", false));
}

TEST(Section5_3, EveryMaskIsTakenOff) {
  for (const auto& mask : {std::array<unsigned char, 4>{0, 0, 0, 0},
                           {0xff, 0xff, 0xff, 0xff},
                           {0x80, 0, 0x7f, 0x01},
                           {0x37, 0xfa, 0x21, 0x3d}}) {
    for (const std::string_view text : {"", "H", "Hel", "Hello", "H\xc3\xa9llo, you there"}) {
      expect_messages(masked_with(mask, text), {std::string(text)});
    }
  }
}

TEST(Section5_7, ExampleOfAMaskedHello) {
  expect_messages("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", {"Hello"});
}

}  // namespace
}  // namespace parley::serving
