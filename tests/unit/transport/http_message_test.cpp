#include "parley/transport/http_message.h"

#include <gtest/gtest.h>

namespace parley::transport {
namespace {

TEST(HttpMessage, HasStatusLengthAndBody) {
  const std::string bytes = serialize(text_response(404, "Gone.\n"), true);
  EXPECT_TRUE(bytes.starts_with("HTTP/1.1 404 Not Found\r\n")) << bytes;
  EXPECT_NE(bytes.find("\r\nContent-Length: 6\r\n"), std::string::npos) << bytes;
  EXPECT_TRUE(bytes.ends_with("\r\n\r\nGone.\n")) << bytes;
}

TEST(HttpMessage, ForHeadHasTheLengthButNoBody) {
  const std::string bytes = serialize(text_response(200, "ok\n"), false);
  EXPECT_NE(bytes.find("\r\nContent-Length: 3\r\n"), std::string::npos) << bytes;
  EXPECT_TRUE(bytes.ends_with("\r\n\r\n")) << bytes;
}

TEST(HttpMessage, AlwaysHasTheSecurityHeaders) {
  const std::string bytes = serialize(text_response(500, ""), true);
  for (const std::string_view field :
       {"Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; ",
        "frame-ancestors 'none'\r\n", "X-Content-Type-Options: nosniff\r\n",
        "Referrer-Policy: no-referrer\r\n", "Permissions-Policy: camera=(self), ",
        "Cross-Origin-Opener-Policy: same-origin\r\n"}) {
    EXPECT_NE(bytes.find(field), std::string::npos) << field;
  }
}

}  // namespace
}  // namespace parley::transport
