#include "parley/base/ice_url.h"

#include <gtest/gtest.h>

namespace parley::base {
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
           Expected{"turn:[2001:db8::1]?transport=tcp", true, "2001:db8::1", 3478, Transport::Tcp},
           Expected{"turn:a_b.example", true, "a_b.example", 3478, Transport::Udp},
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

TEST(IceUrlTest, WhatABrowserWouldRefuseIsNotRead) {
  for (const char* text : {"",
                           "turn",
                           "turn:",
                           "http:example.org",
                           "TURN:example.org",
                           "turn://example.org",
                           "turn:host:",
                           "turn:host:0",
                           "turn:host:65536",
                           "turn:host:x",
                           "turn:host:80x",
                           "turn:host:+80",
                           "turn::3478",
                           "turn:2001:db8::1",
                           "turn:[2001:db8::1",
                           "turn:[192.0.2.1]",
                           "turn:[2001:db8::1]x",
                           "turn:[]",
                           "turn:a]",
                           "turn:a..b",
                           "turn:.a",
                           "turn:-a",
                           "turn:a~b",
                           "turn:a=b",
                           "turn:user@host",
                           "turn:host/path",
                           "turn:host ",
                           "turn:host?",
                           "turn:host?transport=",
                           "turn:host?transport=sctp",
                           "turn:host?transport=TCP",
                           "turn:host?transport=tcp?",
                           "turn:host?transport=tcp&a=b",
                           "turn:host?a=b",
                           "turn:host?transport=tcp:80",
                           "stun:host?transport=udp",
                           "stuns:host?transport=tcp"}) {
    EXPECT_FALSE(read_ice_url(text)) << text;
  }
}

}  // namespace
}  // namespace parley::base
