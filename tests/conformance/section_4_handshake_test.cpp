// RFC 6455 section 4.2: which requests become WebSockets, and what the others are told. Over
// sockets, because CivetWeb reads the request.
#include <gtest/gtest.h>

#include "live_server.h"
#include "test_client.h"

namespace parley::serving {
namespace {

constexpr auto upgrade_line = "Upgrade: websocket\r\n";
constexpr auto connection_line = "Connection: Upgrade\r\n";
constexpr auto version_line = "Sec-WebSocket-Version: 13\r\n";
constexpr auto key_line = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

class Section4_2 : public LiveServer {
 protected:
  // The status of the answer to a request of a new client; 0 where the connection just ended.
  int status_to(const std::string& request_line, const std::string& headers) {
    TestClient client(port);
    head = client.exchange(request_line + "\r\n" + headers + "\r\n");
    return status_of(head);
  }
  int status_with(const std::string& headers) {
    return status_to("GET /ws/" + room + " HTTP/1.1", "Host: localhost\r\n" + headers);
  }

  std::string head;
};

TEST_F(Section4_2, CompleteRequestIsAccepted) {
  EXPECT_EQ(status_with(std::string(upgrade_line) + connection_line + version_line + key_line),
            101);
  EXPECT_NE(head.find("\r\nUpgrade: websocket\r\n"), std::string::npos);
  EXPECT_NE(head.find("\r\nConnection: Upgrade\r\n"), std::string::npos);
  // The example of section 1.3.
  EXPECT_NE(head.find("\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"),
            std::string::npos);
}

TEST_F(Section4_2, MethodIsGet) {
  const std::string headers =
      std::string("Host: localhost\r\n") + upgrade_line + connection_line + version_line + key_line;
  for (const std::string method : {"POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "get"}) {
    const int status = status_to(method + " /ws/" + room + " HTTP/1.1", headers);
    EXPECT_NE(status, 101) << method;
    EXPECT_GE(status, 400) << method << ": " << head;
  }
}

TEST_F(Section4_2, VersionOfHttpIsAtLeast1_1) {
  const std::string headers =
      std::string("Host: localhost\r\n") + upgrade_line + connection_line + version_line + key_line;
  for (const std::string version : {"HTTP/1.0", "HTTP/0.9", "HTTP/2.0"}) {
    EXPECT_NE(status_to("GET /ws/" + room + " " + version, headers), 101) << version;
  }
}

TEST_F(Section4_2, HostComesOnce) {
  const std::string headers = std::string(upgrade_line) + connection_line + version_line + key_line;
  EXPECT_EQ(status_to("GET /ws/" + room + " HTTP/1.1", headers), 400);
  EXPECT_EQ(status_with("Host: elsewhere\r\n" + headers), 400);
}

TEST_F(Section4_2, UpgradeHoldsTheTokenWebsocketInAnyCase) {
  const std::string rest = std::string(connection_line) + version_line + key_line;
  for (const std::string value : {"websocket", "WebSocket", "WEBSOCKET", "h2c, websocket",
                                  "websocket,h2c", "  websocket  ", "foo/1, WebSocket"}) {
    EXPECT_EQ(status_with("Upgrade: " + value + "\r\n" + rest), 101) << value;
  }
  for (const std::string value : {"", "h2c", "websockets", "web socket", "\"websocket\""}) {
    EXPECT_NE(status_with("Upgrade: " + value + "\r\n" + rest), 101) << value;
  }
  EXPECT_NE(status_with(rest), 101) << "none";
}

TEST_F(Section4_2, ConnectionHoldsTheTokenUpgradeInAnyCase) {
  const std::string rest = std::string(upgrade_line) + version_line + key_line;
  for (const std::string value : {"Upgrade", "upgrade", "UPGRADE", "keep-alive, Upgrade",
                                  "Upgrade,keep-alive", "keep-alive , upgrade"}) {
    EXPECT_EQ(status_with("Connection: " + value + "\r\n" + rest), 101) << value;
  }
  for (const std::string value : {"", "close", "keep-alive", "upgraded", "up grade"}) {
    EXPECT_NE(status_with("Connection: " + value + "\r\n" + rest), 101) << value;
  }
  EXPECT_NE(status_with(rest), 101) << "none";
}

// RFC 9110 section 5.3: lines of the same name are one list.
TEST_F(Section4_2, ListsMaySpanSeveralLines) {
  // In this order CivetWeb does not take it for a WebSocket's.
  EXPECT_EQ(status_with(std::string(upgrade_line) + "Connection: keep-alive\r\n" + connection_line +
                        version_line + key_line),
            101);
  EXPECT_EQ(status_with(std::string("Upgrade: h2c\r\n") + upgrade_line + connection_line +
                        version_line + key_line),
            101);
}

TEST_F(Section4_2, NamesOfHeadersAreInAnyCase) {
  EXPECT_EQ(status_to("GET /ws/" + room + " HTTP/1.1",
                      "hOST: localhost\r\nUPGRADE: websocket\r\nconnection: upgrade\r\n"
                      "sec-websocket-VERSION: 13\r\n"
                      "SEC-WEBSOCKET-KEY: dGhlIHNhbXBsZSBub25jZQ==\r\n"),
            101);
}

TEST_F(Section4_2, KeyIs16BytesInBase64) {
  const std::string rest = std::string(upgrade_line) + connection_line + version_line;
  for (const std::string key :
       {"", "x", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZTEy",
        "dGhlIHNhbXBsZSBub25jZQ== x", "d*hlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZTEyMw=="}) {
    EXPECT_EQ(status_with(rest + "Sec-WebSocket-Key: " + key + "\r\n"), 400) << key;
  }
  EXPECT_EQ(status_with(rest), 400) << "none";
  EXPECT_EQ(status_with(rest + "Sec-WebSocket-Key:  AQIDBAUGBwgJCgsMDQ4PEA==  \r\n"), 101);
}

// Section 11.3.1: the header must not appear more than once.
TEST_F(Section4_2, KeyComesOnce) {
  EXPECT_EQ(status_with(std::string(upgrade_line) + connection_line + version_line + key_line +
                        "Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==\r\n"),
            400);
}

// Section 4.4.
TEST_F(Section4_2, OtherVersionsAreToldTheRightOne) {
  const std::string rest = std::string(upgrade_line) + connection_line + key_line;
  for (const std::string version :
       {"0", "7", "8", "12", "14", "25", "255", "013", "13.0", "x", "13, 8", ""}) {
    EXPECT_EQ(status_with(rest + "Sec-WebSocket-Version: " + version + "\r\n"), 426) << version;
    EXPECT_NE(head.find("\r\nSec-WebSocket-Version: 13\r\n"), std::string::npos) << head;
    // RFC 9110 section 15.5.22: a 426 says what to upgrade to.
    EXPECT_NE(head.find("\r\nUpgrade: websocket\r\n"), std::string::npos) << head;
  }
  EXPECT_EQ(status_with(rest), 426) << "none";
}

TEST_F(Section4_2, SubprotocolIsOneThatTheClientOffered) {
  const std::string request = std::string(upgrade_line) + connection_line + version_line + key_line;
  const std::string answer = "\r\nSec-WebSocket-Protocol: parley.1\r\n";
  for (const std::string lines :
       {"Sec-WebSocket-Protocol: parley.1\r\n", "Sec-WebSocket-Protocol: chat,parley.1\r\n",
        "Sec-WebSocket-Protocol: chat\r\n"
        "Sec-WebSocket-Protocol: parley.1\r\n"}) {
    EXPECT_EQ(status_with(request + lines), 101);
    EXPECT_NE(head.find(answer), std::string::npos) << lines;
  }
  for (const std::string lines :
       {"", "Sec-WebSocket-Protocol: chat\r\n", "Sec-WebSocket-Protocol: parley.2\r\n"}) {
    EXPECT_EQ(status_with(request + lines), 101);
    EXPECT_EQ(head.find("Sec-WebSocket-Protocol"), std::string::npos) << lines;
  }
}

// Section 9.1: none is agreed on that the server does not answer with.
TEST_F(Section4_2, ExtensionsAreNotAgreedOn) {
  EXPECT_EQ(status_with(std::string(upgrade_line) + connection_line + version_line + key_line +
                        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"),
            101);
  EXPECT_EQ(head.find("Sec-WebSocket-Extensions"), std::string::npos);
}

// Section 10.2.
TEST_F(Section4_2, OriginOfAStrangersPageIsRefused) {
  const std::string request = std::string(upgrade_line) + connection_line + version_line + key_line;
  EXPECT_EQ(status_with(request + "Origin: https://evil.example\r\n"), 403);
  EXPECT_EQ(status_with(request + "Origin: null\r\n"), 403);
  EXPECT_EQ(status_with(request + "Origin: http://localhost\r\n"), 101);
}

TEST_F(Section4_2, RequestWithoutUpgradeIsOneForAPage) {
  EXPECT_EQ(status_with(""), 404);
}

// Section 4.1: a client waits for the answer. One that does not gets either all it asked for or an
// end, but is never mistaken for another.
TEST_F(Section4_2, RequestMayComeByteByByte) {
  TestClient client(port);
  const std::string request = "GET /ws/" + room + " HTTP/1.1\r\nHost: localhost\r\n" +
                              upgrade_line + connection_line + version_line + key_line + "\r\n";
  for (std::size_t index = 0; index + 1 < request.size(); ++index) {
    client.send(request.substr(index, 1));
  }
  EXPECT_EQ(status_of(client.exchange(request.substr(request.size() - 1))), 101);
  client.send(frame_bytes(ping_frame, "x"));
  EXPECT_EQ(client.read_frame(), (Frame{pong_frame, "x"}));
}

}  // namespace
}  // namespace parley::serving
