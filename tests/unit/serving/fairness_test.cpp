// In which order one event loop reads from clients that have all sent something.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>

#include "becomes_true.h"
#include "parley/protocol/codec.h"
#include "parley/serving/server.h"
#include "test_client.h"
#include "test_settings.h"

namespace parley::serving {
namespace {

/// Has the loop's thread wait in the middle of a turn: while someone enters, which it is told.
class HoldingLogger : public base::Logger {
 public:
  [[nodiscard]] bool takes(Level /*level*/) const override { return true; }
  void write(Level /*level*/, std::string_view event, Fields /*fields*/) override {
    if (event != "join" || !to_hold_) return;
    holds_ = true;
    holds_.notify_one();
    to_hold_.wait(true);
    holds_ = false;
  }

  void hold_at_next_join() { to_hold_ = true; }
  void await_hold() const { holds_.wait(false); }
  void release() {
    to_hold_ = false;
    to_hold_.notify_one();
  }

 private:
  std::atomic<bool> to_hold_ = false;
  std::atomic<bool> holds_ = false;
};

class FairnessTest : public testing::Test {
 protected:
  FairnessTest() {
    ServerSettings settings;
    settings.port = 0;
    settings.loops = 1;
    settings.limits.messages = {1, burst};
    settings.telemetry = &telemetry;
    server = std::make_unique<Server>(std::move(settings), signer);
    watcher = std::make_unique<TestClient>(server->port());
    watcher_id = watcher->join("standup", "Watcher").id;
  }

  [[nodiscard]] std::unique_ptr<TestClient> enter(const std::string& name) {
    auto client = std::make_unique<TestClient>(server->port());
    client->join("standup", name);
    return client;
  }

  /// Frames of that many messages to the watcher with that sender's mark.
  [[nodiscard]] std::string messages(int count, const std::string& mark) const {
    std::string frames;
    for (; count > 0; --count) frames += frame_bytes(text_frame, offer_to(watcher_id, mark));
    return frames;
  }

  /// The mark of the next message that reaches the watcher.
  std::string next_mark() {
    std::string text = watcher->read_text();
    while (text.find("\"x\"") == std::string::npos && !text.empty()) text = watcher->read_text();
    const std::size_t begin = text.find("\"x\":\"") + 5;
    return text.substr(begin, text.find('"', begin) - begin);
  }

  /// The client sends until it has used up so much of its burst that the others come first.
  void make_busy(TestClient& client) {
    constexpr int enough = static_cast<int>(burst * (1 - limits::busy_below)) + 10;
    client.send(messages(enough, "before"));
    for (int count = 0; count < enough; ++count) EXPECT_EQ(next_mark(), "before");
  }

  /// Stops the loop, so that it finds all that is sent until release() at once.
  void hold_loop() {
    logger.hold_at_next_join();
    entering = std::make_unique<TestClient>(server->port());
    entering->upgrade("/ws/elsewhere", "Sec-WebSocket-Protocol: parley.1\r\n");
    entering->send_text(encode(protocol::Hello{"Entering", {}}));
    logger.await_hold();
  }

  static constexpr double burst = 100;
  HoldingLogger logger;
  websocket::Telemetry telemetry{logger};
  std::unique_ptr<Server> server;
  std::unique_ptr<TestClient> watcher;
  std::string watcher_id;
  std::unique_ptr<TestClient> entering;
};

TEST_F(FairnessTest, WhoHasSentMuchIsReadFromLast) {
  const auto flooding = enter("Flooding");
  const auto earlier = enter("Earlier");
  const auto later = enter("Later");
  make_busy(*flooding);
  // Kernels tell first of who was heard least recently, or of who has sent first.
  for (TestClient* quiet : {earlier.get(), later.get()}) {
    quiet->send(messages(1, "before"));
    EXPECT_EQ(next_mark(), "before");
  }
  hold_loop();
  earlier->send(messages(1, "quiet"));
  flooding->send(messages(10, "flooding"));
  later->send(messages(1, "quiet"));
  for (const TestClient* client : {earlier.get(), flooding.get(), later.get()}) {
    EXPECT_TRUE(client->all_has_arrived());
  }
  logger.release();
  EXPECT_EQ(next_mark(), "quiet");
  EXPECT_EQ(next_mark(), "quiet");
  EXPECT_EQ(next_mark(), "flooding");
}

TEST_F(FairnessTest, WhoHasSentMuchIsReadFromInPortionsAndInTurn) {
  const auto flooding = enter("Flooding");
  const auto other = enter("Other");
  make_busy(*flooding);
  make_busy(*other);
  hold_loop();
  const std::string portion(limits::busy_read_bytes, 'x');
  flooding->send(messages(3, portion));
  other->send(messages(1, "other"));
  EXPECT_TRUE(flooding->all_has_arrived() && other->all_has_arrived());
  logger.release();
  int before_other = 0;
  while (next_mark() != "other") ++before_other;
  EXPECT_LE(before_other, 1);
}

}  // namespace
}  // namespace parley::serving
