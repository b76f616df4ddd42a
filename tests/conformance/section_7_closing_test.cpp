// RFC 6455 section 7: how a connection ends, and the codes that may say why.
#include <gtest/gtest.h>

#include "conversation.h"
#include "live_server.h"
#include "test_client.h"

namespace parley::serving {
namespace {

std::string close_with(unsigned code, std::string_view reason = "") {
  std::string payload = {static_cast<char>(code >> 8U), static_cast<char>(code & 0xFFU)};
  return frame_bytes(close_frame, payload.append(reason));
}

TEST(Section7_4, CodesThatMayBeSentAreEchoed) {
  for (const unsigned code : {1000U, 1001U, 1002U, 1003U, 1007U, 1008U, 1009U, 1010U, 1011U, 1012U,
                              1013U, 1014U, 3000U, 3999U, 4000U, 4999U}) {
    const Outcome outcome = read(close_with(code));
    EXPECT_EQ(outcome.status, websocket::FrameReader::Status::Closed) << code;
    EXPECT_EQ(outcome.code, static_cast<int>(code));
    EXPECT_EQ(outcome.replies.size(), 4U) << code;
  }
}

TEST(Section7_4, CodesThatAreNeverSentFailTheConnection) {
  for (const unsigned code : {0U, 1U, 999U, 1004U, 1005U, 1006U, 1015U, 1016U, 1100U, 1999U, 2000U,
                              2999U, 5000U, 65535U}) {
    expect_failure(close_with(code), 1002);
    expect_failure(close_with(code, "because"), 1002);
  }
}

// Over sockets, as what follows is about them.
class Section7_1 : public LiveServer {
 protected:
  TestClient connected() {
    TestClient client(port);
    EXPECT_EQ(status_of(client.upgrade("/ws/" + room)), 101);
    return client;
  }
};

TEST_F(Section7_1, ServerAnswersTheCloseAndEndsTheConnectionFirst) {
  TestClient client = connected();
  client.send(close_with(1000, "bye"));
  EXPECT_EQ(client.read_frame(), (Frame{close_frame,
                                        "\x03\xe8"
                                        "bye"}));
  EXPECT_TRUE(client.at_end());
}

TEST_F(Section7_1, CloseWithoutACodeIsAnsweredToo) {
  TestClient client = connected();
  client.send(frame_bytes(close_frame, ""));
  EXPECT_EQ(client.read_frame(), (Frame{close_frame, ""}));
  EXPECT_TRUE(client.at_end());
}

TEST_F(Section7_1, WhatWasSaidBeforeTheCloseIsHeard) {
  TestClient listener = connected();
  TestClient speaker = connected();
  EXPECT_NE(listener.read_text().find("USER_JOIN"), std::string::npos);
  speaker.send(frame_bytes(text_frame, R"({"type":"OFFER"})") + close_with(1000));
  EXPECT_NE(listener.read_text().find("OFFER"), std::string::npos);
  EXPECT_EQ(speaker.read_close(), 1000);
}

TEST_F(Section7_1, NothingIsHeardAfterTheClose) {
  TestClient listener = connected();
  TestClient speaker = connected();
  EXPECT_NE(listener.read_text().find("USER_JOIN"), std::string::npos);
  speaker.send(close_with(1000) + frame_bytes(text_frame, R"({"type":"OFFER"})"));
  EXPECT_EQ(speaker.read_close(), 1000);
  EXPECT_TRUE(speaker.at_end());
  listener.send(frame_bytes(ping_frame, "still there"));
  EXPECT_EQ(listener.read_frame(), (Frame{pong_frame, "still there"}));
}

TEST_F(Section7_1, ViolationIsToldByACloseFrame) {
  const struct {
    std::string bytes;
    int code;
  } violations[] = {{frame_bytes(text_frame, "x", false), 1002},
                    {frame_bytes(0x83, "x"), 1002},
                    {frame_bytes(text_frame, "\xff"), 1007},
                    {frame_bytes(close_frame, "x"), 1002},
                    {close_with(1005), 1002},
                    {close_with(1000, "\xff"), 1007}};
  for (const auto& [bytes, code] : violations) {
    TestClient client = connected();
    client.send(bytes);
    const Frame frame = client.read_frame();
    ASSERT_EQ(frame.first_byte, close_frame);
    EXPECT_EQ(frame.payload,
              (std::string{static_cast<char>(code / 256), static_cast<char>(code % 256)}));
    EXPECT_TRUE(client.at_end());
  }
}

TEST_F(Section7_1, ClientThatVanishesIsNotWaitedFor) {
  { TestClient client = connected(); }
  EXPECT_TRUE(becomes_true([] { return server->connection_count() == 0; }));
}

TEST_F(Section7_1, ClientThatNeverEndsItsSideIsNotWaitedForLong) {
  TestClient client = connected();
  client.send(close_with(1000));
  EXPECT_EQ(client.read_close(), 1000);
  EXPECT_TRUE(client.at_end());
  // It keeps its socket open.
  EXPECT_TRUE(becomes_true([] { return server->connection_count() == 0; }));
}

}  // namespace
}  // namespace parley::serving
