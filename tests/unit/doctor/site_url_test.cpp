#include <gtest/gtest.h>

#include "parley/doctor/examination.h"

namespace parley::doctor {
namespace {

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
