#include "parley/http/origin.h"

#include <gtest/gtest.h>

namespace parley::http {
namespace {

class Origin : public testing::Test {
 protected:
  [[nodiscard]] bool allowed(std::string_view origin) const {
    return !why_refused({origin, host, scheme}, policy);
  }

  std::string_view host = "localhost:8080";
  std::string_view scheme;
  OriginPolicy policy;
};

TEST_F(Origin, OwnPagesMayConnect) {
  for (const std::string_view origin :
       {"https://localhost:8080", "http://localhost:8080", "http://LOCALHOST:8080"}) {
    EXPECT_TRUE(allowed(origin)) << origin;
  }
  for (const std::string_view own : {"127.0.0.1", "192.168.1.7:8080", "[2001:db8::1]", "[::1]:8080",
                                     "localhost", "a.localhost:8080"}) {
    host = own;
    EXPECT_TRUE(allowed("http://" + std::string(own))) << own;
  }
}

// DNS rebinding: a stranger's name comes to point at this server, and then Host says what the origin
// of the stranger's page does.
TEST_F(Origin, HostWithANameOfAnybodysCountsOnlyWhereTheOperatorSaysSo) {
  for (const std::string_view foreign :
       {"evil.example", "meet.example.org", "meet.example.org:8080", "localhost.evil.example",
        "notlocalhost", "127.0.0.1.evil.example", "intranet", "2130706433.example"}) {
    host = foreign;
    const std::string origin = "http://" + std::string(foreign);
    EXPECT_FALSE(allowed(origin)) << foreign;
    policy.own = {origin};
    EXPECT_TRUE(allowed(origin)) << foreign;
    policy.own.clear();
  }
}

TEST_F(Origin, StrangersPagesMayNot) {
  for (const std::string_view origin :
       {"https://evil.example", "https://localhost.evil.example", "null", "localhost:8080",
        "https://localhost:8443", "ftp://localhost:8080", "https://", "https://@"}) {
    EXPECT_FALSE(allowed(origin)) << origin;
  }
}

TEST_F(Origin, AllowedOriginMayConnect) {
  policy.allowed = {"https://other.example", "https://Pages.example.net"};
  EXPECT_TRUE(allowed("https://pages.example.net"));
  EXPECT_FALSE(allowed("http://pages.example.net"));
  EXPECT_TRUE(allowed("https://localhost:8080"));
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
  EXPECT_TRUE(allowed("https://localhost:8080"));
  EXPECT_FALSE(allowed("http://localhost:8080"));
}

TEST_F(Origin, HostDoesNotCountWhereTheOperatorNamesTheServer) {
  policy.own = {"https://meet.example.org", "https://calls.example.org"};
  EXPECT_FALSE(allowed("http://localhost:8080"));
  host = "evil.example";
  EXPECT_FALSE(allowed("https://evil.example"));
  EXPECT_TRUE(allowed("https://meet.example.org"));
  EXPECT_TRUE(allowed("https://CALLS.example.org"));
}

TEST_F(Origin, RefusedOneIsToldWhichFlagToSet) {
  const auto reason = why_refused({"https://pages.example.net", host, ""}, policy);
  EXPECT_NE(reason->find("--allow-origin https://pages.example.net"), std::string::npos);
  const auto own = why_refused({"https://meet.example.org", "meet.example.org:443", ""}, policy);
  EXPECT_NE(own->find("--public-origin https://meet.example.org"), std::string::npos);
}

TEST_F(Origin, PortIsCompared) {
  EXPECT_TRUE(is_same_origin("http://localhost:8080", "localhost:8080"));
  EXPECT_FALSE(is_same_origin("http://localhost:8081", "localhost:8080"));
  EXPECT_TRUE(is_same_origin("https://meet.example.org", "meet.example.org:443"));
  EXPECT_FALSE(is_same_origin("https://", ":443"));
}

}  // namespace
}  // namespace parley::http
