// What all clients together may have the server keep, over loopback sockets.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "becomes_true.h"
#include "parley/serving/server.h"
#include "test_client.h"
#include "test_settings.h"

namespace parley::serving {
namespace {

class MemoryTest : public testing::Test {
 protected:
  static constexpr std::size_t limit = std::size_t{1} << 20U;

  MemoryTest() {
    settings.loops = 1;
    settings.limits.messages = {1000, 40'000};  // one participant may fill another's outbox
    settings.limits.buffered_bytes = limit;
    settings.telemetry = &telemetry;
    // Clients here answer no pings.
    settings.liveness = {std::chrono::minutes(2), std::chrono::minutes(3), std::chrono::minutes(1)};
  }
  void start() { server = std::make_unique<Server>(std::move(settings), signer); }

  [[nodiscard]] std::uint64_t buffered() const {
    std::uint64_t total = 0;
    telemetry.for_each_loop([&](const auto& loop) { total += loop.buffered.value(); });
    return total;
  }
  [[nodiscard]] std::uint64_t closed() const {
    constexpr auto busy = static_cast<std::size_t>(protocol::ErrorId::ServerBusy);
    std::uint64_t total = 0;
    telemetry.for_each_loop([&](const auto& loop) { total += loop.error_endings[busy].value(); });
    return total;
  }

  ServerSettings settings = test_settings();
  websocket::Telemetry telemetry;
  std::unique_ptr<Server> server;
};

TEST_F(MemoryTest, ManyHalfSentMessagesAreClosedAndAShortOneIsNot) {
  start();
  TestClient modest(server->port());
  modest.join("modest", "Ann");
  const std::string ping = frame_bytes(text_frame, R"({"type":"PING","received":0})");
  modest.send(ping.substr(0, ping.size() - 1));
  std::vector<std::unique_ptr<TestClient>> many;
  for (int number = 0; number < 40; ++number) {
    many.push_back(std::make_unique<TestClient>(server->port()));
    many.back()->join("room-" + std::to_string(number), "Eve");
    const std::size_t size = number == 0 ? 65'000 : 60'000;
    const std::string large = frame_bytes(text_frame, std::string(size, 'x'));
    many.back()->send(large.substr(0, large.size() - 1));
  }
  EXPECT_TRUE(becomes_true([this] { return closed() >= 20 && buffered() <= limit; }));
  EXPECT_LT(closed(), 35U);
  modest.send(ping.substr(ping.size() - 1));
  EXPECT_NE(modest.read_text().find("PONG"), std::string::npos);
  EXPECT_EQ(many.front()->read_error(), "server-busy");
  EXPECT_EQ(many.front()->read_close(), 1013);
}

TEST_F(MemoryTest, NothingIsCountedOnceAllHaveLeft) {
  start();
  TestClient ann(server->port());
  TestClient ben(server->port());
  ann.join("standup", "Ann");
  ben.join("standup", "Ben");
  // The server keeps that Ben has come until Ann has confirmed it.
  EXPECT_TRUE(becomes_true([this] { return buffered() > 0; }));
  for (TestClient* client : {&ann, &ben}) {
    client->send_text(R"({"type":"BYE"})");
    EXPECT_EQ(client->read_close(), 1000);
  }
  EXPECT_TRUE(becomes_true([this] { return buffered() == 0; }));
}

TEST_F(MemoryTest, WhoLeavesMostUnreadIsClosedAndComesBack) {
  settings.limits.queued_bytes = 64 * limit;  // so that it is not too slow before
  start();
  TestClient ann(server->port());
  TestClient ben(server->port());
  TestClient slow(server->port(), 4096);
  ann.join("standup", "Ann");
  const std::string ben_id = ben.join("standup", "Ben").id;
  const protocol::Welcome slow_welcome = slow.join("standup", "Slow");
  ann.read_text();
  ann.read_text();
  ben.read_text();
  const std::string large(30'000, 'x');
  bool lost = false;
  for (int count = 0; count < 200 && !lost; ++count) {
    ann.send_text(offer_to(slow_welcome.id, large));
    ann.send_text(offer_to(ben_id, large));
    lost = ben.read_text().find("USER_RECONNECTING") != std::string::npos;
  }
  EXPECT_TRUE(lost || ben.read_text().find("USER_RECONNECTING") != std::string::npos);
  EXPECT_EQ(closed(), 1U);
  // What arrives at once for Ben may exceed it until it has been sent.
  EXPECT_TRUE(becomes_true([this] { return buffered() <= limit; }));
  TestClient again(server->port());
  EXPECT_EQ(again.join("standup", "Slow", slow_welcome.resume).id, slow_welcome.id);
}

}  // namespace
}  // namespace parley::serving
