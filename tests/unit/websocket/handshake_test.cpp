#include "parley/websocket/handshake.h"

#include <gtest/gtest.h>

namespace parley::websocket {
namespace {

class Handshake : public testing::Test {
 protected:
  Handshake() {
    request.method = "GET";
    request.http_version = "1.1";
    request.origin.host = "meet.example.org";
    request.origin.origin = "https://meet.example.org";
    request.upgrade = "websocket";
    request.connection = "keep-alive, Upgrade";
    request.version = "13";
    request.key = "dGhlIHNhbXBsZSBub25jZQ==";
  }

  // 0 where it is accepted.
  [[nodiscard]] int refused_with() const {
    const UpgradeResult result = answer_upgrade(request, policy);
    const auto* refused = std::get_if<UpgradeRefused>(&result);
    return refused == nullptr ? 0 : refused->status;
  }

  [[nodiscard]] UpgradeAccepted accepted() const {
    const UpgradeResult result = answer_upgrade(request, policy);
    EXPECT_TRUE(std::holds_alternative<UpgradeAccepted>(result));
    return std::get<UpgradeAccepted>(result);
  }

  UpgradeRequest request;
  const http::OriginPolicy policy{{}, {"https://meet.example.org"}, false};
};

TEST_F(Handshake, AnswersTheExampleOfTheRfc) {
  const UpgradeAccepted answer = accepted();
  EXPECT_TRUE(answer.response.starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
  // RFC 6455 section 1.3.
  EXPECT_NE(answer.response.find("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"),
            std::string::npos);
  EXPECT_TRUE(answer.response.ends_with("\r\n\r\n"));
}

TEST_F(Handshake, WithoutSubprotocolIsSeedMode) {
  EXPECT_EQ(accepted().mode, hub::Mode::Legacy);
  EXPECT_EQ(accepted().response.find("Sec-WebSocket-Protocol"), std::string::npos);
}

TEST_F(Handshake, OfferedSubprotocolIsEchoed) {
  request.protocols = "chat, parley.1";
  EXPECT_EQ(accepted().mode, hub::Mode::Parley1);
  EXPECT_NE(accepted().response.find("Sec-WebSocket-Protocol: parley.1\r\n"), std::string::npos);
}

TEST_F(Handshake, OtherSubprotocolIsNotEchoed) {
  request.protocols = "chat, parley.11";
  EXPECT_EQ(accepted().mode, hub::Mode::Legacy);
  EXPECT_EQ(accepted().response.find("Sec-WebSocket-Protocol"), std::string::npos);
}

TEST_F(Handshake, MalformedRequestIsRefused) {
  request.method = "POST";
  EXPECT_EQ(refused_with(), 400);
  request.method = "GET";
  request.http_version = "1.0";
  EXPECT_EQ(refused_with(), 400);
  request.http_version = "1.1";
  request.upgrade = "h2c";
  EXPECT_EQ(refused_with(), 400);
  request.upgrade = "WebSocket";
  request.connection = "close";
  EXPECT_EQ(refused_with(), 400);
  request.connection = "upgrade";
  EXPECT_EQ(refused_with(), 0);
}

TEST_F(Handshake, OtherVersionIsRefused) {
  for (const std::string_view version : {"", "8", "14", "13, 8"}) {
    request.version = version;
    EXPECT_EQ(refused_with(), 426) << version;
  }
}

TEST_F(Handshake, KeyThatIsNot16BytesIsRefused) {
  for (const std::string_view key : {"", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQAA",
                                     "dGhlIHNhbXBsZSBub25j\r\n==", "short=="}) {
    request.key = key;
    EXPECT_EQ(refused_with(), 400) << key;
  }
}

TEST_F(Handshake, StrangersPageIsForbidden) {
  request.origin.origin = "https://evil.example";
  EXPECT_EQ(refused_with(), 403);
}

}  // namespace
}  // namespace parley::websocket
