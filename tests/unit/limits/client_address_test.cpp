#include "parley/limits/client_address.h"

#include <gtest/gtest.h>

namespace parley::limits {
namespace {

IpAddress ip(std::string_view text) {
  const auto address = parse_ip_address(text);
  EXPECT_TRUE(address) << text;
  return address.value_or(IpAddress{});
}

TrustedProxies proxies(std::initializer_list<std::string_view> networks) {
  TrustedProxies all;
  for (const std::string_view text : networks) {
    const auto network = parse_ip_network(text);
    EXPECT_TRUE(network) << text;
    if (network) all.push_back(*network);
  }
  return all;
}

TEST(IpAddressTest, PortAndBracketsDoNotMatter) {
  EXPECT_EQ(ip("192.0.2.1:443"), ip("192.0.2.1"));
  EXPECT_EQ(ip("[2001:db8::1]:443"), ip("2001:db8::1"));
  EXPECT_EQ(ip("[2001:db8::1]"), ip("2001:DB8:0::1"));
  EXPECT_EQ(ip("::ffff:192.0.2.1"), ip("192.0.2.1"));
}

TEST(IpAddressTest, WhatIsNoneIsRefused) {
  for (const std::string_view text :
       {"", "unknown", "_hidden", "192.0.2", "192.0.2.256", "[2001:db8::1", "1:2", "2001:db8::g"}) {
    EXPECT_FALSE(parse_ip_address(text)) << text;
  }
}

TEST(IpAddressTest, FirstOfItsBlockHasTheSamePrefix) {
  EXPECT_EQ(ip("2001:db8:1:fe02:3:4:5:6").first_of_block(64), ip("2001:db8:1:fe02::"));
  EXPECT_EQ(ip("2001:db8:1:fe02:3:4:5:6").first_of_block(56), ip("2001:db8:1:fe00::"));
  EXPECT_EQ(ip("2001:db8:1:fe02:3:4:5:6").first_of_block(128), ip("2001:db8:1:fe02:3:4:5:6"));
}

TEST(IpNetworkTest, HasThePrefixInCommon) {
  const auto network = parse_ip_network("10.16.0.0/12");
  ASSERT_TRUE(network);
  EXPECT_TRUE(network->contains(ip("10.31.255.255")));
  EXPECT_FALSE(network->contains(ip("10.32.0.0")));
  EXPECT_FALSE(network->contains(ip("2001:db8::1")));
  EXPECT_TRUE(parse_ip_network("2001:db8::/33")->contains(ip("2001:db8:7fff::1")));
  EXPECT_FALSE(parse_ip_network("2001:db8::/33")->contains(ip("2001:db8:8000::1")));
  EXPECT_TRUE(parse_ip_network("0.0.0.0/0")->contains(ip("192.0.2.1")));
  EXPECT_FALSE(parse_ip_network("192.0.2.1")->contains(ip("192.0.2.2")));
}

TEST(IpNetworkTest, WhatIsNoneIsRefused) {
  for (const std::string_view text :
       {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/8x", "10.0.0.0/-1", "2001:db8::/129",
        "proxy", "10.0.0.1:80", "[2001:db8::1]", "10.0.0.0:80/8"}) {
    EXPECT_FALSE(parse_ip_network(text)) << text;
  }
}

TEST(ClientAddress, IsTheOtherEndUnlessThatIsATrustedProxy) {
  EXPECT_EQ(client_address(ip("192.0.2.1"), "198.51.100.7", {}), ip("192.0.2.1"));
  EXPECT_EQ(client_address(ip("192.0.2.1"), "198.51.100.7", proxies({"10.0.0.0/8"})),
            ip("192.0.2.1"));
  EXPECT_EQ(client_address(ip("10.0.0.1"), "198.51.100.7", proxies({"10.0.0.0/8"})),
            ip("198.51.100.7"));
}

TEST(ClientAddress, WhatTheClientWroteItselfIsNotBelieved) {
  EXPECT_EQ(client_address(ip("10.0.0.1"), "203.0.113.9, 198.51.100.7", proxies({"10.0.0.0/8"})),
            ip("198.51.100.7"));
}

TEST(ClientAddress, LeadsThroughSeveralProxies) {
  EXPECT_EQ(client_address(ip("10.0.0.1"), "203.0.113.9 ,198.51.100.7,10.0.0.2",
                           proxies({"10.0.0.0/8", "198.51.100.7"})),
            ip("203.0.113.9"));
}

TEST(ClientAddress, IsTheLastKnownWhereTheHeaderMakesNoSense) {
  EXPECT_EQ(client_address(ip("10.0.0.1"), "198.51.100.7, unknown", proxies({"10.0.0.0/8"})),
            ip("10.0.0.1"));
  EXPECT_EQ(client_address(ip("10.0.0.1"), "", proxies({"10.0.0.0/8"})), ip("10.0.0.1"));
}

}  // namespace
}  // namespace parley::limits
