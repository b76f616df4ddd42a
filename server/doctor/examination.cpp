#include "parley/doctor/examination.h"

#include <algorithm>
#include <csignal>
#include <ctime>
#include <future>

#include "parley/doctor/judge.h"
#include "probes.h"

namespace parley::doctor {
namespace {

template <class Work>
auto begin(Work work) {
  return std::async(std::launch::async, std::move(work));
}

void append(Findings& findings, Findings more) {
  for (Finding& one : more) findings.push_back(std::move(one));
}

// People come over the internet.
bool is_public_server(const std::vector<SiteFacts>& sites) {
  return std::any_of(sites.begin(), sites.end(),
                     [](const SiteFacts& site) { return has_public(site.name.addresses); });
}

struct HostFacts {
  std::vector<PortFacts> ports;
  ProcessFacts process;
};

HostFacts probe_host(const HostPlan& plan) {
  HostFacts facts;
  ProcessFacts& process = facts.process;
  process.connections = plan.connections;
  process.passes_on = plan.passes_on;
  process.buffered_bytes = plan.buffered_bytes;
  if (plan.port != 0) {
    facts.ports.push_back(
        probe_port("--port " + std::to_string(plan.port), plan.address, plan.port, false));
    process.is_running = facts.ports.back().state == PortFacts::State::Parley;
    if (process.is_running) process.server = listening_process(plan.port);
  }
  if (plan.metrics_port != 0) {
    facts.ports.push_back(probe_port("--metrics-address " + plan.metrics_address,
                                     plan.metrics_address, plan.metrics_port, true));
  }
  probe_process(process);
  return facts;
}

void judge_host(const HostFacts& facts, Findings& findings) {
  for (const PortFacts& port : facts.ports) {
    findings.push_back(judge_port(port));
    // The server has both or neither.
    if (port.state == PortFacts::State::Free) break;
  }
  findings.push_back(judge_descriptors(facts.process));
  findings.push_back(judge_memory(facts.process));
}

}  // namespace

Findings examine(const Plan& plan) {
  // A connection that the other side has broken is an answer like others.
  std::signal(SIGPIPE, SIG_IGN);
  std::vector<std::future<SiteFacts>> sites;
  for (const SiteUrl& url : plan.sites) sites.push_back(begin([&url] { return probe_site(url); }));
  std::vector<std::future<RelayFacts>> relays;
  for (const IceUrl& url : plan.relays) {
    relays.push_back(
        begin([&] { return probe_relay(url, plan.turn_username, plan.turn_password); }));
  }
  std::vector<std::future<SfuFacts>> sfus;
  for (const std::string& address : plan.sfus) {
    sfus.push_back(begin([&] { return probe_sfu(address, plan.sfu_secret); }));
  }
  std::future<HostFacts> host;
  if (plan.host) host = begin([&plan] { return probe_host(*plan.host); });

  Findings findings;
  const std::int64_t now = std::time(nullptr);
  std::vector<SiteFacts> site_facts;
  for (auto& site : sites) {
    site_facts.push_back(site.get());
    append(findings, judge_site(site_facts.back(), now));
  }
  for (auto& relay : relays) {
    RelayFacts facts = relay.get();
    facts.by_secret = plan.has_turn_secret;
    append(findings, judge_relay(facts, is_public_server(site_facts), now));
  }
  if (plan.host || !plan.relays.empty()) append(findings, judge_relay_list(plan.relays));
  for (auto& sfu : sfus) findings.push_back(judge_sfu(sfu.get()));
  if (plan.host && plan.host->starts_sfu) {
    findings.push_back({"sfu-skipped", Severity::Skipped, "Looked for the SFU.",
                        "The server starts a Janus of its own: its log says sfu-connected, or why "
                        "it is lost."});
  }
  if (plan.host) {
    judge_host(host.get(), findings);
    findings.push_back(judge_synchronisation(probe_clock()));
  }
  return findings;
}

}  // namespace parley::doctor
