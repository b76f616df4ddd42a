// What the whole server answers to bytes that are, or are not, HTTP/1.1: at once and byte by byte.
#include <gtest/gtest.h>
#include <sys/socket.h>

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

// One server for all these tests, because CivetWeb takes two seconds to stop.
class HttpParsing : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    ServerSettings settings;
    settings.port = 0;
    settings.loops = 1;
    settings.bundle.add("/home.html", http::Encoding::Identity, "<lobby>");
    settings.login = [](std::string_view body) {
      return base::LoginAnswer{200, "read " + std::string(body)};
    };
    server = std::make_unique<Server>(std::move(settings), signer);
  }
  static void TearDownTestSuite() { server.reset(); }

  /// The head of the answer, after which the server closes.
  static std::string answer_to(std::string_view bytes, bool byte_by_byte) {
    TestClient client(server->port());
    if (!byte_by_byte) client.send(bytes);
    for (std::size_t index = 0; byte_by_byte && index < bytes.size(); ++index) {
      client.send(bytes.substr(index, 1));
    }
    std::string head = client.exchange("");
    while (!client.at_end()) {
    }
    return head;
  }

  static void expect_status(const std::string& bytes, int status) {
    for (const bool byte_by_byte : {false, true}) {
      const std::string head = answer_to(bytes, byte_by_byte);
      EXPECT_EQ(status_of(head), status) << (byte_by_byte ? "byte by byte: " : "at once: ")
                                         << testing::PrintToString(bytes) << '\n'
                                         << head;
      EXPECT_NE(head.find("\r\nContent-Security-Policy: "), std::string::npos) << head;
      EXPECT_NE(head.find("\r\nConnection: close\r\n"), std::string::npos) << head;
    }
  }

  static void expect_status_with(const std::string& fields, int status) {
    expect_status("GET /healthz HTTP/1.1\r\n" + fields + "\r\n", status);
  }
  static void expect_status_for(const std::string& request_line, int status) {
    expect_status(request_line + "\r\nHost: localhost\r\n\r\n", status);
  }

  inline static std::unique_ptr<Server> server;
};

TEST_F(HttpParsing, HostComesOnce) {
  expect_status_with("Host: localhost\r\n", 200);
  expect_status_with("", 400);
  expect_status_with("Host: localhost\r\nHost: localhost\r\n", 400);
  expect_status_with("Host: a b\r\n", 400);
  expect_status("GET /healthz HTTP/1.0\r\n\r\n", 200);
}

TEST_F(HttpParsing, HeadersAreWellFormed) {
  const std::string host = "Host: localhost\r\n";
  for (const std::string field : {"X : y", ": y", "X", " folded", "\tfolded", "X: a\tb", "X: a\x01",
                                  "X: a\x7f", "X\xc3\xa9: y"}) {
    expect_status_with(host + field + "\r\n", 400);
  }
  expect_status_with("Host : localhost\r\n", 400);
  expect_status_with(host + "X: a" + std::string(1, '\0') + "b\r\n", 400);
  expect_status_with(host + "X: \xe9 : \"\r\n", 200);
}

