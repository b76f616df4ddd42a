#include "options/turn_config.h"

#include <CLI/CLI.hpp>
#include <iostream>
#include <string_view>

#include "options/describe.h"
#include "options/mistakes.h"
#include "options/values.h"
#include "parley/setup/turn_config.h"

namespace parley {
namespace {

constexpr std::string_view command = "parley turn-config";

// Each line of the file is a setting: no value may begin another.
std::string take_line(std::string& value, const std::string& text) {
  constexpr std::size_t longest = 255;
  if (text.empty() || text.size() > longest ||
      text.find_first_of(" \t\r\n#=") != std::string::npos) {
    return "Expected a text without spaces, \"=\" or \"#\".";
  }
  value = text;
  return {};
}

void describe(Flags& flags, setup::TurnConfig& config) {
  const auto line = [](std::string& value) {
    return [&value](const std::string& text) { return take_line(value, text); };
  };
  flags.add("--realm",
            {.value = "NAME",
             .help = "The name by which browsers reach this machine: meet.example.org",
             .default_value = ""},
            line(config.realm));
  flags.add("--external-ip",
            {.value = "IP",
             .help = "Its public address, if its interfaces have another one, as behind NAT",
             .default_value = ""},
            take_ip_address(config.external_ip));
  flags.add("--turn-secret-file",
            {.value = "FILE",
             .help = "File with the secret that Parley's server has, too",
             .default_value = ""},
            [&config](const std::string& text) {
              std::string secret;
              std::string mistake = mistake_of([&] { secret = read_secret_file(text); });
              return mistake.empty() ? take_line(config.secret, secret) : mistake;
            });
  flags.add("--cert",
            {.value = "FILE",
             .help = "Certificate for TURN over TLS, which coturn must be able to read",
             .default_value = config.certificate},
            line(config.certificate));
  flags.add("--pkey",
            {.value = "FILE",
             .help = "The certificate's private key",
             .default_value = config.private_key},
            line(config.private_key));
}

}  // namespace

std::vector<FlagDescription> turn_config_flags() {
  setup::TurnConfig config;
  CLI::App app;
  Flags flags(app);
  describe(flags, config);
  return flags.descriptions();
}

int print_turn_config(int argc, char** argv) {
  setup::TurnConfig config;
  CLI::App app("The configuration of coturn that goes with this server.", std::string(command));
  app.allow_extras();
  Flags flags(app);
  describe(flags, config);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return tell(app, error, std::string(command));
  }
  std::vector<Mistake> mistakes = flags.take_all();
  if (mistakes.empty() && config.realm.empty()) {
    mistakes.push_back({"--realm", "Expected the name by which browsers reach this machine."});
  }
  if (mistakes.empty() && config.secret.empty()) {
    mistakes.push_back({"--turn-secret-file", "Expected the file that Parley's server is given."});
  }
  if (!mistakes.empty()) return tell(mistakes, std::string(command));
  std::cout << setup::turn_config(config);
  return 0;
}

}  // namespace parley
