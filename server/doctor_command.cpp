#include "doctor_command.h"

#include <chrono>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

#include "options/mistakes.h"
#include "options/options.h"
#include "options/reference.h"
#include "parley/auth/turn_secret.h"
#include "parley/doctor/examination.h"
#include "parley/doctor/limits.h"
#include "parley/doctor/report.h"
#include "parley/sfu_link/janus_address.h"

namespace parley {
namespace {

constexpr std::string_view name = "parley doctor";

void plan_relays(const Options& options, doctor::Plan& plan) {
  for (const auto& server : options.settings.hub.ice_servers) {
    const auto url = base::read_ice_url(server.urls.front());
    if (!url) continue;
    plan.relays.push_back(*url);
    if (!url->is_turn) continue;
    plan.turn_username = server.username;
    plan.turn_password = server.credential;
  }
  if (options.access.turn_secret.empty()) return;
  const auth::TurnSecret secret(options.access.turn_secret,
                                std::chrono::seconds(options.access.turn_seconds));
  const base::TurnCredential credential = secret.issue("doctor");
  plan.turn_username = credential.username;
  plan.turn_password = credential.password;
  plan.has_turn_secret = true;
}

void plan_host(const Options& options, doctor::Plan& plan) {
  for (const auto& address : options.sfu.addresses) {
    plan.sfus.push_back(sfu_link::to_string(address));
  }
  plan.sfu_secret = options.sfu.secrets.api;
  doctor::HostPlan host;
  host.address = options.settings.address;
  host.port = options.settings.port;
  const std::string& metrics = options.observability.metrics_address;
  const std::size_t colon = metrics.find(':');
  if (colon != std::string::npos) {
    host.metrics_address = metrics.substr(0, colon);
    host.metrics_port = static_cast<std::uint16_t>(std::stoi(metrics.substr(colon + 1)));
  }
  host.connections = options.settings.limits.connections;
  host.passes_on = options.nodes.redis.has_value();
  host.buffered_bytes = options.settings.limits.buffered_bytes;
  host.starts_sfu = !options.sfu.program.empty();
  plan.host = std::move(host);
}

// Where people open the pages: what the operator says now, or else what the server is told.
std::vector<doctor::SiteUrl> sites_of(const Options& options,
                                      const std::optional<doctor::SiteUrl>& url) {
  if (url) return {*url};
  std::vector<doctor::SiteUrl> sites;
  for (const std::string& origin : options.settings.origins.own) {
    const auto site = doctor::read_site_url(origin);
    if (site && sites.size() < doctor::most_sites) sites.push_back(*site);
  }
  return sites;
}

doctor::Findings without_sites() {
  return {
      {"site-unknown", doctor::Severity::Skipped, "Looked for the address that people open.",
       "There is no --public-origin: the server's pages work by localhost or an IP address only.",
       "For a server on the internet: parley doctor https://meet.example.org, and "
       "--public-origin."}};
}

// The arguments have to outlive it.
Command doctor_options(bool& as_json, bool& from_outside) {
  return {std::string(name),
          "Says whether a server and what is around it are all right: parley doctor [URL] "
          "[OPTIONS]. It takes the server's own options, so that it can share its configuration "
          "file.\nExit code: 0 if nothing is broken, 1 if something is, 2 for a mistake in the "
          "command.",
          [&](Flags& flags) {
            flags.add_switch("--json", as_json, "Write what was found as JSON, for programs");
            flags.add_switch("--outside", from_outside,
                             "This is not the server's machine: leave out what only that one can "
                             "tell. A URL without other options means the same");
          }};
}

}  // namespace

std::vector<FlagDescription> doctor_flags() {
  bool as_json = false;
  bool from_outside = false;
  return flags_with(doctor_options(as_json, from_outside));
}

int doctor_command(int argc, char** argv) {
  std::optional<doctor::SiteUrl> url;
  if (argc > 1 && argv[1][0] != '-') {
    url = doctor::read_site_url(argv[1]);
    if (!url) {
      return tell({{shown(argv[1]),
                    "Expected the address that people open, such as "
                    "https://meet.example.org."}},
                  std::string(name));
    }
    argv[1] = argv[0];
    ++argv;
    --argc;
  }
  bool as_json = false;
  bool from_outside = false;
  const Command command = doctor_options(as_json, from_outside);
  auto parsed = parse_options(argc, argv, &command);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  const Options& options = std::get<Options>(parsed);
  doctor::Plan plan;
  plan.sites = sites_of(options, url);
  if (!url || options.any_given) plan_relays(options, plan);
  if (!from_outside && (!url || options.any_given)) plan_host(options, plan);
  doctor::Findings findings;
  if (plan.sites.empty()) findings = without_sites();
  for (doctor::Finding& one : doctor::examine(plan)) findings.push_back(std::move(one));
  std::cout << (as_json ? doctor::report_json(findings) : doctor::report_text(findings));
  return doctor::has_broken(findings) ? 1 : 0;
}

}  // namespace parley
