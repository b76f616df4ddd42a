#include <CLI/CLI.hpp>
#include <algorithm>

#include "options/describe.h"
#include "options/mistakes.h"
#include "options/values.h"
#include "parley/sfu_link/limits.h"

namespace parley {
namespace {

bool has_turn_server(const Options& options) {
  const auto& servers = options.settings.hub.ice_servers;
  return std::any_of(servers.begin(), servers.end(),
                     [](const auto& server) { return server.urls.front().starts_with("turn"); });
}

// What several options say together.
void check_turn(Options& options, const RawOptions& raw, const Flags& flags,
                std::vector<Mistake>& mistakes) {
  AccessOptions& access = options.access;
  const bool by_secret = flags.given("--turn-secret") || flags.given("--turn-secret-file");
  const bool by_name = flags.given("--turn-username") || flags.given("--turn-credential");
  const std::string secret_flag =
      flags.given("--turn-secret") ? "--turn-secret" : "--turn-secret-file";
  if (flags.given("--turn-secret") && flags.given("--turn-secret-file")) {
    mistakes.push_back({"--turn-secret and --turn-secret-file", "Expected one of them."});
  }
  if (by_secret && by_name) {
    mistakes.push_back({secret_flag + " and " +
                            (raw.turn_username.empty() ? "--turn-credential" : "--turn-username"),
                        "Expected a secret, from which each participant's name and password are "
                        "made, or one name and password for all."});
  }
  options.settings.hub.ice_servers =
      parse_ice_servers(raw.ice_servers, {raw.turn_username, raw.turn_credential, by_secret});
  if (has_turn_server(options)) {
    if (!by_secret && (raw.turn_username.empty() || raw.turn_credential.empty())) {
      mistakes.push_back({"--ice-servers",
                          "A TURN server needs --turn-secret, or --turn-username and "
                          "--turn-credential."});
    }
    return;
  }
  if (by_secret) {
    mistakes.push_back({secret_flag, "It is for TURN servers, and --ice-servers has none."});
  }
  if (access.relay_only) {
    mistakes.push_back(
        {"--relay-only", "Without a TURN server in --ice-servers nobody could see anyone."});
  }
}

void check_rest(const Options& options, const Flags& flags, std::vector<Mistake>& mistakes) {
  const bool on_line = flags.given("--auth-token");
  const bool in_file = flags.given("--auth-token-file");
  if (on_line && in_file) {
    mistakes.push_back({"--auth-token and --auth-token-file", "Expected one of them."});
  }
  if ((on_line || in_file) && options.access.account_sid.empty()) {
    mistakes.push_back({on_line ? "--auth-token" : "--auth-token-file",
                        "It is the password of an account: --account-sid is missing."});
  }
  const bool has_key = !options.access.api_keys.empty() || !options.access.file_api_keys.empty();
  if (flags.given("--callback-allow") && !has_key && !on_line && !in_file) {
    mistakes.push_back({"--callback-allow",
                        "Callbacks are asked for over REST, which needs --api-key-file or "
                        "--auth-token-file."});
  }
}

void check_sfu(const Options& options, const Flags& flags, std::vector<Mistake>& mistakes) {
  const hub::SfuLimits& limits = options.settings.hub.sfu_limits;
  if (options.sfu.addresses.size() + (options.sfu.program.empty() ? 0 : 1) > sfu_link::januses) {
    mistakes.push_back(
        {"--sfu", "Expected no more than " + std::to_string(sfu_link::januses) + " of them."});
  }
  if (limits.mesh_again >= limits.from) {
    mistakes.push_back(
        {"--mesh-again", "Expected fewer than --sfu-from, or rooms would move back and forth."});
  }
  for (const auto* flag : {"--sfu-from", "--mesh-again", "--sfu-secret", "--sfu-admin-key"}) {
    if (flags.given(flag) && !flags.given("--sfu")) {
      mistakes.push_back({flag, "It is for large rooms, and --sfu is missing."});
    }
  }
}

void check_nodes(const RawOptions& raw, const Flags& flags, std::vector<Mistake>& mistakes) {
  if (!flags.given("--redis")) {
    for (const auto* flag : {"--node-address", "--redis-password", "--redis-lease"}) {
      if (flags.given(flag)) {
        mistakes.push_back({flag, "It is for several servers, and --redis is missing."});
      }
    }
    return;
  }
  if (!flags.given("--node-address")) {
    mistakes.push_back(
        {"--redis", "The other servers have to reach this one: --node-address is missing."});
  }
  if (raw.resume_key_file.empty() || raw.resume_key_file == "none") {
    mistakes.push_back({"--redis",
                        "All servers of one Redis sign with the same key: copy the file of one of "
                        "them to all, and name it with --resume-key-file."});
  }
}

}  // namespace

std::string local_url(const serving::ServerSettings& settings) {
  const std::string address = settings.address == "0.0.0.0" ? "127.0.0.1" : settings.address;
  return "http://" + address + ":" + std::to_string(settings.port);
}

void describe_all(Flags& flags, Options& options, RawOptions& raw) {
  flags.add("--config",
            {.value = "FILE",
             .help = "Configuration file, one option a line, as in: port = 8080. Command line and "
                     "environment go before it",
             .default_value = ""},
            take_text(raw.config));
  describe_network(flags, options.settings);
  describe_meetings(flags, options, raw);
  describe_state(flags, raw);
  describe_limits(flags, options.settings.limits, options.settings.hub.limits);
  describe_access(flags, options.access);
  describe_turn(flags, options.access);
  describe_sfu(flags, options.sfu, options.settings.hub.sfu_limits);
  describe_nodes(flags, options.nodes);
  describe_rest(flags, options.rest);
  describe_observability(flags, options.observability);
}

std::variant<Options, int> parse_options(int argc, char** argv, const Command* command) {
  const std::string name = command == nullptr ? "parley" : command->name;
  Options options;
  RawOptions raw;
  CLI::App app(command == nullptr
                   ? "Parley: video meetings in the browser, from a server of one's own."
                   : command->description,
               name);
  if (command == nullptr) {
    app.footer(
        "parley doctor --help: says whether a server and what is around it are all right\n"
        "parley setup --help: makes this machine a public meeting place\n"
        "parley turn-config --help: prints the configuration of a TURN server\n"
        "parley rooms --help: lists the rooms of a server, and ends them\n"
        "parley reference WHAT: prints a configuration file with every flag, a manual page, or\n"
        "completions for bash or zsh");
  }
  app.set_version_flag("--version", "parley " PARLEY_VERSION);
  app.allow_extras();
  Flags flags(app);
  if (command != nullptr && command->describe) command->describe(flags);
  const std::size_t own = flags.count();
  describe_all(flags, options, raw);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return tell(app, error, name);
  }
  std::vector<Mistake> mistakes = flags.take_all();
  check_sfu(options, flags, mistakes);
  if (command == nullptr) check_nodes(raw, flags, mistakes);
  // Else one mistake would be told as several.
  if (mistakes.empty()) {
    check_turn(options, raw, flags, mistakes);
    check_rest(options, flags, mistakes);
  }
  if (!mistakes.empty()) return tell(mistakes, name);
  write(flags.unused_variables());
  if (!options.access.file_turn_secret.empty()) {
    options.access.turn_secret = options.access.file_turn_secret;
  }
  if (!options.rest.file_auth_token.empty()) {
    options.rest.auth_token = options.rest.file_auth_token;
  }
  options.any_given = flags.any_given_from(own);
  if (!raw.bundle_directory.empty()) options.bundle_directory = raw.bundle_directory;
  if (!raw.resume_key_file.empty()) options.resume_key_file = raw.resume_key_file;
  return options;
}

}  // namespace parley
