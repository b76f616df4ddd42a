#include "parley/limits/special_addresses.h"

#include <gtest/gtest.h>

namespace parley::limits {
namespace {

bool is_public(std::string_view text) {
  return limits::is_public(parse_ip_address(text).value());
}

TEST(SpecialAddresses, WhatAnyoneCanReachIsPublic) {
  for (const char* address : {"93.184.215.14", "8.8.8.8", "172.32.0.1", "2606:4700::1111",
                              "2a00:1450:4001:830::200e", "::ffff:8.8.8.8"}) {
    EXPECT_TRUE(is_public(address)) << address;
  }
}

TEST(SpecialAddresses, TheRestIsNot) {
  for (const char* address : {"0.0.0.0",
                              "127.0.0.1",
                              "10.1.2.3",
                              "172.31.255.255",
                              "192.168.0.1",
                              "169.254.169.254",
                              "100.64.0.1",
                              "224.0.0.1",
                              "255.255.255.255",
                              "::",
                              "::1",
                              "::ffff:127.0.0.1",
                              "::ffff:10.0.0.1",
                              "::ffff:0:10.0.0.1",
                              "fe80::1",
                              "fd00::1",
                              "ff02::1",
                              "64:ff9b::a00:1",
                              "64:ff9b:1:a00:1::",
                              "2002:a00:1::",
                              "4000::1"}) {
    EXPECT_FALSE(is_public(address)) << address;
  }
}

}  // namespace
}  // namespace parley::limits
