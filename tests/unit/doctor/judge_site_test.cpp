#include <gtest/gtest.h>

#include <algorithm>

#include "parley/doctor/judge.h"

namespace parley::doctor {
namespace {

constexpr std::int64_t now = 1'800'000'000;

SiteFacts good() {
  SiteFacts facts;
  facts.url = {true, "meet.example.org", 443, ""};
  facts.name = {"meet.example.org", {"203.0.113.7", "2001:db8::7"}, ""};
  facts.addresses = {{"203.0.113.7", ""}, {"2001:db8::7", ""}};
  CertificateFacts certificate;
  certificate.names_host = true;
  certificate.not_after = now + 90 * 86'400;
  facts.certificate = certificate;
  facts.answer = {"", 200, true, true, "believed", "https", now, now, now};
  facts.websocket = {"", 101, "", true, true};
  return facts;
}

std::vector<std::string> ids_of(const SiteFacts& facts) {
  std::vector<std::string> ids;
  for (const Finding& one : judge_site(facts, now)) ids.push_back(one.id);
  return ids;
}

bool has(const SiteFacts& facts, const std::string& id) {
  const auto ids = ids_of(facts);
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

using Ids = std::vector<std::string>;

TEST(JudgeSiteTest, WhereAllIsWellEverythingIsSaid) {
  EXPECT_EQ(ids_of(good()), (Ids{"dns", "connect", "certificate", "server", "origin", "websocket",
                                 "proxy", "clock"}));
  for (const Finding& one : judge_site(good(), now)) {
    EXPECT_EQ(one.severity, Severity::Good) << one.id;
    EXPECT_EQ(one.to_do, "") << one.id;
  }
}

TEST(JudgeSiteTest, WhatCannotWorkBecauseOfAnotherFaultIsNotJudged) {
  SiteFacts facts = good();
  facts.name = {"meet.example.org", {}, "Name or service not known"};
  EXPECT_EQ(ids_of(facts), Ids{"dns-unknown"});
  facts = good();
  for (AddressFacts& one : facts.addresses) one.error = "Connection refused";
  EXPECT_EQ(ids_of(facts), (Ids{"dns", "connect-refused"}));
  facts = good();
  facts.certificate->error = "wrong version number";
  EXPECT_EQ(ids_of(facts), (Ids{"dns", "connect", "certificate-none"}));
  facts = good();
  facts.answer = {"", 502, false, false, "", "", {}, now, now};
  EXPECT_EQ(ids_of(facts), (Ids{"dns", "connect", "certificate", "server-behind-proxy"}));
}

TEST(JudgeSiteTest, OneDeadAddressIsAWarning) {
  SiteFacts facts = good();
  facts.addresses[1].error = "no answer in time";
  const Findings findings = judge_site(facts, now);
  EXPECT_EQ(findings[1].id, "connect-partly");
  EXPECT_EQ(findings[1].severity, Severity::Warning);
  EXPECT_NE(findings[1].came.find("2001:db8::7"), std::string::npos);
}

TEST(JudgeSiteTest, AddressThatThisMachineHasNoWayToIsNoFault) {
  SiteFacts facts = good();
  facts.addresses[1] = {"2001:db8::7", "Network is unreachable", true};
  const Findings findings = judge_site(facts, now);
  EXPECT_EQ(findings[1].id, "connect");
  EXPECT_EQ(findings[1].came,
            "203.0.113.7 takes connections. This machine has no way to 2001:db8::7.");
  facts.addresses[0] = {"203.0.113.7", "Network is unreachable", true};
  EXPECT_TRUE(has(facts, "connect-refused"));
}

TEST(JudgeSiteTest, BadCertificateKeepsNothingElseFromBeingSaid) {
  SiteFacts facts = good();
  facts.certificate->not_after = now - 1;
  EXPECT_TRUE(has(facts, "certificate-expired"));
  EXPECT_TRUE(has(facts, "websocket"));
}

TEST(JudgeSiteTest, AnswersThatAreNotParleysAreToldApart) {
  SiteFacts facts = good();
  facts.answer = {"Timeout was reached", 0, false, false, "", "", {}, now, now};
  EXPECT_TRUE(has(facts, "server-silent"));
  facts.answer = {"", 404, false, false, "", "", {}, now, now};
  EXPECT_TRUE(has(facts, "server-other"));
}

TEST(JudgeSiteTest, RefusedOriginIsToldOnce) {
  SiteFacts facts = good();
  facts.answer.is_origin_allowed = false;
  facts.websocket = {"", 403, "Pages of https://meet.example.org may not connect", false, false};
  EXPECT_TRUE(has(facts, "origin-refused"));
  EXPECT_FALSE(has(facts, "websocket-not-upgraded"));
  for (const Finding& one : judge_site(facts, now)) {
    if (one.id != "origin-refused") continue;
    EXPECT_NE(one.to_do.find("--public-origin https://meet.example.org"), std::string::npos);
  }
}

TEST(JudgeSiteTest, EachWayInWhichAWebSocketFailsHasItsName) {
  SiteFacts facts = good();
  facts.websocket = {"", 404, "There is nothing at this address.", false, false};
  EXPECT_TRUE(has(facts, "websocket-not-upgraded"));
  // Whoever answers 101 without the proof has not understood.
  facts.websocket = {"", 101, "", false, false};
  EXPECT_TRUE(has(facts, "websocket-not-upgraded"));
  facts.websocket = {"", 101, "", true, false};
  EXPECT_TRUE(has(facts, "websocket-mute"));
  facts.websocket = {"", 503, "The server is full or being stopped.", false, false};
  EXPECT_TRUE(has(facts, "websocket-full"));
  facts.websocket = {"no answer in time", 0, "", false, false};
  EXPECT_TRUE(has(facts, "websocket-silent"));
}

TEST(JudgeSiteTest, WhatTheServerMakesOfTheProxyIsJudged) {
  SiteFacts facts = good();
  facts.answer.forwarded = "ignored";
  EXPECT_TRUE(has(facts, "proxy-untrusted"));
  facts.answer.forwarded = "none";
  EXPECT_TRUE(has(facts, "proxy-no-address"));
  facts.answer.forwarded = "believed";
  facts.answer.scheme = "";
  EXPECT_TRUE(has(facts, "proxy-no-scheme"));
}

TEST(JudgeSiteTest, NothingThatTheServerSaysReachesTheTerminalAsItIs) {
  SiteFacts facts = good();
  facts.answer.scheme =
      "a\x1B[31m\xC2\x9B"
      "2J\xC3\xA9";
  for (const Finding& one : judge_site(facts, now)) {
    if (one.id != "proxy-no-scheme") continue;
    EXPECT_NE(one.came.find("says a?[31m??2J\xC3\xA9 instead"), std::string::npos) << one.came;
    return;
  }
  FAIL() << "proxy-no-scheme is missing";
}

TEST(JudgeSiteTest, WithoutHttpsNobodyHasACamera) {
  SiteFacts facts = good();
  facts.certificate.reset();
  facts.answer.scheme = "http";
  for (const char* host : {"meet.example.org", "192.0.2.1", "2001:db8::1", "localhost.example"}) {
    facts.url = {false, host, 80, ""};
    EXPECT_TRUE(has(facts, "https-missing")) << host;
    for (const Finding& one : judge_site(facts, now)) {
      EXPECT_EQ(one.severity == Severity::Broken, one.id == "https-missing") << one.id;
    }
  }
  for (const char* host : {"localhost", "meet.localhost", "127.0.0.1", "127.1.2.3", "::1"}) {
    facts.url = {false, host, 8080, ""};
    EXPECT_FALSE(has(facts, "https-missing")) << host;
  }
  facts.url = {true, "meet.example.org", 443, ""};
  EXPECT_FALSE(has(facts, "https-missing"));
}

TEST(JudgeSiteTest, WithoutHttpsThereNeedBeNoProxy) {
  SiteFacts facts = good();
  facts.url = {false, "localhost", 8080, ""};
  facts.certificate.reset();
  facts.answer.forwarded = "none";
  facts.answer.scheme = "";
  EXPECT_EQ(ids_of(facts), (Ids{"dns", "connect", "server", "origin", "websocket", "clock"}));
}

}  // namespace
}  // namespace parley::doctor
