// The flags, described by subject. Each call adds the flags of one subject to the command line;
// parsing then writes the operator's values into the references.
#pragma once

#include <string>

#include "options/flags.h"
#include "options/options.h"

namespace parley {

/// Options as the operator writes them, until parse_options() interprets them.
struct RawOptions {
  std::string config;
  std::string ice_servers = "stun:stun1.l.google.com:19302,stun:stun2.l.google.com:19302";
  std::string turn_username;
  std::string turn_credential;
  std::string bundle_directory;
  std::string resume_key_file;
};

/// All flags of the server, by the functions below.
void describe_all(Flags& flags, Options& options, RawOptions& raw);

/// Where the server listens, and which origins' pages may connect.
void describe_network(Flags& flags, serving::ServerSettings& settings);
/// What one client, one address and all together may use.
void describe_limits(Flags& flags, limits::OperatorLimits& limits, hub::Limits& of_hub);
/// What participants get: pages and ICE servers.
void describe_meetings(Flags& flags, Options& options, RawOptions& raw);
/// Who may enter.
void describe_access(Flags& flags, AccessOptions& access);
/// The REST API and its callbacks.
void describe_sfu(Flags& flags, SfuOptions& sfu, hub::SfuLimits& limits);

void describe_rest(Flags& flags, RestOptions& rest);
/// The other servers with which rooms are shared.
void describe_nodes(Flags& flags, NodeOptions& nodes);
/// How participants log in to the TURN servers, and whether all media must use them.
void describe_turn(Flags& flags, AccessOptions& access);
/// Metrics and logs.
void describe_observability(Flags& flags, ObservabilityOptions& options);
/// What the server keeps on disk.
void describe_state(Flags& flags, RawOptions& raw);

/// "127.0.0.1", in four parts.
bool is_ipv4(const std::string& text);

/// What is wrong with a list of STUN and TURN URLs; nothing if it is valid.
std::string mistake_in_ice_servers(const std::string& list);

/// The text in a file, without the newline at its end. Throws std::invalid_argument with what is
/// wrong with the file.
std::string read_secret_file(const std::string& path);

}  // namespace parley
