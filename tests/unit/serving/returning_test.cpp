// Lost connections, silent clients and restarted servers, over loopback sockets.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>

#include "parley/auth/hmac_signer.h"
#include "parley/auth/key_file.h"
#include "parley/serving/server.h"
#include "test_client.h"

namespace parley::serving {
namespace {

using namespace std::chrono_literals;

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

class ReturningTest : public testing::Test {
 protected:
  void start(std::size_t loops = 2, websocket::LivenessLimits liveness = {}) {
    ServerSettings settings;
    settings.port = port;
    settings.loops = loops;
    settings.liveness = liveness;
    server = std::make_unique<Server>(std::move(settings), signer);
    port = server->port();
  }

  const auth::HmacSigner signer{auth::random_key()};
  std::uint16_t port = 0;
  std::unique_ptr<Server> server;
};

TEST_F(ReturningTest, BrokenConnectionIsResumed) {
  start();
  TestClient ann(port);
  ann.join("standup", "Ann");
  auto ben = std::make_unique<TestClient>(port);
  const auto before = ben->join("standup", "Ben");
  ann.read_text();
  ben.reset();
  EXPECT_TRUE(contains(ann.read_text(), "USER_RECONNECTING"));
  ann.send_text(offer_to(before.id, "one"));

  TestClient again(port);
  const auto after = again.join("standup", "Ben", before.resume);
  EXPECT_EQ(after.id, before.id);
  EXPECT_TRUE(after.resumed);
  EXPECT_TRUE(contains(again.read_text(), "\"x\":\"one\""));
  EXPECT_TRUE(contains(ann.read_text(), "USER_RECONNECTED"));
}

TEST_F(ReturningTest, ClosingOnPurposeIsLeavingAndClosingToResumeIsNot) {
  start();
  TestClient ann(port);
  ann.join("standup", "Ann");
  const struct {
    std::string_view close_code;  // as the two bytes of a close frame
    std::string_view told;
  } cases[] = {
      {"\x03\xE8", "USER_LEAVE"},         // 1000
      {"\x03\xE9", "USER_LEAVE"},         // 1001
      {"\x0F\xA0", "USER_RECONNECTING"},  // 4000
  };
  for (const auto& [close_code, told] : cases) {
    TestClient ben(port);
    ben.join("standup", "Ben");
    EXPECT_TRUE(contains(ann.read_text(), "USER_JOIN"));
    ben.send(frame_bytes(close_frame, close_code));
    EXPECT_TRUE(contains(ann.read_text(), told)) << told;
  }
}

TEST_F(ReturningTest, RestartedServerOnTheSamePortGoesOnWithTheCall) {
  start();
  TestClient ann(port);
  TestClient ben(port);
  const auto ann_before = ann.join("standup", "Ann");
  const auto ben_before = ben.join("standup", "Ben");
  ann.read_text();
  server->stop();
  EXPECT_EQ(ann.read_error(), "server-stopping");
  EXPECT_EQ(ann.read_close(), 1001);
  server.reset();
  start(3);

  TestClient ben_again(port);
  EXPECT_EQ(ben_again.join("standup", "Ben", ben_before.resume).id, ben_before.id);
  TestClient ann_again(port);
  const auto ann_after = ann_again.join("standup", "Ann", ann_before.resume);
  EXPECT_EQ(ann_after.id, ann_before.id);
  EXPECT_FALSE(ann_after.resumed);
  ASSERT_EQ(ann_after.participants.size(), 1U);
  EXPECT_EQ(ann_after.participants[0].id, ben_before.id);
  EXPECT_FALSE(ann_after.participants[0].polite);
  EXPECT_TRUE(contains(ben_again.read_text(), ann_before.id));
}

TEST_F(ReturningTest, SilentClientsArePingedAndThenLost) {
  start(1, {200ms, 3000ms, 20ms});
  TestClient ann(port);
  TestClient silent(port);
  TestClient guest(port);
  const std::string ann_id = ann.join("standup", "Ann").id;
  const std::string silent_id = silent.join("standup", "Silent").id;
  guest.upgrade("/ws/standup");
  EXPECT_TRUE(contains(ann.read_text(), silent_id));
  EXPECT_TRUE(contains(ann.read_text(), "Guest"));
  int pings = 0;
  bool reconnecting = false;
  bool left = false;
  while (!reconnecting || !left) {
    const Frame frame = ann.read_frame();
    ASSERT_NE(frame.first_byte, 0U);
    if (frame == Frame{ping_frame, ""}) {
      ++pings;
      ann.send(frame_bytes(pong_frame, ""));
      continue;
    }
    reconnecting = reconnecting || (contains(frame.payload, "USER_RECONNECTING") &&
                                    contains(frame.payload, silent_id));
    left = left || contains(frame.payload, "USER_LEAVE");
  }
  EXPECT_GE(pings, 2);
  // The silent ones were asked before they were given up.
  Frame frame = guest.read_frame();
  EXPECT_EQ(frame, (Frame{ping_frame, ""}));
  EXPECT_TRUE(guest.at_end());
  while ((frame = silent.read_frame()).first_byte == text_frame) {
  }
  EXPECT_EQ(frame, (Frame{ping_frame, ""}));
  EXPECT_TRUE(silent.at_end());
}

}  // namespace
}  // namespace parley::serving
