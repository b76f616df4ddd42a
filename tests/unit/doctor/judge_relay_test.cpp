#include <gtest/gtest.h>

#include "parley/doctor/judge.h"

namespace parley::doctor {
namespace {

using base::read_ice_url;

constexpr std::int64_t now = 1'800'000'000;

RelayFacts good(const char* url = "turn:turn.example.org:3478") {
  RelayFacts facts;
  facts.url = *read_ice_url(url);
  facts.by_secret = true;
  facts.name = {"turn.example.org", {"203.0.113.7"}, ""};
  facts.is_answered = true;
  facts.relay = "8.8.8.8:49160";
  return facts;
}

Finding last(const RelayFacts& facts, bool is_public_server = true) {
  return judge_relay(facts, is_public_server, now).back();
}

TEST(JudgeRelayTest, EachTransportHasItsName) {
  EXPECT_EQ(last(good()).id, "turn-udp");
  EXPECT_EQ(last(good()).severity, Severity::Good);
  EXPECT_EQ(last(good("turn:turn.example.org?transport=tcp")).id, "turn-tcp");
  EXPECT_EQ(last(good("turns:turn.example.org")).id, "turn-tls");
  EXPECT_EQ(last(good("turns:turn.example.org?transport=udp")).id, "turn-dtls-skipped");
  EXPECT_EQ(last(good("turns:turn.example.org?transport=udp")).severity, Severity::Skipped);
  EXPECT_EQ(last(good("stun:turn.example.org")).id, "stun");
}

TEST(JudgeRelayTest, SilenceSaysWhichPortToOpen) {
  RelayFacts facts = good();
  facts.is_answered = false;
  facts.error = "no answer in time";
  EXPECT_EQ(last(facts).id, "turn-udp-unreachable");
  EXPECT_NE(last(facts).to_do.find("UDP port 3478"), std::string::npos);
  facts.url = *read_ice_url("turns:turn.example.org");
  EXPECT_EQ(last(facts).id, "turn-tls-unreachable");
  EXPECT_NE(last(facts).to_do.find("TCP port 5349"), std::string::npos);
  EXPECT_EQ(last(facts).severity, Severity::Broken);
  facts.url = *read_ice_url("stun:turn.example.org");
  EXPECT_EQ(last(facts).id, "stun-unreachable");
  EXPECT_EQ(last(facts).severity, Severity::Warning);
}

TEST(JudgeRelayTest, RefusedPasswordNamesTheFlagItComesFrom) {
  RelayFacts facts = good();
  facts.error_code = 401;
  EXPECT_EQ(last(facts).id, "turn-udp-credentials");
  EXPECT_NE(last(facts).to_do.find("--turn-secret-file"), std::string::npos);
  facts.by_secret = false;
  EXPECT_NE(last(facts).to_do.find("--turn-credential"), std::string::npos);
  facts.error_code = 0;
  facts.is_forged = true;
  EXPECT_EQ(last(facts).id, "turn-udp-credentials");
}

TEST(JudgeRelayTest, OtherErrorsAreToldWithTheirNumber) {
  RelayFacts facts = good();
  facts.error_code = 486;
  facts.reason = "Allocation Quota Reached";
  EXPECT_EQ(last(facts).id, "turn-udp-refused");
  EXPECT_NE(last(facts).came.find("486 (Allocation Quota Reached)"), std::string::npos);
  EXPECT_NE(last(facts).to_do.find("user-quota"), std::string::npos);
}

TEST(JudgeRelayTest, RelayForEveryoneIsAWarning) {
  RelayFacts facts = good();
  facts.is_open = true;
  EXPECT_EQ(last(facts).id, "turn-udp-open");
  EXPECT_EQ(last(facts).severity, Severity::Warning);
}

TEST(JudgeRelayTest, PrivateRelayIsBrokenOnlyForThoseWhoComeOverTheInternet) {
  RelayFacts facts = good();
  facts.relay = "10.0.0.5:49160";
  EXPECT_EQ(last(facts).id, "turn-udp-private-relay");
  EXPECT_EQ(last(facts, false).id, "turn-udp");
}

// On the machine itself the site's name often leads to 127.0.1.1, or there is no site at all.
TEST(JudgeRelayTest, ATurnServerWithAPublicAddressIsForThoseWhoComeOverTheInternet) {
  RelayFacts facts = good();
  facts.relay = "10.0.0.5:49160";
  for (const char* address : {"8.8.8.8", "2a00:1450:4001::1"}) {
    facts.name.addresses = {"192.168.1.1", address};
    EXPECT_EQ(last(facts, false).id, "turn-udp-private-relay") << address;
  }
  facts.relay = "8.8.8.8:49160";
  EXPECT_EQ(last(facts, false).id, "turn-udp");
  facts.relay = "10.0.0.5:49160";
  facts.name.addresses = {"192.168.1.1", "fd00::1"};
  EXPECT_EQ(last(facts, false).id, "turn-udp");
}

TEST(JudgeRelayTest, CertificateOfTlsIsJudgedBesideTheRelay) {
  RelayFacts facts = good("turns:turn.example.org");
  CertificateFacts certificate;
  certificate.names_host = true;
  certificate.not_after = now - 1;
  facts.certificate = certificate;
  const Findings findings = judge_relay(facts, true, now);
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(findings[0].id, "turn-certificate-expired");
  EXPECT_EQ(findings[1].id, "turn-tls");
}

TEST(JudgeRelayTest, NameWithoutAddress) {
  RelayFacts facts = good();
  facts.name.addresses.clear();
  EXPECT_EQ(last(facts).id, "turn-udp-unknown-name");
  EXPECT_EQ(last(facts).severity, Severity::Broken);
  facts.url = *read_ice_url("stun:turn.example.org");
  EXPECT_EQ(last(facts).id, "stun-unknown-name");
  EXPECT_EQ(last(facts).severity, Severity::Warning);
}

TEST(JudgeRelayTest, ListWithoutTurnOrWithoutATransportIsAWarning) {
  const auto list = [](std::initializer_list<const char*> texts) {
    std::vector<IceUrl> urls;
    for (const char* text : texts) urls.push_back(*read_ice_url(text));
    return judge_relay_list(urls);
  };
  EXPECT_EQ(list({}).front().id, "turn-none");
  EXPECT_EQ(list({"stun:a.example"}).front().id, "turn-none");
  const Findings partly = list({"turn:a.example"});
  ASSERT_EQ(partly.size(), 1U);
  EXPECT_EQ(partly[0].id, "turn-transports");
  EXPECT_NE(partly[0].came.find("TCP and TLS"), std::string::npos);
  EXPECT_TRUE(list({"turn:a.example", "turn:a.example?transport=tcp", "turns:a.example"}).empty());
}

}  // namespace
}  // namespace parley::doctor
