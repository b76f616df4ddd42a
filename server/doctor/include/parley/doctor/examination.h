// The whole examination: all probes at the same time, and what their facts mean.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "parley/doctor/facts.h"
#include "parley/doctor/finding.h"

namespace parley::doctor {

/// What is to be examined of this machine.
struct HostPlan {
  std::string address;
  std::uint16_t port = 0;       ///< 0: not known
  std::string metrics_address;  ///< empty: there is none
  std::uint16_t metrics_port = 0;
  std::uint64_t connections = 0;  ///< --max-connections
  bool passes_on = false;         ///< to other servers, with --redis
  std::uint64_t buffered_bytes = 0;
  bool starts_sfu = false;  ///< a Janus of the server's own
};

struct Plan {
  std::vector<SiteUrl> sites;
  std::vector<IceUrl> relays;
  /// For TURN servers: the user's name and password.
  std::string turn_username;
  std::string turn_password;
  bool has_turn_secret = false;
  std::vector<std::string> sfus;
  std::string sfu_secret;
  /// Empty: the server is on another machine, or not known.
  std::optional<HostPlan> host;
};

/// Takes `2 * probe_time` at most. Ignores SIGPIPE in this process.
Findings examine(const Plan& plan);

/// "https://meet.example.org/meet"; nothing if it is no such URL.
std::optional<SiteUrl> read_site_url(std::string_view text);

}  // namespace parley::doctor
