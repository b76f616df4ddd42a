// The whole server over loopback sockets.
#include "parley/serving/server.h"

#include <gtest/gtest.h>

#include <memory>

#include "becomes_true.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"
#include "test_client.h"
#include "test_settings.h"

namespace parley::serving {
namespace {

using namespace std::string_view_literals;

// One server for all these tests, because CivetWeb takes two seconds to stop.
class ServerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { server = std::make_unique<Server>(test_settings(), signer); }
  static void TearDownTestSuite() { server.reset(); }

  // Who was connected in the test before may be on the way out still.
  void SetUp() override {
    ASSERT_TRUE(becomes_true([] { return server->connection_count() == 0; }));
  }

  inline static std::unique_ptr<Server> server;
  std::uint16_t port = server->port();
  // One for each test: who lost its connection in another is still in that one's room.
  const std::string room = testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(ServerTest, ServesPages) {
  TestClient client(port);
  EXPECT_EQ(status_of(client.request("GET", "/")), 200);
}

// A second one would not pass the gate.
TEST_F(ServerTest, ConnectionIsForOneRequest) {
  TestClient client(port);
  const std::string request = "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  const std::string head = client.exchange(request + request);
  EXPECT_EQ(status_of(head), 200);
  EXPECT_NE(head.find("\r\nConnection: close\r\n"), std::string::npos) << head;
  EXPECT_TRUE(client.at_end());
}

TEST_F(ServerTest, WhatCivetWebRefusesHasSecurityHeadersToo) {
  TestClient client(port);
  const std::string head = client.request("NONSENSE", "/");
  EXPECT_NE(head.find("Content-Security-Policy: "), std::string::npos) << head;
}

TEST_F(ServerTest, AmbiguousLengthIsRefused) {
  TestClient client(port);
  const std::string head =
      client.request("POST", "/", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n");
  EXPECT_EQ(status_of(head), 400) << head;
}

TEST_F(ServerTest, HelloIsWelcomedAndOthersHearOfIt) {
  TestClient ann(port);
  TestClient ben(port);
  EXPECT_TRUE(ann.join(room, "Ann").participants.empty());
  const auto welcome = ben.join(room, "Ben");
  ASSERT_EQ(welcome.participants.size(), 1U);
  EXPECT_EQ(welcome.participants[0].identity, "Ann");
  EXPECT_NE(ann.read_text().find("USER_JOIN"), std::string::npos);
}

TEST_F(ServerTest, MessagesAreRelayedWithFrom) {
  TestClient ann(port);
  TestClient ben(port);
  const std::string ann_id = ann.join("Caf%C3%A9", "Ann").id;
  const std::string ben_id = ben.join("Caf%c3%a9", "Ben").id;
  ann.read_text();
  ben.send_text(offer_to(ann_id));
  const std::string text = ann.read_text();
  EXPECT_NE(text.find("\"from\":\"" + ben_id + "\""), std::string::npos) << text;
}

TEST_F(ServerTest, SeedClientsTalkWithoutSubprotocol) {
  TestClient ann(port);
  TestClient ben(port);
  EXPECT_EQ(ann.upgrade("/ws/" + room).find("Sec-WebSocket-Protocol"), std::string::npos);
  ben.upgrade("/ws/" + room);
  EXPECT_NE(ann.read_text().find("USER_JOIN"), std::string::npos);
  ann.send_text(R"({"type":"OFFER"})");
  EXPECT_NE(ben.read_text().find("OFFER"), std::string::npos);
}

TEST_F(ServerTest, LostConnectionOfAGuestLeaves) {
  TestClient ann(port);
  ann.join(room, "Ann");
  {
    TestClient ben(port);
    ben.upgrade("/ws/" + room);
    ann.read_text();
  }
  EXPECT_NE(ann.read_text().find("USER_LEAVE"), std::string::npos);
}

TEST_F(ServerTest, FragmentedMessageWithPingBetweenIsRelayed) {
  TestClient ann(port);
  TestClient ben(port);
  const std::string ann_id = ann.join(room, "Ann").id;
  ben.join(room, "Ben");
  ann.read_text();
  ben.send(frame_bytes(0x01, R"({"type":)"));
  ben.send(frame_bytes(ping_frame, "are you there"));
  EXPECT_EQ(ben.read_frame(), (Frame{pong_frame, "are you there"}));
  ben.send(frame_bytes(0x80, R"("OFFER","to":")" + ann_id + "\"}"));
  EXPECT_NE(ann.read_text().find("OFFER"), std::string::npos);
}

TEST_F(ServerTest, LargestMessageIsRelayedAndALargerOneRefused) {
  TestClient ann(port);
  TestClient ben(port);
  const std::string ann_id = ann.join(room, "Ann").id;
  ben.join(room, "Ben");
  ann.read_text();
  const std::string filling(protocol::limits::message_bytes - offer_to(ann_id).size(), 'x');
  ben.send_text(offer_to(ann_id, filling));
  EXPECT_GT(ann.read_text().size(), protocol::limits::message_bytes);
  ben.send_text(offer_to(ann_id, filling + "x"));
  EXPECT_EQ(ben.read_error(), "message-too-large");
  EXPECT_EQ(ben.read_close(), 1009);
  EXPECT_TRUE(ben.at_end());
  EXPECT_NE(ann.read_text().find("USER_RECONNECTING"), std::string::npos);
}

TEST_F(ServerTest, BinaryFrameIsRefused) {
  TestClient client(port);
  client.join(room, "Ann");
  client.send(frame_bytes(binary_frame, "x"));
  EXPECT_EQ(client.read_error(), "binary-frame");
  EXPECT_EQ(client.read_close(), 1003);
}

TEST_F(ServerTest, BrokenFrameEndsWithoutError) {
  TestClient client(port);
  client.join(room, "Ann");
  client.send(frame_bytes(text_frame, "x", false));
  EXPECT_EQ(client.read_frame(), (Frame{close_frame, "\x03\xea"}));
  EXPECT_TRUE(client.at_end());
}

// What the server answers, frame by frame, to bytes that come in one packet or each in its own.
class ServerReplies : public ServerTest {
 protected:
  std::vector<Frame> replies_to(std::string_view bytes, std::size_t count, bool byte_by_byte) {
    TestClient client(port);
    client.join(room + (byte_by_byte ? "1" : "0"), "Ann");
    if (!byte_by_byte) client.send(bytes);
    for (std::size_t index = 0; byte_by_byte && index < bytes.size(); ++index) {
      client.send(bytes.substr(index, 1));
    }
    std::vector<Frame> replies;
    while (replies.size() < count) replies.push_back(client.read_frame());
    return replies;
  }

