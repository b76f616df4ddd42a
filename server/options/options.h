// What the operator wants: from the command line, the environment and a configuration file.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "parley/auth/api_key.h"
#include "parley/logging/entry.h"
#include "parley/transport/server.h"

namespace parley {

/// Who may come in, and over which TURN servers.
struct AccessOptions {
  std::vector<auth::ApiKey> api_keys;
  std::vector<auth::ApiKey> file_api_keys;  ///< of --api-key-file, behind the others
  std::string account_sid;
  bool require_token = false;
  bool hosts_by_token = false;
  bool login = false;                  ///< with require_token too
  std::string login_room = "My Room";  // the second seed's
  int token_seconds = 14'400;
  std::string turn_secret;
  std::string file_turn_secret;  ///< of --turn-secret-file, instead of the other
  int turn_seconds = 600;
  bool relay_only = false;
};

/// How the operator watches the server.
struct ObservabilityOptions {
  std::string metrics_address;  ///< "127.0.0.1:9464"; empty: none of its own
  bool public_metrics = false;
  logging::Format log_format = logging::Format::Text;
  hub::Logger::Level log_level = hub::Logger::Level::Info;
};

struct Options {
  transport::ServerSettings settings;
  AccessOptions access;
  ObservabilityOptions observability;
  /// Serve the pages of this directory instead of the embedded ones.
  std::optional<std::string> bundle_directory;
  /// Where the key that outlives a restart is kept; "none" for a key of this run only.
  std::optional<std::string> resume_key_file;
};

/// The exit code where the operator has written something wrong: a flag, a variable of the
/// environment, the configuration file, or a file that one of them names. 1 is for what keeps the
/// server from running in spite of it.
inline constexpr int usage_error = 2;

/// The options, or the exit code where there is nothing more to do: 0 after --help and --version,
/// usage_error after a line on stderr for each thing that is wrong.
std::variant<Options, int> parse_options(int argc, char** argv);

/// How the TURN servers know their users.
struct TurnUser {
  std::string username;
  std::string credential;
  /// Both are made for each participant, and the two above are not used.
  bool by_secret = false;
};

/// The servers that a comma-separated list of STUN and TURN URLs (RFC 7064, RFC 7065) stands for;
/// TURN servers get the user name and credential.
std::vector<protocol::IceServer> parse_ice_servers(const std::string& list, const TurnUser& user);

/// The key that signs what participants come back with. Warns on stderr where none was asked for
/// and the usual file cannot be used. Throws std::runtime_error with what is wrong with the one
/// asked for.
std::string obtain_resume_key(const std::optional<std::string>& file);

}  // namespace parley
