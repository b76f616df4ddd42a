#include "parley/callbacks/targets.h"

#include <gtest/gtest.h>

namespace parley::callbacks {
namespace {

bool may_connect(const Targets& targets, std::string_view address) {
  return targets.may_connect(limits::parse_ip_address(address).value());
}

TEST(Targets, WithoutAListNothingIsSent) {
  EXPECT_TRUE(Targets().why_refused("https://hooks.example.org/").has_value());
}

TEST(Targets, WhatBeginsLikeAnAllowedOneIsAllowed) {
  Targets targets;
  ASSERT_EQ(targets.allow("https://Hooks.example.org/parley"), std::nullopt);
  for (const char* url :
       {"https://hooks.example.org/parley", "https://hooks.example.org:443/parley/a?b=c",
        "HTTPS://HOOKS.EXAMPLE.ORG/parley?x", "https://hooks.example.org/a/../parley/b"}) {
    EXPECT_EQ(targets.why_refused(url), std::nullopt) << url;
  }
  for (const char* url :
       {"http://hooks.example.org/parley", "https://hooks.example.org/", "nonsense", "",
        "https://hooks.example.org/parleyX", "https://hooks.example.org/parley/../x",
        "https://hooks.example.org/parley/%2e%2e/x", "https://hooks.example.org:8443/parley",
        "https://hooks.example.org.evil.example/parley",
        "https://hooks.example.org@evil.example/parley", "https://u:p@hooks.example.org/parley",
        "https://hooks.example.org/parley#x", "ftp://hooks.example.org/parley"}) {
    EXPECT_TRUE(targets.why_refused(url).has_value()) << url;
  }
}

TEST(Targets, WhatIsNoUrlCannotBeAllowed) {
  Targets targets;
  for (const char* prefix : {"", "hooks.example.org", "https://", "https://a.example/?x=",
                             "https://u@a.example/", "gopher://a.example/"}) {
    EXPECT_TRUE(targets.allow(prefix).has_value()) << prefix;
  }
  EXPECT_TRUE(targets.empty());
}

TEST(Targets, PrivateAddressesHaveToBeNamed) {
  Targets targets;
  targets.allow("https://hooks.example.org/");
  EXPECT_TRUE(may_connect(targets, "93.184.215.14"));
  for (const char* address : {"127.0.0.1", "10.0.0.1", "169.254.169.254", "0.0.0.0", "::1", "::",
                              "fd00::1", "fe80::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
                              "::127.0.0.1", "64:ff9b::127.0.0.1", "::ffff:0:127.0.0.1"}) {
    EXPECT_FALSE(may_connect(targets, address)) << address;
  }
  targets.allow_network(limits::parse_ip_network("10.0.0.0/8").value());
  EXPECT_TRUE(may_connect(targets, "10.0.0.1"));
  targets.allow("http://192.168.1.5:9000/");
  EXPECT_TRUE(may_connect(targets, "192.168.1.5"));
  EXPECT_FALSE(may_connect(targets, "192.168.1.6"));
  EXPECT_FALSE(may_connect(targets, "127.0.0.1"));
  targets.allow("http://localhost:9000/");
  EXPECT_TRUE(may_connect(targets, "127.0.0.1"));
  EXPECT_TRUE(may_connect(targets, "::1"));
  targets.allow("http://[fd00::5]/");
  EXPECT_TRUE(may_connect(targets, "fd00::5"));
}

}  // namespace
}  // namespace parley::callbacks