  const std::string ping = frame_bytes(ping_frame, "p");
  const Frame pong{pong_frame, "p"};
};

// RFC 6455 section 5.5.2.
TEST_F(ServerReplies, LeaveInTheOrderOfWhatTheyAnswer) {
  const std::string message = R"({"type":"PING"})";
  const std::string halves =
      frame_bytes(0x01, message.substr(0, 5)) + ping + frame_bytes(0x80, message.substr(5)) + ping;
  for (const bool byte_by_byte : {false, true}) {
    const auto replies = replies_to(halves, 3, byte_by_byte);
    EXPECT_EQ(replies[0], pong);
    EXPECT_EQ(replies[1].first_byte, text_frame);
    EXPECT_EQ(replies[2], pong);
  }
}

TEST_F(ServerReplies, PingBeforeABrokenFrameIsAnswered) {
  const Frame closed{close_frame, "\x03\xea"};
  for (const bool byte_by_byte : {false, true}) {
    EXPECT_EQ(replies_to(ping + frame_bytes(0x83, "x"), 2, byte_by_byte),
              (std::vector{pong, closed}));
    EXPECT_EQ(replies_to(ping + frame_bytes(text_frame, "x", false), 2, byte_by_byte),
              (std::vector{pong, closed}));
  }
}

TEST_F(ServerReplies, HeaderIsJudgedBeforeItsPayloadComes) {
  const std::string reserved_bit = frame_bytes(0xC1, "x").substr(0, 6);
  for (const bool byte_by_byte : {false, true}) {
    EXPECT_EQ(replies_to(reserved_bit, 1, byte_by_byte),
              (std::vector{Frame{close_frame, "\x03\xea"}}));
    // 4 EiB.
    const auto replies = replies_to("\x81\xff\x40\0\0\0\0\0\0\0\1\2\3\4"sv, 2, byte_by_byte);
    EXPECT_NE(replies[0].payload.find("message-too-large"), std::string::npos);
    EXPECT_EQ(replies[1].first_byte, close_frame);
  }
}

TEST_F(ServerTest, CloseIsEchoed) {
  TestClient client(port);
  client.join(room, "Ann");
  client.send(frame_bytes(close_frame,
                          "\x03\xe8"
                          "bye"));
  EXPECT_EQ(client.read_frame(), (Frame{close_frame,
                                        "\x03\xe8"
                                        "bye"}));
  EXPECT_TRUE(client.at_end());
}

TEST_F(ServerTest, ByeClosesNormally) {
  TestClient client(port);
  client.join(room, "Ann");
  client.send_text(R"({"type":"BYE"})");
  EXPECT_EQ(client.read_close(), 1000);
  EXPECT_TRUE(client.at_end());
}

TEST_F(ServerTest, MissingHelloTimesOut) {
  TestClient client(port);
  client.upgrade("/ws/" + room, "Sec-WebSocket-Protocol: parley.1\r\n");
  EXPECT_EQ(client.read_error(), "hello-timeout");
  EXPECT_EQ(client.read_close(), 1008);
}

TEST_F(ServerTest, BadRoomNameIsToldOverTheWebSocket) {
  for (const char* path : {"/ws/", "/ws/%00", "/ws/..", "/ws/%"}) {
    TestClient client(port);
    EXPECT_EQ(status_of(client.upgrade(path)), 101) << path;
    EXPECT_EQ(client.read_error(), "bad-room-name") << path;
    EXPECT_EQ(client.read_close(), 1008) << path;
  }
}

TEST_F(ServerTest, StrangersPageIsRefused) {
  TestClient client(port);
  EXPECT_EQ(status_of(client.upgrade("/ws/" + room, "Origin: https://evil.example\r\n")), 403);
  EXPECT_EQ(status_of(TestClient(port).upgrade("/ws/" + room, "Origin: \r\n")), 403);
  EXPECT_EQ(status_of(TestClient(port).upgrade("/elsewhere")), 404);
}

TEST(ServerBehindProxy, GoesByWhatTheTrustedOneSays) {
  ServerSettings settings = test_settings();
  settings.trusted_proxies = {*limits::parse_ip_network("127.0.0.0/8")};
  const Server server(std::move(settings), signer);
  const struct {
    std::string headers;
    int status;
  } cases[] = {
      {"Origin: https://192.0.2.7\r\nX-Forwarded-Host: 192.0.2.7\r\n", 101},
      {"Origin: https://meet.example.org\r\nX-Forwarded-Host: meet.example.org\r\n", 403},
      {"Origin: https://localhost\r\nX-Forwarded-Proto: https\r\n", 101},
      {"Origin: http://localhost\r\nX-Forwarded-Proto: https\r\n", 403},
      {"Origin: https://evil.example\r\nX-Forwarded-Host: evil.example, localhost\r\n", 403},
  };
  for (const auto& [headers, status] : cases) {
    EXPECT_EQ(status_of(TestClient(server.port()).upgrade("/ws/standup", headers)), status)
        << headers;
  }
}

TEST(ServerWithPublicOrigins, AcceptsItsPagesByTheseNamesOnly) {
  ServerSettings settings = test_settings();
  settings.origins.own = {"https://meet.example.org", "http://10.0.0.7"};
  const Server server(std::move(settings), signer);
  const struct {
    std::string origin;
    int status;
  } cases[] = {{"https://meet.example.org", 101},
               {"http://10.0.0.7", 101},
               {"http://localhost", 403},
               {"https://evil.example", 403}};
  for (const auto& [origin, status] : cases) {
    EXPECT_EQ(
        status_of(TestClient(server.port()).upgrade("/ws/standup", "Origin: " + origin + "\r\n")),
        status)
        << origin;
  }
}

TEST(ServerLimit, ConnectionOverItIsToldServerFull) {
  ServerSettings settings = test_settings();
  settings.limits.connections = 2;
  const Server server(std::move(settings), signer);
  // The self-test's connection may be on its way out still.
  ASSERT_TRUE(becomes_true([&server] { return server.connection_count() == 0; }));
  auto ann = std::make_unique<TestClient>(server.port());
  TestClient ben(server.port());
  ann->join("standup", "Ann");
  ben.join("standup", "Ben");
  TestClient cleo(server.port());
  cleo.upgrade("/ws/standup");
  EXPECT_EQ(cleo.read_error(), "server-full");
  EXPECT_EQ(cleo.read_close(), 1013);
  EXPECT_TRUE(cleo.at_end());
  EXPECT_EQ(status_of(TestClient(server.port()).request("GET", "/readyz")), 503);

  ann.reset();
  cleo = TestClient(server.port());
  ASSERT_TRUE(becomes_true([&server] { return server.connection_count() == 1; }));
  const auto present = cleo.join("standup", "Cleo").participants;
  ASSERT_EQ(present.size(), 2U);
  EXPECT_TRUE(present[0].reconnecting);
}

TEST_F(ServerTest, SlowReaderIsClosedAndNobodyWaitsForIt) {
  ServerSettings generous = test_settings();
  generous.limits.messages = {1000, 20'000};  // one participant may fill another's outbox
  const Server generous_server(std::move(generous), signer);
  TestClient ann(generous_server.port());
  TestClient ben(generous_server.port());
  TestClient slow(generous_server.port(), 4096);
  ann.join(room, "Ann");
  const std::string ben_id = ben.join(room, "Ben").id;
  const std::string slow_id = slow.join(room, "Slow").id;
  ann.read_text();
  ann.read_text();
  ben.read_text();
  // Ben keeps up with Ann while the slow one reads nothing, until the server gives it up.
  const std::string large(30'000, 'x');
  bool lost = false;
  for (int count = 0; count < 100 && !lost; ++count) {
    ann.send_text(offer_to(slow_id, large));
    ann.send_text(offer_to(ben_id, large));
    lost = ben.read_text().find("USER_RECONNECTING") != std::string::npos;
  }
  EXPECT_TRUE(lost || ben.read_text().find("USER_RECONNECTING") != std::string::npos);
  EXPECT_NE(ann.read_text().find("USER_RECONNECTING"), std::string::npos);

  Frame frame = slow.read_frame();
  std::string last_text;
  for (; frame.first_byte == text_frame; frame = slow.read_frame()) last_text = frame.payload;
  EXPECT_NE(last_text.find("too-slow"), std::string::npos);
  EXPECT_EQ(frame, (Frame{close_frame, "\x03\xf0too-slow"}));
}

TEST_F(ServerTest, PortInUseIsAClearError) {
  ServerSettings second = test_settings();
  second.port = port;
  try {
    const Server other(std::move(second), signer);
    FAIL() << "no exception";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("--port"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace parley::serving
