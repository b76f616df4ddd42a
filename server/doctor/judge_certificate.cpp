#include "parley/doctor/judge.h"
#include "words.h"

namespace parley::doctor {
namespace {

constexpr std::int64_t day_seconds = 86'400;
// Certificates of 90 days are renewed 30 days before their end.
constexpr std::int64_t soon_seconds = 14 * day_seconds;

std::string names_in(const CertificateFacts& facts) {
  return facts.names.empty() ? "no name at all" : printable(joined(facts.names));
}

}  // namespace

Finding judge_certificate(std::string_view id, std::string_view host, std::uint16_t port,
                          const CertificateFacts& facts, std::int64_t now) {
  const std::string name(host);
  const auto finding = [&](const std::string& problem, Severity severity, std::string came,
                           std::string to_do) {
    return Finding{std::string(id) + problem, severity,
                   "Began TLS with " + name + ", port " + std::to_string(port) +
                       ", and looked at its certificate.",
                   std::move(came), std::move(to_do)};
  };
  if (!facts.error.empty()) {
    return finding("-none", Severity::Broken, "TLS does not begin: " + printable(facts.error) + ".",
                   "Have the program that listens there speak TLS, with a certificate for " + name +
                       ". Its log says what it lacks.");
  }
  if (facts.not_after <= now) {
    return finding("-expired", Severity::Broken,
                   "It expired on " + day(facts.not_after) + ", " +
                       counted((now - facts.not_after) / day_seconds, "day") + " ago.",
                   "Have it renewed: the log of Caddy or certbot says why it was not. Then have "
                   "the program that uses it load the new file.");
  }
  if (facts.not_before > now) {
    return finding("-not-yet-valid", Severity::Broken,
                   "It is valid only from " + day(facts.not_before) + " on.",
                   "Set this machine's clock, or get a certificate that is valid now.");
  }
  if (!facts.names_host) {
    return finding("-wrong-name", Severity::Broken, "It is for " + names_in(facts) + ".",
                   "Get a certificate that names " + name +
                       ", and check that the proxy's configuration has that name.");
  }
  if (facts.is_self_signed) {
    return finding("-self-signed", Severity::Broken,
                   "It is signed by itself, so that no browser trusts it.",
                   "Get one from an authority: Caddy and certbot get it free of charge.");
  }
  if (!facts.chain_error.empty()) {
    return finding("-untrusted", Severity::Broken,
                   "No authority that this machine knows vouches for it: " +
                       printable(facts.chain_error) + ".",
                   "Give the program the whole chain (certbot's fullchain.pem, not cert.pem). If "
                   "the authority is your own, browsers have to know it as well.");
  }
  const std::int64_t days = (facts.not_after - now) / day_seconds;
  const std::string until =
      "valid until " + day(facts.not_after) + ", " + counted(days, "day") + " more.";
  if (facts.not_after - now < soon_seconds) {
    return finding("-expires-soon", Severity::Warning, "It is " + until,
                   "It should have been renewed by now: the log of Caddy or certbot says why it "
                   "was not.");
  }
  return finding("", Severity::Good,
                 "It names the host, is signed by a trusted authority, and is " + until, "");
}

}  // namespace parley::doctor
