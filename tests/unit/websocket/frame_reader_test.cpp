#include "parley/websocket/frame_reader.h"

#include <gtest/gtest.h>

#include <vector>

#include "parley/protocol/limits.h"
#include "test_frames.h"

namespace parley::websocket {
namespace {

using Status = FrameReader::Status;

class FrameReaderTest : public testing::Test {
 protected:
  Status feed(std::string_view bytes) {
    replies.clear();
    return reader.feed(bytes, {.on_message =
                                   [this](MessageKind /*kind*/, std::string_view text) {
                                     texts.emplace_back(text);
                                     return texts.size() < enough;
                                   },
                               .on_reply =
                                   [this](std::string_view frame) {
                                     replies += frame;
                                     return replies.size() < enough;
                                   }});
  }

  FrameReader reader;
  std::vector<std::string> texts;
  std::string replies;  // to what was fed last
  std::size_t enough = 100;
};

TEST_F(FrameReaderTest, ReadsSeveralMessagesOfOneChunk) {
  EXPECT_EQ(feed(frame_bytes(text_frame, "a") + frame_bytes(text_frame, "b")), Status::Open);
  EXPECT_EQ(texts, (std::vector<std::string>{"a", "b"}));
  EXPECT_TRUE(reader.at_rest());
}

TEST_F(FrameReaderTest, ReadsMessagesByteByByteAndKnowsWhenItIsAtRest) {
  for (const std::size_t size : {0U, 1U, 125U, 126U, 65535U, 65536U}) {
    const std::string bytes = frame_bytes(text_frame, std::string(size, 'x'));
    for (std::size_t index = 0; index < bytes.size(); ++index) {
      EXPECT_EQ(feed(bytes.substr(index, 1)), Status::Open);
      ASSERT_EQ(reader.at_rest(), index + 1 == bytes.size()) << index << " of " << bytes.size();
    }
    EXPECT_EQ(texts.back().size(), size);
  }
}

TEST_F(FrameReaderTest, IsNotAtRestBetweenFragments) {
  EXPECT_EQ(feed(frame_bytes(0x01, "a")), Status::Open);
  EXPECT_FALSE(reader.at_rest());
  EXPECT_EQ(feed(frame_bytes(ping_frame, "p")), Status::Open);
  EXPECT_FALSE(reader.at_rest());
  EXPECT_EQ(replies, frame_bytes(pong_frame, "p", false));
  EXPECT_EQ(feed(frame_bytes(0x80, "b")), Status::Open);
  EXPECT_TRUE(reader.at_rest());
  EXPECT_EQ(texts, std::vector<std::string>{"ab"});
  EXPECT_EQ(replies, "");
}

TEST_F(FrameReaderTest, RefusesTooLongAMessageByItsHeaderAlone) {
  const std::string frame =
      frame_bytes(text_frame, std::string(protocol::limits::message_bytes + 1, 'x'));
  EXPECT_EQ(feed(frame.substr(0, 14)), Status::Failed);
  EXPECT_EQ(reader.code(), 1009);
}

TEST_F(FrameReaderTest, RefusesTooLongAMessageInFragments) {
  EXPECT_EQ(feed(frame_bytes(0x01, std::string(60'000, 'x'))), Status::Open);
  EXPECT_EQ(feed(frame_bytes(0x00, std::string(60'000, 'x'))), Status::Failed);
  EXPECT_EQ(reader.code(), 1009);
}

TEST_F(FrameReaderTest, RefusesTooManyFragments) {
  Status status = feed(frame_bytes(0x01, ""));
  int fragments = 1;
  for (; status == Status::Open && fragments < 5000; ++fragments) {
    status = feed(frame_bytes(0x00, ""));
  }
  EXPECT_EQ(status, Status::Failed);
  EXPECT_EQ(fragments, 1025);
  EXPECT_EQ(reader.code(), 1009);
}

TEST_F(FrameReaderTest, StopsWhenTheHandlerHasEnough) {
  enough = 1;
  EXPECT_EQ(feed(frame_bytes(text_frame, "a") + frame_bytes(text_frame, "b")), Status::Halted);
  EXPECT_EQ(texts, std::vector<std::string>{"a"});
}

TEST_F(FrameReaderTest, StopsWhenNoMoreRepliesAreWanted) {
  enough = 1;
  EXPECT_EQ(feed(frame_bytes(ping_frame, "a") + frame_bytes(ping_frame, "b")), Status::Halted);
  EXPECT_EQ(replies, frame_bytes(pong_frame, "a", false));
}

TEST_F(FrameReaderTest, AnswersACloseFrameWithItsCode) {
  EXPECT_EQ(feed(frame_bytes(close_frame, "\x0f\xa0why")), Status::Closed);
  EXPECT_EQ(replies, frame_bytes(close_frame, "\x0f\xa0why", false));
}

}  // namespace
}  // namespace parley::websocket
