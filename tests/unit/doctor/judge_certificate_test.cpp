#include <gtest/gtest.h>

#include "parley/doctor/judge.h"

namespace parley::doctor {
namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int64_t now = 1'800'000'000;

CertificateFacts good() {
  CertificateFacts facts;
  facts.names = {"meet.example.org"};
  facts.names_host = true;
  facts.not_before = now - 10 * day;
  facts.not_after = now + 80 * day;
  return facts;
}

Finding judged(const CertificateFacts& facts) {
  return judge_certificate("certificate", "meet.example.org", 443, facts, now);
}

TEST(JudgeCertificateTest, GoodOneIsToldWithTheDaysThatAreLeft) {
  const Finding finding = judged(good());
  EXPECT_EQ(finding.id, "certificate");
  EXPECT_EQ(finding.severity, Severity::Good);
  EXPECT_NE(finding.came.find("80 days more"), std::string::npos) << finding.came;
  EXPECT_EQ(finding.to_do, "");
}

TEST(JudgeCertificateTest, EachFaultHasItsName) {
  CertificateFacts facts = good();
  facts.error = "no answer in time";
  EXPECT_EQ(judged(facts).id, "certificate-none");
  facts = good();
  facts.not_after = now - 3 * day;
  EXPECT_EQ(judged(facts).id, "certificate-expired");
  EXPECT_NE(judged(facts).came.find("3 days ago"), std::string::npos);
  facts = good();
  facts.not_before = now + 1;
  EXPECT_EQ(judged(facts).id, "certificate-not-yet-valid");
  facts = good();
  facts.names_host = false;
  facts.names = {"a.example", "b.example"};
  EXPECT_EQ(judged(facts).id, "certificate-wrong-name");
  EXPECT_NE(judged(facts).came.find("a.example and b.example"), std::string::npos);
  facts = good();
  facts.is_self_signed = true;
  facts.chain_error = "self-signed certificate";
  EXPECT_EQ(judged(facts).id, "certificate-self-signed");
  facts = good();
  facts.chain_error = "unable to get local issuer certificate";
  EXPECT_EQ(judged(facts).id, "certificate-untrusted");
  EXPECT_EQ(judged(facts).severity, Severity::Broken);
}

TEST(JudgeCertificateTest, LastTwoWeeksAreAWarning) {
  CertificateFacts facts = good();
  facts.not_after = now + 14 * day;
  EXPECT_EQ(judged(facts).severity, Severity::Good);
  facts.not_after = now + 14 * day - 1;
  EXPECT_EQ(judged(facts).id, "certificate-expires-soon");
  EXPECT_EQ(judged(facts).severity, Severity::Warning);
}

TEST(JudgeCertificateTest, NamesFromTheCertificateCannotForgeLines) {
  CertificateFacts facts = good();
  facts.names_host = false;
  facts.names = {"a\ngood    tried everything"};
  EXPECT_EQ(judged(facts).came.find('\n'), std::string::npos);
}

}  // namespace
}  // namespace parley::doctor
