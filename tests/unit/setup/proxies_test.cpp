#include "parley/setup/proxies.h"

#include <gtest/gtest.h>

#include "parley/base/config_text.h"

namespace parley::setup {
namespace {

const std::string host = "meet.example.org";
const std::string site = "meet.example.org {\n\treverse_proxy 127.0.0.1:8080\n}\n";
const std::string marked = "# Made by: parley setup\n" + site;
const std::string other = ":80 {\n\troot * /usr/share/caddy\n\tfile_server\n}\n";

TEST(CaddySite, StandsAtTheEndOfWhatThereIs) {
  EXPECT_EQ(with_caddy_site("", host, 8080), marked);
  EXPECT_EQ(with_caddy_site(other, host, 8080), other + "\n" + marked);
}

TEST(CaddySite, IsWrittenOnce) {
  const std::string once = with_caddy_site(other, host, 8080);
  EXPECT_EQ(with_caddy_site(once, host, 8080), once);
}

TEST(CaddySite, OfAnotherNameTakesThePlaceOfTheLast) {
  const std::string once = with_caddy_site(other, "old.example.org", 8080) + "\n" + other;
  EXPECT_EQ(with_caddy_site(once, host, 8080), other + "\n" + marked + "\n" + other);
}

TEST(CaddySite, ThatSomebodyHasWrittenStays) {
  for (const std::string name : {"meet.example.org {", "https://meet.example.org {",
                                 "a.example, meet.example.org {", "meet.example.org:443 {"}) {
    const std::string own = name + "\n\tlog\n}\n";
    EXPECT_EQ(with_caddy_site(own, host, 8080), own);
  }
}

TEST(CaddySite, OfASimilarNameIsAnother) {
  EXPECT_FALSE(has_caddy_site("meet.example.org.uk {\n}\n", host));
  EXPECT_FALSE(has_caddy_site("unmeet.example.org {\n}\n", host));
  EXPECT_FALSE(has_caddy_site("# meet.example.org {\n\tmeet.example.org\n", host));
}

TEST(NginxSite, HasHttpsOnlyWithACertificate) {
  EXPECT_EQ(nginx_site(host, 8080, false).find("443"), std::string::npos);
  const std::string text = nginx_site(host, 9000, true);
  EXPECT_NE(text.find("listen 443 ssl;"), std::string::npos);
  EXPECT_NE(text.find("    location / {\n        proxy_pass http://127.0.0.1:9000;\n"),
            std::string::npos);
}

TEST(IceServers, AreAllOfCoturnsWays) {
  EXPECT_EQ(ice_servers("a.example"),
            "stun:a.example:3478,turn:a.example:3478,turn:a.example:3478?transport=tcp,"
            "turns:a.example:5349?transport=tcp");
}

TEST(IceServers, AreKnownAgainForWhateverHost) {
  EXPECT_TRUE(made_ice_servers(base::read_list(ice_servers("a.example"))));
  EXPECT_FALSE(made_ice_servers(base::read_list(ice_servers("a.example") + ",turn:b.example")));
  EXPECT_FALSE(made_ice_servers({"stun:a.example:3478"}));
  EXPECT_FALSE(made_ice_servers({}));
}

}  // namespace
}  // namespace parley::setup
