#include "parley/http/origin.h"

#include <gtest/gtest.h>

namespace parley::http {
namespace {

class Origin : public testing::Test {
 protected:
  [[nodiscard]] bool allowed(std::string_view origin) const {
    return !why_refused({origin, host, scheme}, policy);
  }

  std::string_view host = "meet.example.org";
  std::string_view scheme;
  OriginPolicy policy;
};

TEST_F(Origin, OwnPagesMayConnect) {
  for (const std::string_view origin :
       {"https://meet.example.org", "http://meet.example.org", "https://MEET.example.org"}) {
    EXPECT_TRUE(allowed(origin)) << origin;
  }
}

TEST_F(Origin, StrangersPagesMayNot) {
  for (const std::string_view origin :
       {"https://evil.example", "https://meet.example.org.evil.example", "null", "meet.example.org",
        "https://meet.example.org:8443", "ftp://meet.example.org", "https://", "https://@"}) {
    EXPECT_FALSE(allowed(origin)) << origin;
  }
}

TEST_F(Origin, AllowedOriginMayConnect) {
  policy.allowed = {"https://other.example", "https://Pages.example.net"};
  EXPECT_TRUE(allowed("https://pages.example.net"));
  EXPECT_FALSE(allowed("http://pages.example.net"));
  EXPECT_TRUE(allowed("https://meet.example.org"));
}

TEST_F(Origin, MissingOneIsAllowedOnlyWhereTheOperatorSaysSo) {
  EXPECT_FALSE(allowed(""));
  EXPECT_NE(why_refused({"", host, ""}, policy)->find("--allow-missing-origin"), std::string::npos);
  policy.allow_missing = true;
  EXPECT_TRUE(allowed(""));
  EXPECT_FALSE(allowed("https://evil.example"));
}

TEST_F(Origin, SchemeCountsWhereAProxyTellsIt) {
  scheme = "https";
  EXPECT_TRUE(allowed("https://meet.example.org"));
  EXPECT_FALSE(allowed("http://meet.example.org"));
}

// A stranger's name can be made to point at this server, and then Host says what its page's origin
// does.
TEST_F(Origin, HostDoesNotCountWhereTheOperatorNamesTheServer) {
  policy.own = "https://meet.example.org";
  host = "evil.example";
  EXPECT_FALSE(allowed("https://evil.example"));
  EXPECT_TRUE(allowed("https://meet.example.org"));
}

TEST_F(Origin, RefusedOneIsToldWhichFlagToSet) {
  const auto reason = why_refused({"https://pages.example.net", host, ""}, policy);
  EXPECT_NE(reason->find("--allow-origin https://pages.example.net"), std::string::npos);
}

TEST_F(Origin, PortIsCompared) {
  EXPECT_TRUE(is_same_origin("http://localhost:8080", "localhost:8080"));
  EXPECT_FALSE(is_same_origin("http://localhost:8081", "localhost:8080"));
  EXPECT_TRUE(is_same_origin("https://meet.example.org", "meet.example.org:443"));
  EXPECT_FALSE(is_same_origin("https://", ":443"));
}

}  // namespace
}  // namespace parley::http
