// How the server stops: whom it tells, and for whom it waits.
#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "becomes_true.h"
#include "parley/serving/server.h"
#include "test_client.h"
#include "test_settings.h"

namespace parley::serving {
namespace {

using namespace std::chrono_literals;

TEST(Stopping, TellsEveryoneAndWaitsForNobodyLong) {
  Server server(test_settings(), signer);
  TestClient ann(server.port());
  TestClient guest(server.port());
  TestClient silent(server.port());
  ann.join("standup", "Ann");
  guest.upgrade("/ws/retro");
  silent.join("planning", "Silent");
  const auto start = std::chrono::steady_clock::now();
  std::thread stopper([&server] { server.stop(); });
  for (TestClient* client : {&ann, &guest}) {
    EXPECT_EQ(client->read_error(), "server-stopping");
    EXPECT_EQ(client->read_close(), 1001);
    EXPECT_TRUE(client->at_end());
  }
  stopper.join();
  EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
  EXPECT_EQ(server.connection_count(), 0U);
}

// Four offers of Ann's wait for the slow one, when the server has answered her.
void fill_outbox(TestClient& ann, TestClient& slow) {
  ann.join("standup", "Ann");
  const std::string slow_id = slow.join("standup", "Slow").id;
  ann.read_text();
  const std::string message = offer_to(slow_id, std::string(60'000, 'x'));
  for (int count = 0; count < 4; ++count) ann.send_text(message);
  ann.send_text(R"({"type":"PING"})");
  EXPECT_NE(ann.read_text().find("PONG"), std::string::npos);
}

TEST(Stopping, SendsWhatIsQueuedToThoseWhoReadSlowly) {
  Server server(test_settings(), signer);
  TestClient ann(server.port());
  TestClient slow(server.port(), 4096);
  fill_outbox(ann, slow);
  std::thread stopper([&server] { server.stop(); });
  int offers = 0;
  Frame frame = slow.read_frame();
  std::string last_text;
  for (; frame.first_byte == text_frame; frame = slow.read_frame()) {
    if (frame.payload.find("OFFER") != std::string::npos) ++offers;
    last_text = frame.payload;
  }
  EXPECT_EQ(offers, 4);
  EXPECT_NE(last_text.find("server-stopping"), std::string::npos);
  EXPECT_EQ(frame.first_byte, close_frame);
  stopper.join();
}

TEST(Stopping, GivesUpThoseWhoReadNothingInTime) {
  ServerSettings settings = test_settings();
  settings.limits.drain_timeout = 200ms;
  Server server(std::move(settings), signer);
  TestClient ann(server.port());
  TestClient slow(server.port(), 4096);
  fill_outbox(ann, slow);
  const auto start = std::chrono::steady_clock::now();
  server.stop();
  EXPECT_GT(std::chrono::steady_clock::now() - start, 199ms);  // the server counts whole ones
  EXPECT_EQ(server.connection_count(), 0U);
}

TEST(Stopping, IsToldToThoseWhoAskWhetherItIsReady) {
  Server server(test_settings(), signer);
  ASSERT_TRUE(becomes_true([&server] { return server.connection_count() == 0; }));
  EXPECT_EQ(status_of(TestClient(server.port()).request("GET", "/readyz")), 200);
  server.stop();
  EXPECT_EQ(status_of(TestClient(server.port()).request("GET", "/readyz")), 503);
  EXPECT_EQ(status_of(TestClient(server.port()).request("GET", "/healthz")), 200);
  EXPECT_EQ(status_of(TestClient(server.port()).upgrade("/ws/standup")), 503);
}

}  // namespace
}  // namespace parley::serving
