#include "parley/http/page_policy.h"

#include <gtest/gtest.h>

namespace parley::http {
namespace {

TEST(PagePolicyTest, PagesLoadNothingOfOthersAndNobodyFramesThem) {
  const std::string fields = security_fields({});
  for (const std::string_view field :
       {"Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
        "connect-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
        "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'\r\n",
        "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: no-referrer\r\n",
        "Permissions-Policy: camera=(self), microphone=(self), display-capture=(self)\r\n",
        "Cross-Origin-Opener-Policy: same-origin\r\n"}) {
    EXPECT_NE(fields.find(field), std::string::npos) << field;
  }
}

TEST(PagePolicyTest, ServerElsewhereMayBeTalkedToOverWebSocketsToo) {
  const std::string fields =
      security_fields({{"https://calls.example.org", "http://localhost:8080"}, {}});
  EXPECT_NE(fields.find("connect-src 'self' https://calls.example.org wss://calls.example.org "
                        "http://localhost:8080 ws://localhost:8080; "),
            std::string::npos)
      << fields;
}

TEST(PagePolicyTest, NamedPagesMayEmbed) {
  const std::string fields = security_fields({{}, {"https://intranet.example.org"}});
  EXPECT_NE(fields.find("; frame-ancestors https://intranet.example.org\r\n"), std::string::npos);
}

}  // namespace
}  // namespace parley::http
