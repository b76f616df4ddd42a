#include <algorithm>
#include <iostream>
#include <stdexcept>

#include "options/describe.h"

namespace parley {
namespace {

constexpr int usage_error = 2;

// What several options say together.
void check_access(Options& options, const RawOptions& raw) {
  AccessOptions& access = options.access;
  if (!access.turn_secret_file.empty()) {
    access.turn_secret = read_secret_file(access.turn_secret_file);
  }
  auto& servers = options.settings.hub.ice_servers;
  servers = parse_ice_servers(
      raw.ice_servers, {raw.turn_username, raw.turn_credential, !access.turn_secret.empty()});
  const bool has_turn = std::any_of(servers.begin(), servers.end(), [](const auto& server) {
    return server.urls.front().starts_with("turn");
  });
  if (has_turn) return;
  if (!access.turn_secret.empty()) {
    throw std::invalid_argument("--turn-secret is for TURN servers, and --ice-servers has none.");
  }
  if (access.relay_only) {
    throw std::invalid_argument(
        "With --relay-only and no TURN server in --ice-servers nobody could see anyone.");
  }
}

}  // namespace

std::string environment_name(std::string flag) {
  flag.erase(0, 2);
  std::transform(flag.begin(), flag.end(), flag.begin(), [](char c) {
    const bool is_lower = c >= 'a' && c <= 'z';
    return c == '-' ? '_' : is_lower ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return "PARLEY_" + flag;
}

std::variant<Options, int> parse_options(int argc, char** argv) {
  Options options;
  RawOptions raw;
  CLI::App app("Parley: video meetings in the browser, from a server of one's own.");
  app.set_version_flag("--version", "parley " PARLEY_VERSION);
  app.set_config("--config", "",
                 "Configuration file, one option a line, as in: port = 8080. Command line and "
                 "environment go before it");
  app.get_option("--config")->envname("PARLEY_CONFIG");
  app.allow_config_extras(CLI::config_extras_mode::error);
  describe_network(app, options.settings);
  describe_limits(app, options.settings.limits);
  describe_meetings(app, raw);
  describe_access(app, options.access);
  describe_turn(app, options.access);
  describe_observability(app, options.observability);
  describe_state(app, raw);
  try {
    app.parse(argc, argv);
    check_access(options, raw);
  } catch (const CLI::ParseError& error) {
    return app.exit(error, std::cout, std::cerr) == 0 ? 0 : usage_error;
  } catch (const std::invalid_argument& error) {
    std::cerr << error.what() << "\nRun with --help for more information.\n";
    return usage_error;
  }
  if (!raw.bundle_directory.empty()) options.bundle_directory = raw.bundle_directory;
  if (!raw.resume_key_file.empty()) options.resume_key_file = raw.resume_key_file;
  return options;
}

}  // namespace parley
