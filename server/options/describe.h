// The flags, described by subject. Each call adds those of one subject to the command line; what
// the operator gave stands in the references once it is parsed.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "options/options.h"

namespace parley {

/// Options as the operator writes them, until parse_options() has made sense of them.
struct RawOptions {
  std::string ice_servers = "stun:stun1.l.google.com:19302,stun:stun2.l.google.com:19302";
  std::string turn_username;
  std::string turn_credential;
  std::string bundle_directory;
  std::string resume_key_file;
};

/// Where the server listens, and whose pages may connect.
void describe_network(CLI::App& app, transport::ServerSettings& settings);
/// What one client, one address and all together may take.
void describe_limits(CLI::App& app, transport::OperatorLimits& limits);
/// What participants are handed: pages and ICE servers.
void describe_meetings(CLI::App& app, RawOptions& raw);
/// Who may come in.
void describe_access(CLI::App& app, AccessOptions& access);
/// How the TURN servers let participants in, and whether they are the only way.
void describe_turn(CLI::App& app, AccessOptions& access);
/// Metrics and logs.
void describe_observability(CLI::App& app, ObservabilityOptions& options);
/// What the server keeps on disk.
void describe_state(CLI::App& app, RawOptions& raw);

/// "--message-rate" is PARLEY_MESSAGE_RATE in the environment.
std::string environment_name(std::string flag);

/// The text in a file, without the new line at its end. Throws std::invalid_argument.
std::string read_secret_file(const std::string& path);

}  // namespace parley
