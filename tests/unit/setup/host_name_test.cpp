#include "parley/setup/host_name.h"

#include <gtest/gtest.h>

namespace parley::setup {
namespace {

TEST(HostName, WhatDnsMayHaveIsTaken) {
  for (const std::string& name :
       {std::string("meet.example.org"), std::string("a.b"), std::string("3com.example"),
        std::string("Meet.Example.ORG"), std::string("xn--bcher-kva.example"),
        std::string("a-b.c-d.example"), std::string(63, 'a') + ".example"}) {
    EXPECT_EQ(mistake_in_host_name(name), "") << name;
  }
}

TEST(HostName, WhatIsNoneIsRefused) {
  for (const std::string& name :
       {std::string(), std::string("localhost"), std::string("203.0.113.1"), std::string("::1"),
        std::string("meet.example.org."), std::string(".example.org"), std::string("a..b"),
        std::string("-a.example"), std::string("a-.example"), std::string("a_b.example"),
        std::string("https://meet.example.org"), std::string("meet.example.org:443"),
        std::string("meet.example.org/x"), std::string("a b.example"), std::string("a.example\n"),
        std::string("a.example;}"), std::string("--yes"), std::string("$(id).example"),
        std::string(64, 'a') + ".example"}) {
    EXPECT_NE(mistake_in_host_name(name), "") << name;
  }
}

TEST(HostName, ANameHasAtMost253Letters) {
  std::string name;
  while (name.size() < 250) name += "a.";
  EXPECT_EQ(mistake_in_host_name(name + "abc"), "");
  EXPECT_NE(mistake_in_host_name(name + "abcd"), "");
}

TEST(HostName, OtherAlphabetsAreToldOfTheirAsciiForm) {
  EXPECT_NE(mistake_in_host_name("b\xC3\xBC"
                                 "cher.example")
                .find("xn--"),
            std::string::npos);
}

}  // namespace
}  // namespace parley::setup
