#include <algorithm>

#include "parley/doctor/judge.h"
#include "parley/limits/client_address.h"
#include "parley/limits/special_addresses.h"
#include "words.h"

namespace parley::doctor {
namespace {

constexpr int unauthorized = 401;

std::string id_of(const IceUrl& url) {
  if (!url.is_turn) return "stun";
  switch (url.transport) {
    case Transport::Udp:
      return "turn-udp";
    case Transport::Tcp:
      return "turn-tcp";
    case Transport::Tls:
      return "turn-tls";
    case Transport::Dtls:
      break;
  }
  return "turn-dtls";
}

std::string port_of(const IceUrl& url) {
  const bool is_udp = url.transport == Transport::Udp || url.transport == Transport::Dtls;
  return std::string(is_udp ? "UDP" : "TCP") + " port " + std::to_string(url.port);
}

// Behind NAT it is what coturn gives out where it was not told its public one.
bool is_private(const std::string& address) {
  return limits::parse_ip_address(address) && !has_public({address});
}

class RelayJudge {
 public:
  RelayJudge(const RelayFacts& facts, bool is_public_server)
      : facts_(facts),
        is_public_(is_public_server || has_public(facts.name.addresses)),
        id_(id_of(facts.url)),
        tried_(facts.url.is_turn ? "Asked " + facts.url.text + " for a relay."
                                 : "Asked " + facts.url.text + " for this machine's address.") {}

  [[nodiscard]] Finding judge() const {
    if (facts_.url.transport == Transport::Dtls) {
      return found("-skipped", Severity::Skipped, "This command does not speak DTLS.", "");
    }
    if (facts_.name.addresses.empty()) {
      // Without STUN calls still find a way through TURN, or within one network.
      return found("-unknown-name", facts_.url.is_turn ? Severity::Broken : Severity::Warning,
                   facts_.url.host + " has no address: " + printable(facts_.name.error) + ".",
                   "Correct the name in --ice-servers, or add a record for it.");
    }
    if (!facts_.is_answered) return judge_silence();
    if (!facts_.url.is_turn) {
      return found("", Severity::Good,
                   "It answers over " + std::string(name_of(facts_.url.transport)) + ".", "");
    }
    return judge_relay();
  }

 private:
  [[nodiscard]] Finding found(const std::string& problem, Severity severity, std::string came,
                              std::string to_do) const {
    return {id_ + problem, severity, tried_, std::move(came), std::move(to_do)};
  }

  [[nodiscard]] Finding judge_silence() const {
    const std::string came = "There is no answer over " +
                             std::string(name_of(facts_.url.transport)) + ": " +
                             printable(facts_.error) + ".";
    if (!facts_.url.is_turn) {
      return found("-unreachable", Severity::Warning, came,
                   "Check the name and the port, or take another server. It may be that only this "
                   "machine does not reach it.");
    }
    return found("-unreachable", Severity::Broken, came,
                 "Check that coturn runs and listens there (systemctl status coturn; parley "
                 "turn-config prints its configuration), and open " +
                     port_of(facts_.url) + " in the firewall.");
  }

  [[nodiscard]] Finding judge_relay() const {
    if (facts_.is_open) {
      return found("-open", Severity::Warning, "It gives a relay to anyone, without a password.",
                   "Have it ask for one, or strangers send what they like from your address: "
                   "use-auth-secret in coturn's configuration.");
    }
    if (facts_.error_code == unauthorized || facts_.is_forged) {
      return found("-credentials", Severity::Broken,
                   facts_.is_forged ? "Whoever answers does not know the password."
                                    : "It refuses the password (401).",
                   facts_.by_secret
                       ? "Give coturn the secret that Parley has: static-auth-secret and "
                         "--turn-secret-file. If they are the same, one of the two clocks is wrong."
                       : "Give Parley the user and password that coturn has: --turn-username, "
                         "--turn-credential.");
    }
    if (facts_.error_code != 0) {
      return found("-refused", Severity::Broken,
                   "It answers " + std::to_string(facts_.error_code) + " (" +
                       printable(facts_.reason) + ").",
                   facts_.error_code == 486 || facts_.error_code == 508
                       ? "Its quotas are used up: raise user-quota or total-quota, or widen "
                         "min-port to max-port."
                       : "Look into coturn's log.");
    }
    if (facts_.relay.empty()) {
      return found("-refused", Severity::Broken, printable(facts_.error) + ".",
                   "Look into coturn's log.");
    }
    if (is_public_ && is_private(facts_.relay)) {
      return found("-private-relay", Severity::Broken,
                   "The relay is at " + facts_.relay + ", which nobody reaches from the internet.",
                   "Tell coturn its public address: parley turn-config --external-ip IP.");
    }
    return found("", Severity::Good,
                 "Over " + std::string(name_of(facts_.url.transport)) + " it gives a relay at " +
                     facts_.relay + ".",
                 "");
  }

  const RelayFacts& facts_;
  bool is_public_;
  std::string id_;
  std::string tried_;
};

}  // namespace

bool has_public(const std::vector<std::string>& addresses) {
  return std::any_of(addresses.begin(), addresses.end(), [](const std::string& address) {
    const auto parsed = limits::parse_ip_address(address);
    return parsed && limits::is_public(*parsed);
  });
}

Findings judge_relay(const RelayFacts& facts, bool is_public_server, std::int64_t now) {
  Findings findings;
  if (facts.certificate) {
    Finding certificate = judge_certificate("turn-certificate", facts.url.host, facts.url.port,
                                            *facts.certificate, now);
    // That there is no TLS is told with the relay.
    if (facts.certificate->error.empty()) findings.push_back(std::move(certificate));
  }
  findings.push_back(RelayJudge(facts, is_public_server).judge());
  return findings;
}

Findings judge_relay_list(const std::vector<IceUrl>& urls) {
  const auto has = [&urls](Transport transport) {
    return std::any_of(urls.begin(), urls.end(), [transport](const IceUrl& url) {
      return url.is_turn && url.transport == transport;
    });
  };
  const std::string tried = "Looked for TURN servers in --ice-servers.";
  std::vector<std::string> missing;
  for (const Transport transport : {Transport::Udp, Transport::Tcp, Transport::Tls}) {
    if (!has(transport)) missing.emplace_back(name_of(transport));
  }
  if (missing.size() == 3 && !has(Transport::Dtls)) {
    return {{"turn-none", Severity::Warning, tried, "There is none.",
             "People behind strict firewalls will not see anyone. Set up coturn: see "
             "docs/hosting.md."}};
  }
  if (missing.empty()) return {};
  return {
      {"turn-transports", Severity::Warning, tried, "None is there for " + joined(missing) + ".",
       "Firewalls that let only some of UDP, TCP and TLS through keep people out. Add turn:HOST, "
       "turn:HOST?transport=tcp and turns:HOST?transport=tcp."}};
}

}  // namespace parley::doctor
