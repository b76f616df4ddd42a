#include "parley/setup/coturn_file.h"

#include <gtest/gtest.h>

#include "parley/setup/turn_config.h"

namespace parley::setup {
namespace {

using Values = std::vector<std::string>;

std::string own() {
  TurnConfig config;
  config.realm = "meet.example.org";
  config.external_ip = "203.0.113.1";
  config.secret = "secret";
  return turn_config(config);
}

TEST(CoturnFile, ValuesAreReadInBothForms) {
  EXPECT_EQ(coturn_values("external-ip=192.0.2.1\n external-ip 2001:db8::1\n", "external-ip"),
            (Values{"192.0.2.1", "2001:db8::1"}));
  EXPECT_EQ(coturn_values("cert = \"/a b\"\n", "cert"), Values{"/a b"});
  EXPECT_EQ(coturn_values("#realm=a\nrealmed=b\nrealm\n", "realm"), Values{});
}

TEST(CoturnFile, DebiansOwnSetsNothingOfWorth) {
  EXPECT_TRUE(is_pristine_coturn(""));
  EXPECT_TRUE(is_pristine_coturn("# words\n#listening-port=3478\n\nsyslog\nno-rfc5780\n"));
  EXPECT_FALSE(is_pristine_coturn("# words\nsyslog\nlistening-port=3478\n"));
}

TEST(CoturnFile, WhatSetupWroteIsKnownAgainUntilSomebodyChangesIt) {
  EXPECT_TRUE(is_own_coturn(own()));
  EXPECT_FALSE(is_own_coturn(own() + "tls-listening-port=443\n"));
  EXPECT_FALSE(is_own_coturn(own() + "# why\n"));
  EXPECT_FALSE(is_own_coturn(""));
}

}  // namespace
}  // namespace parley::setup
