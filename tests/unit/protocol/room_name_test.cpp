#include "parley/protocol/room_name.h"

#include <gtest/gtest.h>

#include <string>

#include "expect_result.h"
#include "parley/protocol/limits.h"

namespace parley::protocol {
namespace {

// What stands in the path, and the name it stands for.
TEST(RoomName, IsPercentDecoded) {
  expect_value(decode_room_name("standup"), "standup");
  expect_value(decode_room_name("team%20room"), "team room");
  expect_value(decode_room_name("a%2Fb"), "a/b");
  expect_value(decode_room_name("a%2fb"), "a/b");
  expect_value(decode_room_name("room%22"), "room\"");
  expect_value(decode_room_name("100%25"), "100%");
  expect_value(decode_room_name("%F0%9F%92%BC"), "\U0001F4BC");
  expect_value(decode_room_name("caf\u00E9"), "caf\u00E9");
}

TEST(RoomName, IsDecodedOnce) {
  expect_value(decode_room_name("a%2520b"), "a%20b");
}

TEST(RoomName, HasNoFormEncoding) {
  expect_value(decode_room_name("a+b"), "a+b");
}

TEST(RoomName, NeedsTwoHexDigitsAfterPercent) {
  const char* const reason = "The room's name has a % that is not followed by two hex digits.";
  for (const char* segment : {"%", "%2", "a%", "%zz", "%2x", "%x2", "%%20", "% 20"}) {
    SCOPED_TRACE(segment);
    expect_error(decode_room_name(segment), ErrorId::BadRoomName, reason);
  }
}

TEST(RoomName, IsNeitherEmptyNorADotSegment) {
  expect_error(decode_room_name(""), ErrorId::BadRoomName, "The room's name is empty.");
  for (const char* segment : {".", "..", "%2e", "%2E%2E", ".%2e"}) {
    SCOPED_TRACE(segment);
    expect_error(decode_room_name(segment), ErrorId::BadRoomName,
                 "The room's name cannot be \".\" or \"..\".");
  }
  expect_value(decode_room_name("..."), "...");
  expect_value(decode_room_name(".a"), ".a");
}

TEST(RoomName, HasNoControlCharacters) {
  for (const char* segment : {"a%00b", "%0A", "%1F", "%7F", "%C2%80", "%C2%9F", "a\tb"}) {
    SCOPED_TRACE(segment);
    expect_error(decode_room_name(segment), ErrorId::BadRoomName,
                 "The room's name has control characters.");
  }
}

TEST(RoomName, IsUtf8) {
  for (const char* segment : {"%FF", "%C0%AF", "%E2%82", "%ED%A0%80", "%F4%90%80%80", "\x80"}) {
    SCOPED_TRACE(segment);
    expect_error(decode_room_name(segment), ErrorId::BadRoomName, "The room's name is not UTF-8.");
  }
}

TEST(RoomName, HasUpTo128Bytes) {
  const std::string longest(limits::room_name_bytes, 'a');
  expect_value(decode_room_name(longest), longest);
  expect_error(decode_room_name(longest + "a"), ErrorId::BadRoomName,
               "The room's name is longer than 128 bytes.");
}

TEST(RoomName, IsMeasuredDecoded) {
  std::string longest;
  for (int count = 0; count < 32; ++count) longest += "\U0001F4BC";
  const std::string encoded = encode_room_name(longest);
  EXPECT_EQ(encoded.size(), 384U);
  expect_value(decode_room_name(encoded), longest);
  expect_error(decode_room_name(encoded + "a"), ErrorId::BadRoomName,
               "The room's name is too long.");
}

TEST(RoomName, SurvivesEncoding) {
  for (const char* name :
       {"standup", "room\"", "team room", "a/b?c#d&e", "100%", "\U0001F4BC", "caf\u00E9", "~._-"}) {
    expect_value(decode_room_name(encode_room_name(name)), name);
  }
}

TEST(RoomName, IsEncodedAsOneSegment) {
  EXPECT_EQ(encode_room_name("a/b?c#d"), "a%2Fb%3Fc%23d");
  EXPECT_EQ(encode_room_name("room\""), "room%22");
  EXPECT_EQ(encode_room_name("AZaz09-._~"), "AZaz09-._~");
  EXPECT_EQ(encode_room_name("\xC3\xA9"), "%C3%A9");
}

}  // namespace
}  // namespace parley::protocol
