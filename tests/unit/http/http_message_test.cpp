#include "parley/http/http_message.h"

#include <gtest/gtest.h>

namespace parley::http {
namespace {

TEST(HttpMessage, HasStatusLengthAndBody) {
  const std::string bytes = serialize(text_response(404, "Gone.\n"), true, "");
  EXPECT_TRUE(bytes.starts_with("HTTP/1.1 404 Not Found\r\n")) << bytes;
  EXPECT_NE(bytes.find("\r\nContent-Length: 6\r\n"), std::string::npos) << bytes;
  EXPECT_TRUE(bytes.ends_with("\r\n\r\nGone.\n")) << bytes;
}

TEST(HttpMessage, ForHeadHasTheLengthButNoBody) {
  const std::string bytes = serialize(text_response(200, "ok\n"), false, "");
  EXPECT_NE(bytes.find("\r\nContent-Length: 3\r\n"), std::string::npos) << bytes;
  EXPECT_TRUE(bytes.ends_with("\r\n\r\n")) << bytes;
}

TEST(HttpMessage, HasTheSecurityHeadersGiven) {
  const std::string bytes =
      serialize(text_response(500, ""), true, "X-Content-Type-Options: a\r\n");
  EXPECT_TRUE(bytes.ends_with("\r\nX-Content-Type-Options: a\r\n\r\n")) << bytes;
}

TEST(HttpMessage, HasOnePolicyWhereTheResponseHasItsOwn) {
  Response response = text_response(200, "");
  response.fields.emplace_back("Content-Security-Policy", "sandbox");
  const std::string bytes =
      serialize(response, true, "Content-Security-Policy: default-src 'none'\r\nX-More: a\r\n");
  EXPECT_NE(bytes.find("\r\nContent-Security-Policy: sandbox\r\n"), std::string::npos) << bytes;
  EXPECT_EQ(bytes.find("default-src"), std::string::npos) << bytes;
  EXPECT_TRUE(bytes.ends_with("\r\nX-More: a\r\n\r\n")) << bytes;
}

}  // namespace
}  // namespace parley::http
