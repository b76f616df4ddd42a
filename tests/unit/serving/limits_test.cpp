// What one client and one address may take, over loopback sockets.
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <vector>

#include "parley/serving/server.h"
#include "test_client.h"
#include "test_settings.h"

namespace parley::serving {
namespace {

using namespace std::chrono_literals;

class LimitsTest : public testing::Test {
 protected:
  LimitsTest() {
    settings.port = 0;
    settings.loops = 1;
    // So that tests can come from different addresses.
    settings.trusted_proxies = {*limits::parse_ip_network("127.0.0.0/8")};
  }

  void start() {
    server = std::make_unique<Server>(settings, signer);
    port = server->port();
  }

  /// Opens a WebSocket from that address. Answers with the head of the response.
  static std::string open(TestClient& client, const std::string& address) {
    return client.upgrade(
        "/ws/standup", "X-Forwarded-For: " + address + "\r\nSec-WebSocket-Protocol: parley.1\r\n");
  }

  ServerSettings settings;
  std::unique_ptr<Server> server;
  std::uint16_t port = 0;
};

TEST_F(LimitsTest, ClientThatSendsTooMuchIsClosedAndTheOthersAreNot) {
  settings.limits.messages = {1, 100};
  start();
  TestClient ann(port);
  TestClient ben(port);
  const std::string ann_id = ann.join("standup", "Ann").id;
  ben.join("standup", "Ben");
  ann.read_text();
  std::string flood;
  for (int count = 0; count < 200; ++count) flood += frame_bytes(text_frame, offer_to(ann_id));
  ben.send(flood);
  EXPECT_EQ(ben.read_error(), "too-many-messages");
  EXPECT_EQ(ben.read_close(), 1008);
  int heard = 0;
  while (ann.read_text().find("OFFER") != std::string::npos) ++heard;
  EXPECT_GE(heard, 90);
  EXPECT_LT(heard, 100);
  ann.send_text(R"({"type":"PING"})");
  EXPECT_NE(ann.read_text().find("PONG"), std::string::npos);
}

TEST_F(LimitsTest, LargeMessagesCountAsMany) {
  settings.limits.messages = {1, 100};
  start();
  TestClient ann(port);
  ann.join("standup", "Ann");
  const std::string large = R"({"type":"REPORT","connectedAfter":1,"path":"host","x":")" +
                            std::string(60'000, 'x') + "\"}";
  for (int count = 0; count < 8; ++count) ann.send_text(large);
  EXPECT_EQ(ann.read_error(), "too-many-messages");
}

// An offer to each and as many candidates as a machine with many addresses finds.
TEST_F(LimitsTest, RoomOfEightWhoseIceIsChattyIsFarFromThem) {
  start();
  std::vector<std::unique_ptr<TestClient>> members;
  std::vector<std::string> ids;
  for (int number = 0; number < 8; ++number) {
    members.push_back(std::make_unique<TestClient>(port));
    ids.push_back(members.back()->join("standup", "Member").id);
  }
  TestClient& last = *members.back();
  ids.pop_back();
  std::string burst;
  for (const std::string& id : ids) {
    burst += frame_bytes(text_frame, offer_to(id, std::string(12'000, 'x')));
    for (int candidate = 0; candidate < 60; ++candidate) {
      burst += frame_bytes(text_frame, R"({"type":"candidate","to":")" + id + R"(","x":")" +
                                           std::string(150, 'x') + R"("})");
    }
  }
  std::thread reader([&members] {
    int heard = 0;
    while (heard < 61) {
      const std::string text = members.front()->read_text();
      ASSERT_FALSE(text.empty());
      if (text.find("\"x\"") != std::string::npos) ++heard;
    }
  });
  last.send(burst);
  last.send_text(R"({"type":"PING"})");
  EXPECT_NE(last.read_text().find("PONG"), std::string::npos);
  reader.join();
}

TEST_F(LimitsTest, MessageThatNeverEndsIsClosed) {
  settings.limits.message_timeout = 100ms;
  start();
  TestClient header(port);
  TestClient fragment(port);
  TestClient pinging(port);
  header.join("standup", "Header");
  fragment.join("retro", "Fragment");
  pinging.join("planning", "Pinging");
  header.send("\x81");
  fragment.send(frame_bytes(0x01, "{"));
  pinging.send(frame_bytes(0x01, "{") + frame_bytes(ping_frame, ""));
  EXPECT_EQ(pinging.read_frame(), (Frame{pong_frame, ""}));
  for (TestClient* client : {&header, &fragment, &pinging}) {
    EXPECT_EQ(client->read_error(), "message-timeout");
    EXPECT_EQ(client->read_close(), 1008);
  }
}

TEST_F(LimitsTest, MessageInPiecesThatEndsInTimeIsRead) {
  settings.limits.message_timeout = 1h;
  start();
  TestClient ann(port);
  ann.join("standup", "Ann");
  for (const char byte : frame_bytes(text_frame, R"({"type":"PING"})")) ann.send({&byte, 1});
  EXPECT_NE(ann.read_text().find("PONG"), std::string::npos);
}

TEST_F(LimitsTest, AddressWithTooManyConnectionsIsToldAndOthersCome) {
  settings.limits.connections_per_address = 1;
  start();
  TestClient first(port);
  TestClient second(port);
  TestClient other(port);
  open(first, "192.0.2.1");
  open(second, "192.0.2.1");
  EXPECT_EQ(second.read_error(), "too-many-connections");
  EXPECT_EQ(second.read_close(), 1013);
  EXPECT_EQ(status_of(open(other, "192.0.2.2")), 101);
  other.send(frame_bytes(ping_frame, "hi"));
  EXPECT_EQ(other.read_frame(), (Frame{pong_frame, "hi"}));
}

TEST_F(LimitsTest, AddressThatJoinsTooOftenIsToldAndOthersCome) {
  settings.limits.joins_per_minute = 1;
  start();
  TestClient first(port);
  TestClient second(port);
  TestClient other(port);
  open(first, "192.0.2.1");
  open(second, "192.0.2.1");
  EXPECT_EQ(second.read_error(), "too-many-joins");
  EXPECT_EQ(second.read_close(), 1013);
  open(other, "192.0.2.2");
  other.send(frame_bytes(ping_frame, "hi"));
  EXPECT_EQ(other.read_frame(), (Frame{pong_frame, "hi"}));
}

TEST_F(LimitsTest, WhoFailsToGetInHasSoonComeTooOften) {
  settings.limits.joins_per_minute = 25;
  start();
  std::vector<std::string> errors;
  for (int attempt = 0; attempt < 4; ++attempt) {
    TestClient client(port);
    open(client, "192.0.2.1");
    client.send_text(R"({"type":"OFFER"})");
    errors.push_back(client.read_error());
    client.read_close();
  }
  EXPECT_EQ(errors.front(), "hello-required");
  EXPECT_EQ(errors.back(), "too-many-joins");
}

TEST_F(LimitsTest, WhoGuessesPasswordsHasSoonComeTooOften) {
  settings.limits.joins_per_minute = 120;  // fewer guesses than any room takes
  start();
  TestClient host(port);
  host.join("standup", "Ann");
  host.send_text(R"({"type":"SET_ROOM","password":"open sesame"})");
  host.read_text();
  std::string error = "password-wrong";
  int guess = 0;
  // Slow machines let in a few more: joins come back with time.
  for (; guess < 100 && error == "password-wrong"; ++guess) {
    TestClient client(port);
    open(client, "192.0.2.1");
    client.send_text(R"({"type":"HELLO","identity":"Eve","password":")" + std::to_string(guess) +
                     "\"}");
    error = client.read_error();
    client.read_close();
  }
  EXPECT_EQ(error, "too-many-joins");
  EXPECT_GT(guess, 1);
  TestClient other(port);
  open(other, "192.0.2.2");
  other.send_text(R"({"type":"HELLO","identity":"Ben","password":"open sesame"})");
  EXPECT_NE(other.read_text().find("WELCOME"), std::string::npos);
}

class PasswordGuesses : public LimitsTest {
 protected:
  /// The room has a password, and someone at that address is in it.
  void start_room(const std::string& address) {
    start();
    host = std::make_unique<TestClient>(port);
    host->join("standup", "Ann");
    member = std::make_unique<TestClient>(port);
    EXPECT_EQ(status_of(open(*member, address)), 101);
    member->send_text(R"({"type":"HELLO","identity":"Ben"})");
    EXPECT_NE(member->read_text().find("WELCOME"), std::string::npos);
    host->send_text(R"({"type":"SET_ROOM","password":"open sesame"})");
    EXPECT_NE(host->read_text().find("USER_JOIN"), std::string::npos);
    EXPECT_NE(host->read_text().find("ROOM"), std::string::npos);
  }

