#include "parley/doctor/ice_url.h"

#include <gtest/gtest.h>

#include "parley/doctor/examination.h"

namespace parley::doctor {
namespace {

TEST(IceUrlTest, PartsAndWhatIsLeftOutAreRead) {
  struct Expected {
    const char* text;
    bool is_turn;
    const char* host;
    int port;
    Transport transport;
  };
  for (const Expected& one : {
           Expected{"stun:stun.example.org", false, "stun.example.org", 3478, Transport::Udp},
           Expected{"turn:turn.example.org:443?transport=tcp", true, "turn.example.org", 443,
                    Transport::Tcp},
           Expected{"turn:192.0.2.1?transport=udp", true, "192.0.2.1", 3478, Transport::Udp},
           Expected{"turns:turn.example.org", true, "turn.example.org", 5349, Transport::Tls},
           Expected{"turns:turn.example.org:5349?transport=tcp", true, "turn.example.org", 5349,
                    Transport::Tls},
           Expected{"turns:turn.example.org?transport=udp", true, "turn.example.org", 5349,
                    Transport::Dtls},
           Expected{"stuns:[2001:db8::1]:3479", false, "2001:db8::1", 3479, Transport::Tls},
           Expected{"turn:[2001:db8::1]", true, "2001:db8::1", 3478, Transport::Udp},
       }) {
    const auto url = read_ice_url(one.text);
    ASSERT_TRUE(url) << one.text;
    EXPECT_EQ(url->text, one.text);
    EXPECT_EQ(url->is_turn, one.is_turn) << one.text;
    EXPECT_EQ(url->host, one.host) << one.text;
    EXPECT_EQ(url->port, one.port) << one.text;
    EXPECT_EQ(url->transport, one.transport) << one.text;
  }
}

TEST(IceUrlTest, WhatIsNoneIsNotRead) {
  for (const char* text : {"", "turn", "turn:", "http:example.org", "turn:host:0",
                           "turn:host:70000", "turn:host:x", "turn::3478"}) {
    EXPECT_FALSE(read_ice_url(text)) << text;
  }
}

TEST(SiteUrlTest, PartsAreReadAndTheOriginIsAsBrowsersHaveIt) {
  const auto url = read_site_url("https://Meet.Example.org:8443/calls/");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->host, "meet.example.org");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->path, "/calls");
  EXPECT_EQ(url->text(), "https://meet.example.org:8443/calls");
  EXPECT_EQ(read_site_url("https://a.example:443")->origin(), "https://a.example");
  EXPECT_EQ(read_site_url("http://a.example/")->text(), "http://a.example");
  EXPECT_EQ(read_site_url("http://[::1]:8080")->host, "::1");
  EXPECT_EQ(read_site_url("http://[::1]:8080")->origin(), "http://[::1]:8080");
}

TEST(SiteUrlTest, WhatIsNoneIsNotRead) {
  for (const char* text :
       {"", "meet.example.org", "ftp://a.example", "https://", "https:///x", "https://a.example:0",
        "https://a.example\r\nX: 1", "https://u@a.example"}) {
    EXPECT_FALSE(read_site_url(text)) << text;
  }
}

}  // namespace
}  // namespace parley::doctor