TEST_F(HttpParsing, LinesEndWithCrLf) {
  expect_status("GET /healthz HTTP/1.1\nHost: x\n\n", 400);
  expect_status("GET /healthz HTTP/1.1\r\nHost: x\n\r\n", 400);
  expect_status("GET /healthz HTTP/1.1\r\nHost: x\rX: y\r\n\r\n", 400);
  expect_status("\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 200);
}

TEST_F(HttpParsing, OtherProtocolsAreToldSoAtOnce) {
  expect_status("GET /healthz\r\n", 400);
  expect_status("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
  expect_status("\x16\x03\x01\x02", 400);
  expect_status_for("GET /healthz HTTP/1.2", 505);
  expect_status_for("BREW /healthz HTTP/1.1", 501);
  expect_status_for("GET  /healthz HTTP/1.1", 400);
}

TEST_F(HttpParsing, LongHeadsAreRefused) {
  const std::string longest(limits::request_head_bytes, 'x');
  EXPECT_EQ(status_of(answer_to("GET /" + longest + " HTTP/1.1\r\n", false)), 414);
  EXPECT_EQ(status_of(answer_to("GET / HTTP/1.1\r\nHost: x\r\nX: " + longest + "\r\n\r\n", false)),
            431);
  std::string fields = "Host: x\r\n";
  for (std::size_t count = 0; count < limits::request_fields; ++count) fields += "X: y\r\n";
  EXPECT_EQ(status_of(answer_to("GET / HTTP/1.1\r\n" + fields + "\r\n", false)), 431);
  const std::string fits =
      "GET /healthz?" + std::string(16'000, 'x') + " HTTP/1.1\r\nHost: x\r\n\r\n";
  EXPECT_EQ(status_of(answer_to(fits, false)), 200);
}

// RFC 9112 section 3.2.2, with a port that is the server's and others.
TEST_F(HttpParsing, TargetMayNameTheServer) {
  for (const std::string& target :
       {std::string("http://localhost/healthz"), std::string("http://localhost:1/healthz?a:b"),
        "http://localhost:" + std::to_string(server->port()) + "/healthz",
        std::string("HTTPS://meet.example.org/healthz"), std::string("http://[::1]:80/healthz"),
        std::string("http://localhost"), std::string("http://localhost?a=http://b/")}) {
    expect_status_for("GET " + target + " HTTP/1.1", 200);
  }
  expect_status_for("GET http://localhost/nothing/here HTTP/1.1", 404);
  expect_status_for("GET ftp://localhost/ HTTP/1.1", 400);
}

// Also for a WebSocket, whose page is then known by that name and not by Host's.
TEST_F(HttpParsing, TargetThatNamesTheServerMayBeAWebSockets) {
  const std::string fields =
      " HTTP/1.1\r\nHost: elsewhere\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
      "Origin: http://localhost\r\n\r\n";
  TestClient client(server->port());
  EXPECT_EQ(status_of(client.exchange("GET http://localhost/ws/standup" + fields)), 101);
  client.send(frame_bytes(ping_frame, "p"));
  Frame frame = client.read_frame();
  while (frame.first_byte == text_frame) frame = client.read_frame();
  EXPECT_EQ(frame, (Frame{pong_frame, "p"}));
  expect_status("GET http://elsewhere/ws/standup" + fields, 403);
}

// RFC 9110 section 9.3.7.
TEST_F(HttpParsing, ServerAsAWholeHasOptions) {
  expect_status_for("OPTIONS * HTTP/1.1", 204);
  EXPECT_NE(answer_to("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", false).find("\r\nAllow: GET, "),
            std::string::npos);
  expect_status_for("GET * HTTP/1.1", 400);
}

// RFC 9110 section 10.1.1.
TEST_F(HttpParsing, ClientThatWaitsToSendItsBodyIsToldToGoOn) {
  const std::string head =
      "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n";
  for (const bool byte_by_byte : {false, true}) {
    TestClient client(server->port());
    for (std::size_t index = 0; byte_by_byte && index + 1 < head.size(); ++index) {
      client.send(head.substr(index, 1));
    }
    EXPECT_EQ(client.exchange(byte_by_byte ? head.substr(head.size() - 1) : head),
              "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("bo");
    EXPECT_TRUE(client.all_has_arrived());
    EXPECT_EQ(status_of(client.exchange("dy")), 200);
  }
  // One that does not wait hears the end only.
  expect_status(head + "body", 200);
  // And one whose body is not read does not wait.
  expect_status(
      "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n"
      "Expect: 100-continue\r\n\r\n",
      413);
  expect_status("POST /login HTTP/1.1\r\nHost: x\r\nExpect: coffee\r\n\r\n", 417);
}

// RFC 9112 sections 6.1, 6.3 and 11.2.
TEST_F(HttpParsing, BodyHasOneLength) {
  const std::string head = "POST /login HTTP/1.1\r\nHost: x\r\n";
  expect_status(head + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na", 400);
  expect_status(head + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
  expect_status(head + "Content-Length: +1\r\n\r\na", 400);
  expect_status(head + "Transfer-Encoding: gzip, chunked\r\n\r\n", 501);
  expect_status(head + "Transfer-Encoding: chunked\r\n\r\n", 411);
}

TEST_F(HttpParsing, RequestForAWebSocketHasNoBody) {
  TestClient client(server->port());
  EXPECT_EQ(status_of(client.upgrade("/ws/standup", "Content-Length: 0\r\n")), 400);
}

// A client that closes its side early has no more to say, and is told so at once.
TEST_F(HttpParsing, RequestThatEndsTooEarlyIsRefused) {
  for (const std::string bytes :
       {"GET / HTTP/1.1\r\nHost: x", "GET / HTTP/1.1\r\nHost: x\r\n",
        "POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\na"}) {
    TestClient client(server->port());
    client.send(bytes);
    client.close_sending_side();
    EXPECT_EQ(status_of(client.exchange("")), 400) << bytes;
    EXPECT_TRUE(becomes_true([] { return accept::AcceptRegistry::instance().size() == 0; }));
  }
}

}  // namespace
}  // namespace parley::serving
