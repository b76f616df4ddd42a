// The operator's settings, from the command line, the environment and a configuration file.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "parley/auth/api_key.h"
#include "parley/branding/branding.h"
#include "parley/callbacks/targets.h"
#include "parley/logging/entry.h"
#include "parley/nodes/limits.h"
#include "parley/nodes_link/redis_address.h"
#include "parley/serving/server.h"
#include "parley/sfu/bridge.h"
#include "parley/sfu_link/janus_address.h"
#include "parley/sfu_link/janus_config.h"

namespace parley {

/// Who may enter, and which TURN servers carry media.
struct AccessOptions {
  std::vector<auth::ApiKey> api_keys;
  std::vector<auth::ApiKey> file_api_keys;  ///< from --api-key-file, after the others
  std::string account_sid;
  bool require_token = false;
  bool hosts_by_token = false;
  bool replace_duplicates = false;
  bool login = false;                  ///< even with require_token
  std::string login_room = "My Room";  // as in the vendor's tutorial
  int token_seconds = 14'400;
  std::string turn_secret;
  std::string file_turn_secret;  ///< from --turn-secret-file, instead of the other
  int turn_seconds = 600;
  bool relay_only = false;
};

/// Programs of the operator's, which use the REST API and are called.
struct RestOptions {
  std::string auth_token;
  std::string file_auth_token;  ///< from --auth-token-file, instead of the other
  callbacks::Targets callback_targets;
};

/// How the operator monitors the server.
struct ObservabilityOptions {
  std::string metrics_address;  ///< "127.0.0.1:9464"; empty: no separate address
  bool public_metrics = false;
  logging::Format log_format = logging::Format::Text;
  base::Logger::Level log_level = base::Logger::Level::Info;
};

/// Where large rooms go through.
struct SfuOptions {
  /// Januses that run already.
  std::vector<sfu_link::JanusAddress> addresses;
  sfu::JanusSecrets secrets;  ///< theirs
  /// The Janus to start; empty: none.
  std::string program;
  sfu_link::JanusMedia media;
};

/// The servers with which rooms are shared.
struct NodeOptions {
  std::optional<nodes_link::RedisAddress> redis;
  std::string redis_password;
  std::optional<nodes_link::HostAndPort> address;
  nodes::LeaseTimes times;
};

struct Options {
  serving::ServerSettings settings;
  AccessOptions access;
  RestOptions rest;
  SfuOptions sfu;
  NodeOptions nodes;
  ObservabilityOptions observability;
  /// Serve the pages in this directory instead of the embedded ones.
  std::optional<std::string> bundle_directory;
  /// What the operator makes of the pages.
  std::optional<branding::Branding> branding;
  /// The file for the key that outlives a restart; "none" for a key for this run only.
  std::optional<std::string> resume_key_file;
  /// True if the operator has set any of these.
  bool any_given = false;
};

/// The exit code for an operator's mistake in a flag, an environment variable, the configuration
/// file, or a file that one of them names. The exit code is 1 if something else keeps the server
/// from running.
inline constexpr int usage_error = 2;

class Flags;

/// A command that takes the server's options, and some of its own.
struct Command {
  std::string name;                           ///< "parley rooms"
  std::string description;                    ///< for its help
  std::function<void(Flags&)> describe = {};  ///< adds the flags of its own
};

/// The options, or the exit code if there is nothing more to do: 0 after --help and --version,
/// usage_error after a line on stderr for each mistake. Without a command they are the server's.
std::variant<Options, int> parse_options(int argc, char** argv, const Command* command = nullptr);

/// Where a server with these options can be reached from this machine.
std::string local_url(const serving::ServerSettings& settings);

/// How the TURN servers authenticate their users.
struct TurnUser {
  std::string username;
  std::string credential;
  /// Makes both for each participant; then the two above are not used.
  bool by_secret = false;
};

/// The servers in a comma-separated list of STUN and TURN URLs (RFC 7064, RFC 7065). TURN servers
/// get the user name and credential.
std::vector<protocol::IceServer> parse_ice_servers(const std::string& list, const TurnUser& user);

/// The key that signs the secrets with which participants come back. Warns on stderr if no file was
/// specified and the default one cannot be used. Throws std::runtime_error with what is wrong with
/// a specified file.
std::string obtain_resume_key(const std::optional<std::string>& file);

}  // namespace parley
