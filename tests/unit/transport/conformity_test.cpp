// Frames that break RFC 6455, and what each is answered with.
#include <gtest/gtest.h>

#include <ostream>

#include "parley/transport/frame_reader.h"
#include "test_client.h"

namespace parley::transport {
namespace {

struct Violation {
  const char* name;
  std::string bytes;
  int code;

  friend std::ostream& operator<<(std::ostream& out, const Violation& violation) {
    return out << violation.name;
  }
};

class Conformity : public testing::TestWithParam<Violation> {};

TEST_P(Conformity, ViolationFailsTheConnection) {
  FrameReader reader;
  int texts = 0;
  const auto status = reader.feed(GetParam().bytes, [&texts](std::string_view /*text*/) {
    ++texts;
    return true;
  });
  EXPECT_EQ(status, FrameReader::Status::Failed);
  EXPECT_EQ(reader.code(), GetParam().code);
  EXPECT_EQ(texts, 0);
}

const Violation violations[] = {
    {"UnmaskedFrame", frame_bytes(text_frame, "x", false), 1002},
    {"ReservedBit1", frame_bytes(text_frame | 0x40U, "x"), 1002},
    {"ReservedBit2", frame_bytes(text_frame | 0x20U, "x"), 1002},
    {"ReservedBit3", frame_bytes(text_frame | 0x10U, "x"), 1002},
    {"ReservedBitOnPing", frame_bytes(ping_frame | 0x40U, "x"), 1002},
    {"ReservedDataOpcode", frame_bytes(0x83, "x"), 1002},
    {"ReservedControlOpcode", frame_bytes(0x8B, "x"), 1002},
    {"FragmentedPing", frame_bytes(0x09, "x"), 1002},
    {"LongPing", frame_bytes(ping_frame, std::string(126, 'x')), 1002},
    {"ContinuationOfNothing", frame_bytes(0x80, "x"), 1002},
    {"NewMessageWithinAMessage", frame_bytes(0x01, "x") + frame_bytes(text_frame, "y"), 1002},
    {"LengthNotMinimal16", std::string("\x81\xfe\x00\x01\0\0\0\0x", 9), 1002},
    {"LengthNotMinimal64", std::string("\x81\xff\0\0\0\0\0\0\0\x01\0\0\0\0x", 15), 1002},
    {"LengthWithTopBit", std::string("\x81\xff\x80\0\0\0\0\0\0\x01\0\0\0\0x", 15), 1002},
    {"CloseOfOneByte", frame_bytes(close_frame, "x"), 1002},
    {"CloseWithReservedCode", frame_bytes(close_frame, "\x03\xed"), 1002},  // 1005
    {"CloseWithCodeOutOfRange", frame_bytes(close_frame, std::string("\x00\x00", 2)), 1002},
    {"CloseReasonNotUtf8", frame_bytes(close_frame, "\x03\xe8\xff"), 1007},
    {"TextNotUtf8", frame_bytes(text_frame, "\xc3\x28"), 1007},
    {"TextEndsInMidCharacter", frame_bytes(text_frame, "\xe2\x82"), 1007},
    {"SurrogateInText", frame_bytes(text_frame, "\xed\xa0\x80"), 1007},
    {"NotUtf8AcrossFragments", frame_bytes(0x01, "\xe2\x82") + frame_bytes(0x80, "x"), 1007},
    {"BinaryMessage", frame_bytes(binary_frame, "x"), 1003},
    {"FragmentedBinaryMessage", frame_bytes(0x02, "x"), 1003},
};

INSTANTIATE_TEST_SUITE_P(Rfc6455, Conformity, testing::ValuesIn(violations),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(Fragments, CharacterMayBeSplitBetweenFragments) {
  FrameReader reader;
  std::string message;
  const auto status = reader.feed(frame_bytes(0x01, "\xe2\x82") + frame_bytes(0x80, "\xac"),
                                  [&message](std::string_view text) {
                                    message = text;
                                    return true;
                                  });
  EXPECT_EQ(status, FrameReader::Status::Open);
  EXPECT_EQ(message, "\xe2\x82\xac");
}

}  // namespace
}  // namespace parley::transport