  /// From the addresses that `address_of(number)` gives, each on a connection that was there before
  /// the first of them. Answers with how many the hub was asked about.
  template <class AddressOf>
  int guess_at_once(int count, AddressOf address_of) {
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int number = 0; number < count; ++number) {
      clients.push_back(std::make_unique<TestClient>(port));
      open(*clients.back(), address_of(number));
    }
    int guesses = 0;
    for (const auto& client : clients) {
      client->send_text(R"({"type":"HELLO","identity":"Eve","password":"x"})");
      // On a slow machine some are closed before that, because they were silent for too long.
      if (client->read_error() == "password-wrong") ++guesses;
    }
    return guesses;
  }

  std::unique_ptr<TestClient> host;
  std::unique_ptr<TestClient> member;
};

TEST_F(PasswordGuesses, AtTheSameTimeAreNoMore) {
  settings.limits.joins_per_minute = 120;
  start_room("192.0.2.1");
  // On slow machines a few more: joins come back with time.
  EXPECT_LT(guess_at_once(60, [](int) { return std::string("192.0.2.1"); }), 10);
  // Who is in the room already, from that address too, notices nothing.
  member->send_text(R"({"type":"PING"})");
  while (member->read_text().find("PONG") == std::string::npos) {
  }
}

TEST_F(PasswordGuesses, FromAllOfOneIpv6BlockAreFew) {
  settings.limits.joins_per_minute = 20;
  start_room("2001:db8:2::1");
  const int guesses = guess_at_once(
      90, [](int number) { return "2001:db8:1:" + std::to_string(number) + "00::1"; });
  EXPECT_LT(guesses, 12);
}

TEST_F(PasswordGuesses, FromManyAddressesAreFewForEachRoom) {
  start_room("192.0.2.1");
  const int guesses =
      guess_at_once(90, [](int number) { return "198.51.100." + std::to_string(number); });
  EXPECT_GE(guesses, 10);
  // On slow machines a few more: one each six seconds.
  EXPECT_LT(guesses, 20);
  EXPECT_NE(host->read_text().find("WRONG_PASSWORDS"), std::string::npos);
}

TEST_F(LimitsTest, WhoIsRemovedHasNotFailedToGetIn) {
  settings.limits.joins_per_minute = 2;
  start();
  TestClient host(port);
  TestClient removed(port);
  TestClient other(port);
  host.join("standup", "Ann");
  open(removed, "192.0.2.1");
  removed.send_text(R"({"type":"HELLO","identity":"Eve"})");
  EXPECT_NE(removed.read_text().find("WELCOME"), std::string::npos);
  const std::string joined = host.read_text();
  const std::size_t id = joined.find("PA");
  host.send_text(R"({"type":"REMOVE","to":")" + joined.substr(id, joined.find('"', id) - id) +
                 "\"}");
  EXPECT_EQ(removed.read_close(), 1008);
  open(other, "192.0.2.1");
  other.send_text(R"({"type":"HELLO","identity":"Ben"})");
  EXPECT_NE(other.read_text().find("WELCOME"), std::string::npos);
}

TEST_F(LimitsTest, LongRoomNameIsRefused) {
  settings.limits.room_name_bytes = 4;
  start();
  TestClient client(port);
  client.upgrade("/ws/standup");
  EXPECT_EQ(client.read_error(), "bad-room-name");
}

}  // namespace
}  // namespace parley::serving
