// RFC 6455 section 10.4: what a client may make the server hold.
#include <gtest/gtest.h>

#include "conversation.h"
#include "parley/limits/limits.h"
#include "parley/protocol/limits.h"
#include "test_client.h"

namespace parley::serving {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t longest = protocol::limits::message_bytes;

websocket::FrameReader::Status feed(websocket::FrameReader& reader, std::string_view bytes) {
  return reader.feed(bytes, {.on_message = [](websocket::MessageKind /*kind*/,
                                              std::string_view /*text*/) { return true; },
                             .on_reply = [](std::string_view /*frame*/) { return true; }});
}

TEST(Section10_4, LongestMessageIsTakenAndOneByteMoreIsNot) {
  expect_messages(frame_bytes(text_frame, std::string(longest, 'x')), {std::string(longest, 'x')});
  expect_failure(frame_bytes(text_frame, std::string(longest + 1, 'x')), 1009);
}

TEST(Section10_4, LengthIsRefusedByTheHeaderAlone) {
  // 2 GiB, 4 EiB and 8 EiB.
  for (const std::string_view header :
       {"\x81\xff\0\0\0\0\x80\0\0\0\1\2\3\4"sv, "\x81\xff\x40\0\0\0\0\0\0\0\1\2\3\4"sv,
        "\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff\1\2\3\4"sv}) {
    expect_failure(header, 1009);
  }
}

TEST(Section10_4, FragmentsTogetherAreNoLonger) {
  const std::string half(longest / 2, 'x');
  expect_messages(frame_bytes(0x01, half) + frame_bytes(0x80, half), {half + half});
  expect_failure(frame_bytes(0x01, half) + frame_bytes(0x00, half) + frame_bytes(0x80, "x"), 1009);
}

TEST(Section10_4, FragmentThatWouldPassTheLimitIsRefusedByItsHeader) {
  websocket::FrameReader reader;
  EXPECT_EQ(feed(reader, frame_bytes(0x01, "x")), websocket::FrameReader::Status::Open);
  EXPECT_EQ(feed(reader, frame_bytes(0x00, std::string(longest, 'x')).substr(0, 14)),
            websocket::FrameReader::Status::Failed);
  EXPECT_EQ(reader.code(), 1009);
}

TEST(Section10_4, FragmentsAreCounted) {
  std::string bytes = frame_bytes(0x01, "");
  for (std::size_t count = 2; count < limits::fragments_per_message; ++count) {
    bytes += frame_bytes(0x00, "");
  }
  expect_messages(bytes + frame_bytes(0x80, ""), {""});
  expect_failure(bytes + frame_bytes(0x00, "") + frame_bytes(0x80, ""), 1009);
}

TEST(Section10_4, CountAndLengthBeginAnewWithEachMessage) {
  const std::string most(longest - 1, 'x');
  const std::string message = frame_bytes(0x01, "a") + frame_bytes(0x80, most);
  expect_messages(message + message, {"a" + most, "a" + most});
}

}  // namespace
}  // namespace parley::serving
