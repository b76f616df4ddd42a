#include <algorithm>

#include "parley/doctor/judge.h"
#include "parley/limits/client_address.h"
#include "words.h"

namespace parley::doctor {
namespace {

constexpr long forbidden = 403;

Finding judge_name(const NameFacts& facts) {
  const std::string tried = "Looked up " + facts.host + ".";
  if (facts.addresses.empty()) {
    return {"dns-unknown", Severity::Broken, tried,
            "It has no address: " + printable(facts.error) + ".",
            "Add an A record (and AAAA for IPv6) for " + facts.host +
                " where the domain is managed, and wait until it has spread. Or correct the name."};
  }
  return {"dns", Severity::Good, tried, "It has " + joined(facts.addresses) + "."};
}

Finding judge_addresses(const SiteFacts& facts) {
  const std::string port = std::to_string(facts.url.port);
  const std::string tried = "Connected to TCP port " + port + " of " + facts.url.host + ".";
  std::vector<std::string> good;
  std::vector<std::string> failed;
  std::vector<std::string> untried;
  for (const AddressFacts& one : facts.addresses) {
    if (one.error.empty()) {
      good.push_back(one.address);
    } else if (one.is_out_of_reach) {
      untried.push_back(one.address);
    } else {
      failed.push_back(one.address + ": " + one.error);
    }
  }
  std::string came = failed.empty() ? "" : joined(failed) + ". ";
  if (!good.empty())
    came += joined(good) + (good.size() == 1 ? " takes" : " take") + " connections.";
  if (!untried.empty()) {
    came += (came.empty() || came.ends_with(' ') ? "" : " ") +
            ("This machine has no way to " + joined(untried) + ".");
  }
  while (came.ends_with(' ')) came.pop_back();
  if (good.empty()) {
    return {"connect-refused", Severity::Broken, tried, came,
            "Check that the proxy runs and listens on port " + port +
                ", that the firewall lets TCP through to it, and that the name leads to the right "
                "machine. From behind the NAT of that machine, try from elsewhere."};
  }
  if (!failed.empty()) {
    return {"connect-partly", Severity::Warning, tried, came,
            "Have the proxy listen on that address too, or remove its record: browsers that try "
            "it first have to wait."};
  }
  return {"connect", Severity::Good, tried, came};
}

// "Potentially trustworthy" (W3C Secure Contexts section 3.1): there browsers need no https.
bool is_this_machine(const std::string& host) {
  const auto address = limits::parse_ip_address(host);
  if (!address) return host == "localhost" || host.ends_with(".localhost");
  constexpr std::size_t ipv4_begin = 12;
  constexpr std::uint8_t loopback = 127;
  return address->is_ipv4() ? address->bytes[ipv4_begin] == loopback
                            : *address == limits::parse_ip_address("::1");
}

Finding judge_scheme(const SiteFacts& facts) {
  return {"https-missing", Severity::Broken,
          "Looked whether browsers give pages of " + facts.url.origin() + " a camera.",
          "They do not: it is http, and not of their own machine.",
          "Put a proxy with a certificate in front, as parley setup does, and open https://" +
              facts.url.host + "."};
}

Finding judge_answer(const SiteFacts& facts) {
  const AnswerFacts& answer = facts.answer;
  const std::string tried = "Asked " + facts.url.text() + "/origin.";
  if (!answer.error.empty()) {
    return {"server-silent", Severity::Broken, tried, printable(answer.error) + ".",
            "Look into the log of the proxy, and check that it passes requests on to Parley."};
  }
  if (answer.is_parley) return {"server", Severity::Good, tried, "Parley answers."};
  const std::string came =
      "It answers with the status " + std::to_string(answer.status) + ", and not as Parley does.";
  if (answer.status >= 502 && answer.status <= 504) {
    return {"server-behind-proxy", Severity::Broken, tried, came,
            "The proxy does not reach Parley: check that Parley runs, and that the proxy passes "
            "requests on to its --address and --port."};
  }
  return {"server-other", Severity::Broken, tried, came,
          "Have the proxy pass every path of this address on to Parley. If Parley is below a path, "
          "say so: parley doctor https://example.org/meet."};
}

bool is_origin_refused(const SiteFacts& facts) {
  return facts.websocket.status == forbidden && !facts.answer.is_origin_allowed;
}

Finding judge_origin(const SiteFacts& facts) {
  const std::string origin = facts.url.origin();
  const std::string tried = "Asked whether pages of " + origin + " may hold calls.";
  if (facts.answer.is_origin_allowed) {
    return {"origin", Severity::Good, tried, "The server accepts them."};
  }
  return {"origin-refused", Severity::Broken, tried,
          "The server does not accept calls from pages of " + origin + ".",
          "Start it with --public-origin " + origin +
              ", written as browsers show it: https or http, the name, and a port only if it is "
              "not the usual one."};
}

Finding judge_websocket(const SiteFacts& facts) {
  const WebSocketFacts& socket = facts.websocket;
  const std::string tried = "Opened a WebSocket to " + facts.url.text() + "/ws/parley-doctor.";
  if (!socket.error.empty() && socket.status == 0) {
    return {"websocket-silent", Severity::Broken, tried, printable(socket.error) + ".",
            "Look into the log of the proxy: it takes requests, but not this one."};
  }
  if (socket.status == 429 || socket.status == 503) {
    return {"websocket-full", Severity::Broken, tried,
            "The status " + std::to_string(socket.status) + ": " + printable(socket.reason),
            "Wait a minute and try again. If it stays so, see --max-connections and "
            "--max-connections-per-address; behind a proxy also --trusted-proxy."};
  }
  if (!socket.is_accepted) {
    const std::string reason = socket.reason.empty() ? "" : ": " + printable(socket.reason);
    return {"websocket-not-upgraded", Severity::Broken, tried,
            "The status " + std::to_string(socket.status) + " instead of 101" + reason,
            "Something in between drops the headers of the upgrade. nginx needs proxy_http_version "
            "1.1 and proxy_set_header for Upgrade and Connection: see docs/hosting.md."};
  }
  if (!socket.has_ponged) {
    return {"websocket-mute", Severity::Broken, tried, "It opens, but a ping gets no answer.",
            "Something in between holds back what is sent after the upgrade: look for buffering "
            "or inspection in the proxy, and for another proxy before it."};
  }
  return {"websocket", Severity::Good, tried, "It opens, and a ping is answered."};
}

Findings judge_proxy(const SiteFacts& facts) {
  const std::string tried = "Asked through the proxy what the server makes of its headers.";
  const AnswerFacts& answer = facts.answer;
  if (answer.forwarded == "ignored") {
    return {{"proxy-untrusted", Severity::Broken, tried,
             "The proxy says whom it speaks for (X-Forwarded-For), but the server does not "
             "believe it. So everyone counts as one address, and soon reaches its limits.",
             "Start the server with --trusted-proxy and the address that the proxy connects from: "
             "127.0.0.1 if it is on the same machine."}};
  }
  if (!facts.url.is_https && answer.forwarded == "none") return {};
  if (answer.forwarded == "none") {
    return {{"proxy-no-address", Severity::Broken, tried,
             "The proxy does not say whom it speaks for. So everyone counts as one address, and "
             "soon reaches its limits.",
             "Have it set X-Forwarded-For to the client's address: in nginx proxy_set_header "
             "X-Forwarded-For $remote_addr; Caddy does so by itself."}};
  }
  const std::string expected = facts.url.is_https ? "https" : "http";
  if (answer.scheme != expected) {
    return {
        {"proxy-no-scheme", Severity::Warning, tried,
         "The server believes its X-Forwarded-For, but X-Forwarded-Proto says " +
             (answer.scheme.empty() ? "nothing" : printable(answer.scheme)) + " instead of " +
             expected + ".",
         "Have it set X-Forwarded-Proto: in nginx proxy_set_header X-Forwarded-Proto $scheme."}};
  }
  return {{"proxy", Severity::Good, tried, "It believes X-Forwarded-For and X-Forwarded-Proto."}};
}

}  // namespace

std::string SiteUrl::origin() const {
  const bool is_usual = port == (is_https ? 443 : 80);
  const std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return (is_https ? "https://" : "http://") + shown + (is_usual ? "" : ":" + std::to_string(port));
}

Findings judge_site(const SiteFacts& facts, std::int64_t now) {
  Findings findings = {judge_name(facts.name)};
  if (facts.name.addresses.empty()) return findings;
  findings.push_back(judge_addresses(facts));
  if (findings.back().severity == Severity::Broken) return findings;
  if (facts.certificate) {
    findings.push_back(
        judge_certificate("certificate", facts.url.host, facts.url.port, *facts.certificate, now));
    // There is no TLS, and so nothing behind it.
    if (!facts.certificate->error.empty()) return findings;
  }
  if (!facts.url.is_https && !is_this_machine(facts.url.host)) {
    findings.push_back(judge_scheme(facts));
  }
  findings.push_back(judge_answer(facts));
  if (!facts.answer.is_parley) return findings;
  findings.push_back(judge_origin(facts));
  // Then it was refused for that alone.
  if (!is_origin_refused(facts)) findings.push_back(judge_websocket(facts));
  const Findings proxy = judge_proxy(facts);
  findings.insert(findings.end(), proxy.begin(), proxy.end());
  if (facts.answer.date) findings.push_back(judge_clock(facts.url.text(), facts.answer));
  return findings;
}

}  // namespace parley::doctor
