#include "options.h"

#include <CLI/CLI.hpp>
#include <iostream>

namespace parley {
namespace {

constexpr int usage_error = 2;

// As the operator writes them.
struct RawOptions {
  std::string ice_servers = "stun:stun1.l.google.com:19302,stun:stun2.l.google.com:19302";
  std::string turn_username;
  std::string turn_credential;
  std::string bundle_directory;
  std::string resume_key_file;
};

std::string check_origin(std::string& origin) {
  const std::size_t scheme_end = origin.find("://");
  const bool is_http = origin.starts_with("http://") || origin.starts_with("https://");
  if (is_http && origin.size() > scheme_end + 3 &&
      origin.find('/', scheme_end + 3) == std::string::npos) {
    return {};
  }
  return "\"" + origin + "\" is no origin. Expected https://HOST or https://HOST:PORT, no path.";
}

std::string check_address(std::string& address) {
  if (address == "localhost") address = "127.0.0.1";
  return CLI::ValidIPV4(address);
}

void describe_network(CLI::App& app, transport::ServerSettings& settings) {
  app.add_option("--port", settings.port, "TCP port; 0 picks a free one")
      ->envname("PARLEY_PORT")
      ->capture_default_str();
  app.add_option("--address", settings.address,
                 "IPv4 address to listen on. 0.0.0.0 lets other machines in; browsers there give "
                 "no camera to a page without https, so put a proxy for TLS in front")
      ->envname("PARLEY_ADDRESS")
      ->transform(CLI::Validator(check_address, "IPV4", "IPv4"))
      ->capture_default_str();
  app.add_option("--allow-origin", settings.allowed_origins,
                 "Origin whose pages may connect, besides this server's own, such as "
                 "https://meet.example.org. May be given several times, or with commas")
      ->envname("PARLEY_ALLOW_ORIGIN")
      ->delimiter(',')
      ->transform(CLI::Validator(check_origin, "ORIGIN", "origin"));
  app.add_option("--max-connections", settings.max_connections,
                 "WebSocket connections held at a time; the next is told server-full")
      ->envname("PARLEY_MAX_CONNECTIONS")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}))
      ->capture_default_str();
  app.add_option("--loops", settings.loops, "Threads that relay messages; 0 for one on each core")
      ->envname("PARLEY_LOOPS")
      ->check(CLI::Range(std::size_t{0}, std::size_t{256}))
      ->capture_default_str();
}

void describe_state(CLI::App& app, RawOptions& raw) {
  app.add_option("--resume-key-file", raw.resume_key_file,
                 "File with the key by which calls survive a restart of the server: 64 hex digits; "
                 "made where there is none. Default: parley/resume.key in $XDG_STATE_HOME or "
                 "~/.local/state. none is a key of this run only")
      ->envname("PARLEY_RESUME_KEY_FILE");
}

void describe_meetings(CLI::App& app, RawOptions& raw) {
  app.add_option("--ice-servers", raw.ice_servers,
                 "STUN and TURN servers for the browsers, URLs with commas between them, or none")
      ->envname("PARLEY_ICE_SERVERS")
      ->capture_default_str();
  app.add_option("--turn-username", raw.turn_username, "User name for the TURN servers")
      ->envname("PARLEY_TURN_USERNAME");
  app.add_option("--turn-credential", raw.turn_credential,
                 "Password for the TURN servers. Better given by environment or file: other users "
                 "of the machine see command lines")
      ->envname("PARLEY_TURN_CREDENTIAL");
  app.add_option("--bundle", raw.bundle_directory,
                 "Directory with built pages to serve instead of the embedded ones")
      ->envname("PARLEY_BUNDLE")
      ->check(CLI::ExistingDirectory);
}

}  // namespace

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
  describe_meetings(app, raw);
  describe_state(app, raw);
  try {
    app.parse(argc, argv);
    options.settings.ice_servers =
        parse_ice_servers(raw.ice_servers, raw.turn_username, raw.turn_credential);
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
