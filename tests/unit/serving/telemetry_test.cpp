// What the server counts and tells, over loopback sockets.
#include "parley/websocket/telemetry.h"

#include <gtest/gtest.h>

#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "becomes_true.h"
#include "parley/serving/server.h"
#include "test_client.h"
#include "test_settings.h"

namespace parley::serving {
namespace {

using namespace std::chrono_literals;
using protocol::ErrorId;

class RecordingLogger : public base::Logger {
 public:
  [[nodiscard]] bool takes(Level /*level*/) const override { return true; }
  void write(Level level, std::string_view event, Fields fields) override {
    const std::lock_guard lock(mutex_);
    std::string line = std::to_string(static_cast<int>(level)) + " " + std::string(event);
    for (const auto& [name, value] : fields) {
      line.append(" ").append(name).append("=").append(value);
    }
    lines_.push_back(line);
  }
  [[nodiscard]] std::vector<std::string> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

class TelemetryTest : public testing::Test {
 protected:
  TelemetryTest() {
    ServerSettings settings;
    settings.port = 0;
    settings.loops = 2;
    settings.limits.messages = {1, 100};
    settings.telemetry = &telemetry;
    settings.made_pages["/made"] = [] { return http::text_response(200, "made"); };
    server = std::make_unique<Server>(std::move(settings), signer);
  }

  template <class Read>
  std::uint64_t sum(Read read) const {
    std::uint64_t total = 0;
    telemetry.for_each_loop([&](const websocket::LoopCounters& loop) { total += read(loop); });
    return total;
  }

  RecordingLogger logger;
  websocket::Telemetry telemetry{logger};
  std::unique_ptr<Server> server;
};

// One test for many counts, because CivetWeb takes two seconds to stop.
TEST_F(TelemetryTest, CountsWhatHappensAndTellsItWithoutNames) {
  TestClient ann(server->port());
  TestClient flooder(server->port());
  const std::string ann_id = ann.join("standup", "Ann Example").id;
  const std::string flooder_id = flooder.join("standup", "Flo").id;
  ann.read_text();
  ann.send_text(R"({"type":"REPORT","connectedAfter":42,"path":"host"})");
  ann.send_text(offer_to(flooder_id));
  flooder.read_text();
  EXPECT_EQ(sum([](const auto& loop) { return loop.hub.rooms.value(); }), 1U);
  EXPECT_EQ(sum([](const auto& loop) { return loop.hub.participants.value(); }), 2U);
  EXPECT_EQ(sum([](const auto& loop) { return loop.hub.relayed.value(); }), 1U);
  EXPECT_EQ(sum([](const auto& loop) { return loop.hub.connection_time.sum(); }), 42U);
  EXPECT_GE(sum([](const auto& loop) { return loop.messages_in.value(); }), 4U);
  EXPECT_GT(sum([](const auto& loop) { return loop.queue_high_water.value(); }), 100U);

  std::string flood;
  for (int count = 0; count < 200; ++count) flood += frame_bytes(text_frame, offer_to(ann_id));
  flooder.send(flood);
  EXPECT_EQ(flooder.read_error(), "too-many-messages");
  ann.send_text(R"({"type":"BYE"})");
  EXPECT_EQ(ann.read_close(), 1000);
  TestClient(server->port()).upgrade("/ws/standup", "Origin: https://evil.example\r\n");
  TestClient(server->port()).upgrade("/ws/retro", "X-Forwarded-For: 192.0.2.1\r\n");

  const auto ended = [](ErrorId id) {
    return
        [id](const auto& loop) { return loop.error_endings[static_cast<std::size_t>(id)].value(); };
  };
  EXPECT_EQ(sum(ended(ErrorId::TooManyMessages)), 1U);
  EXPECT_EQ(sum([](const auto& loop) {
              return loop.endings[static_cast<std::size_t>(websocket::Ending::Done)].value();
            }),
            1U);
  EXPECT_EQ(telemetry.http().foreign_origins, 1U);
  EXPECT_TRUE(becomes_true(
      [this] { return sum([](const auto& loop) { return loop.connections.value(); }) == 0; }));
  EXPECT_EQ(TestClient(server->port()).request("GET", "/made").substr(0, 15), "HTTP/1.1 200 OK");

  std::string all;
  for (const std::string& line : logger.lines()) all += line + "\n";
  EXPECT_NE(all.find("1 join room=RM"), std::string::npos) << all;
  EXPECT_NE(all.find("participant=" + ann_id + " as=new\n"), std::string::npos) << all;
  EXPECT_NE(all.find("1 leave room=RM"), std::string::npos) << all;
  EXPECT_NE(all.find("2 refused error=too-many-messages\n"), std::string::npos) << all;
  EXPECT_NE(all.find("2 untrusted-proxy see=--trusted-proxy\n"), std::string::npos) << all;
  for (const std::string_view secret : {"Ann", "Flo", "standup", "127.0.0.1", "192.0.2.1"}) {
    EXPECT_EQ(all.find(secret), std::string::npos) << secret << " in " << all;
  }
}

// Over WebSockets and at /login: the page itself cannot learn of it.
TEST_F(TelemetryTest, RefusedOriginIsLoggedWithTheFlagThatIsMissing) {
  const std::string evil = "Origin: https://evil.example\r\n";
  const std::string line = "2 refused-origin origin=https://evil.example see=--allow-origin";
  EXPECT_EQ(status_of(TestClient(server->port()).upgrade("/ws/a", evil)), 403);
  EXPECT_EQ(logger.lines(), std::vector{line});
  EXPECT_EQ(status_of(TestClient(server->port()).request("POST", "/login", evil)), 403);
  EXPECT_EQ(logger.lines(), (std::vector{line, line}));
  // A name of a stranger's that points at this server.
  const std::string rebound =
      "GET http://evil.example/ws/a HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\n"
      "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
      evil + "\r\n";
  EXPECT_EQ(status_of(TestClient(server->port()).exchange(rebound)), 403);
  EXPECT_EQ(logger.lines().back(),
            "2 refused-origin origin=https://evil.example see=--public-origin");
  EXPECT_EQ(status_of(TestClient(server->port()).upgrade("/ws/a", "Origin: \r\n")), 403);
  EXPECT_EQ(logger.lines().back(), "2 refused-origin origin=none see=--allow-missing-origin");
}

}  // namespace
}  // namespace parley::serving
