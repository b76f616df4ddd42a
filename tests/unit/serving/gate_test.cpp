// Connections that begin a request and do not end it.
#include "parley/accept/gate.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cerrno>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "becomes_true.h"
#include "parley/accept/accept_registry.h"
#include "parley/serving/server.h"
#include "test_client.h"
#include "test_settings.h"

namespace parley::serving {
namespace {

using namespace std::chrono_literals;

class GateTest : public testing::Test {
 protected:
  GateTest() : listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(bind(listener.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(listen(listener.get(), 128), 0);
    gate = std::make_unique<accept::Gate>(listener.get(), 1h);
  }

  /// What the next connection has sent; empty where there is none.
  std::string next() {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    const base::UniqueFd socket =
        gate->next(reinterpret_cast<sockaddr*>(&address), &length, nullptr);
    if (!socket) return "";
    EXPECT_EQ(address.ss_family, AF_INET);
    std::string bytes(100, '\0');
    const ssize_t count = recv(socket.get(), bytes.data(), bytes.size(), MSG_DONTWAIT);
    bytes.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
    return bytes;
  }

  std::string eventually() {
    const auto deadline = std::chrono::steady_clock::now() + 30s;
    std::string bytes;
    while (bytes.empty() && std::chrono::steady_clock::now() < deadline) bytes = next();
    return bytes;
  }

  base::UniqueFd listener;
  std::unique_ptr<accept::Gate> gate;
};

TEST_F(GateTest, LetsThroughWhoseRequestIsThere) {
  const auto port = static_cast<std::uint16_t>(gate->port());
  TestClient silent(port);
  TestClient slow(port);
  TestClient quick(port);
  slow.send("GET / HTTP/1.1\r\n");
  quick.send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(eventually(), "GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(next(), "");
  EXPECT_EQ(errno, EAGAIN);
  slow.send("Host: x\r\n\r\n");
  EXPECT_EQ(eventually(), "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
}

TEST_F(GateTest, ForgetsWhoGoesAway) {
  const auto port = static_cast<std::uint16_t>(gate->port());
  { TestClient gone(port); }
  TestClient here(port);
  here.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(eventually(), "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(next(), "");
}

TEST_F(GateTest, HoldsBackUntilAShortBodyIsThere) {
  TestClient client(static_cast<std::uint16_t>(gate->port()));
  client.send("POST /login HTTP/1.1\r\nHost: x\r\ncontent-length: 4\r\n\r\nab");
  for (int count = 0; count < 100; ++count) EXPECT_EQ(next(), "");
  client.send("cd");
  EXPECT_TRUE(eventually().ends_with("\r\n\r\nabcd"));
}

TEST_F(GateTest, WaitsForNoBodyThatIsNotRead) {
  for (const std::string& header :
       {"Content-Length: " + std::to_string(limits::body_bytes + 1), std::string("X: 1"),
        std::string("Transfer-Encoding: chunked")}) {
    TestClient client(static_cast<std::uint16_t>(gate->port()));
    client.send("POST / HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n");
    EXPECT_TRUE(eventually().starts_with("POST / ")) << header;
  }
}

class GateWithSilentClients : public GateTest {
 protected:
  /// Connects so many that say nothing, from 127.0.0.`host`.
  void add(std::size_t count, std::uint8_t host) {
    for (; count > 0; --count) {
      silent.push_back(
          std::make_unique<TestClient>(static_cast<std::uint16_t>(gate->port()), 0, host));
      EXPECT_EQ(next(), "");
    }
  }

  /// The client whose connection is ready, once it has sent its request.
  bool is_served(TestClient& client) {
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    return eventually() == "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  }

  std::vector<std::unique_ptr<TestClient>> silent;
};

TEST_F(GateWithSilentClients, TurnsOutTheOldestOfAnAddressThatHasTooMany) {
  add(1, 2);
  add(limits::waiting_sockets_per_address + 1, 1);
  EXPECT_TRUE(silent[1]->at_end());
  EXPECT_TRUE(is_served(*silent[0]));
  EXPECT_TRUE(is_served(*silent[2]));
}

TEST_F(GateWithSilentClients, TurnsOutTheOldestWhenThereAreTooMany) {
  add(1, 1);
  constexpr std::size_t addresses = limits::waiting_sockets / limits::waiting_sockets_per_address;
  for (std::uint8_t host = 2; host < 2 + addresses; ++host) {
    add(limits::waiting_sockets_per_address, host);
  }
  EXPECT_TRUE(silent[0]->at_end());
  EXPECT_TRUE(is_served(*silent[1]));
}

class ServerUnderHalfOpenRequests : public testing::Test {
 protected:
  void start(base::LoginHandler login = {}) {
    ServerSettings settings;
    settings.port = 0;
    settings.loops = 1;
    settings.login = std::move(login);
    server = std::make_unique<Server>(std::move(settings), signer);
  }

  /// While more clients than CivetWeb has threads have sent no more than that.
  void expect_another_is_served_beside(const std::string& beginning) {
    const auto start = std::chrono::steady_clock::now();
    std::vector<std::unique_ptr<TestClient>> half_open;
    for (int count = 0; count < 3 * limits::http_threads; ++count) {
      half_open.push_back(std::make_unique<TestClient>(server->port()));
      half_open.back()->send(beginning);
    }
    TestClient ann(server->port());
    EXPECT_TRUE(ann.join("standup", "Ann").participants.empty());
    EXPECT_LT(std::chrono::steady_clock::now() - start, limits::request_timeout);
  }

  std::unique_ptr<Server> server;
};

TEST_F(ServerUnderHalfOpenRequests, ServesTheOthersAtOnce) {
  start();
  expect_another_is_served_beside("GET / HTTP/1.1\r\nHost: local");
}

TEST_F(ServerUnderHalfOpenRequests, ServesTheOthersWhileBodiesDoNotCome) {
  start([](std::string_view /*body*/) { return base::LoginAnswer{}; });
  expect_another_is_served_beside("POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n");
}

// What is not a request must not be remembered for ever.
TEST_F(ServerUnderHalfOpenRequests, ForgetsTheSocketsOfNonsense) {
  start();
  for (const char* const nonsense : {"\n\n", "\r\n\r\n", "x\r\n\r\n", "GET\r\n\r\n",
                                     "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nx\r\n\r\n",
                                     "GET x HTTP/1.1\r\nHost: x\r\n\r\n", "\x16\x03\x01\r\n\r\n"}) {
    TestClient client(server->port());
    client.send(nonsense);
    while (!client.at_end()) {
    }
  }
  EXPECT_TRUE(becomes_true([] { return accept::AcceptRegistry::instance().size() == 0; }));
}

// Nor for bodies that nobody wants and that never end.
TEST_F(ServerUnderHalfOpenRequests, DoesNotWaitForBodies) {
  start();
  const auto before = std::chrono::steady_clock::now();
  TestClient client(server->port());
  EXPECT_EQ(status_of(client.request("POST", "/", "Content-Length: 10000\r\n")), 405);
  while (!client.at_end()) {
  }
  EXPECT_LT(std::chrono::steady_clock::now() - before, limits::request_timeout);
}

}  // namespace
}  // namespace parley::serving
