#include "options/turn_config.h"

#include <CLI/CLI.hpp>
#include <array>
#include <iostream>
#include <string_view>

#include "options/describe.h"
#include "options/mistakes.h"
#include "options/values.h"

namespace parley {
namespace {

constexpr std::string_view command = "parley turn-config";

struct Range {
  std::string_view first;
  std::string_view last;
};

// IANA's registries of special-purpose addresses (RFC 6890), and those that contain an IPv4 address.
// Multicast is refused by no-multicast-peers.
constexpr std::array special_purpose = {
    Range{"0.0.0.0", "0.255.255.255"},
    Range{"10.0.0.0", "10.255.255.255"},
    Range{"100.64.0.0", "100.127.255.255"},
    Range{"127.0.0.0", "127.255.255.255"},
    Range{"169.254.0.0", "169.254.255.255"},
    Range{"172.16.0.0", "172.31.255.255"},
    Range{"192.0.0.0", "192.0.0.255"},
    Range{"192.0.2.0", "192.0.2.255"},
    Range{"192.31.196.0", "192.31.196.255"},
    Range{"192.52.193.0", "192.52.193.255"},
    Range{"192.88.99.0", "192.88.99.255"},
    Range{"192.168.0.0", "192.168.255.255"},
    Range{"192.175.48.0", "192.175.48.255"},
    Range{"198.18.0.0", "198.19.255.255"},
    Range{"198.51.100.0", "198.51.100.255"},
    Range{"203.0.113.0", "203.0.113.255"},
    Range{"240.0.0.0", "255.255.255.255"},
    // Not from "::" on: coturn takes a range that begins there for all addresses.
    Range{"::1", "::ffff:ffff"},
    Range{"::ffff:0:0", "::ffff:ffff:ffff"},
    Range{"64:ff9b::", "64:ff9b::ffff:ffff"},
    Range{"64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"},
    Range{"100::", "100::1:ffff:ffff:ffff:ffff"},
    Range{"2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff"},
    Range{"2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"},
    Range{"2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    Range{"2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff"},
    Range{"3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff"},
    Range{"5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    Range{"fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    Range{"fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
    Range{"fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
};

std::string ranges() {
  std::string text;
  for (const Range& range : special_purpose) {
    text.append("denied-peer-ip=").append(range.first).append("-").append(range.last).append("\n");
  }
  return text;
}

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

void describe(Flags& flags, TurnConfig& config) {
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
            line(config.external_ip));
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

std::string turn_config(const TurnConfig& config) {
  std::string text = "# Made by: " + std::string(command) + "\n\n";
  text += "realm=" + config.realm + "\n";
  if (!config.external_ip.empty()) text += "external-ip=" + config.external_ip + "\n";
  text += "use-auth-secret\nstatic-auth-secret=" + config.secret + "\n";
  text += "\n# UDP and TCP, and TLS for those whose firewall lets nothing else through.\n";
  text += "listening-port=3478\ntls-listening-port=5349\n";
  text += "cert=" + config.certificate + "\npkey=" + config.private_key + "\n";
  text += "no-dtls\nno-tlsv1\nno-tlsv1_1\n";
  text += "\n# The ports for media. Open them for UDP.\nmin-port=49152\nmax-port=65535\n";
  text +=
      "\n# For one participant: a relay for each other one, over each transport, and while\n"
      "# credentials are renewed. For all together. Bytes a second of one relay, and of all.\n";
  text += "user-quota=300\ntotal-quota=2400\nmax-bps=1000000\nbps-capacity=60000000\n";
  text += "\n# Media is UDP. A relay for TCP would lead to any service of any machine.\n";
  text += "no-tcp-relay\nno-cli\nno-multicast-peers\n";
  text +=
      "\n# This machine itself, the networks behind it, and whatever else is no public address\n"
      "# (RFC 6890). Without these lines anyone in a call could send packets there.\n";
  return text + ranges();
}

int print_turn_config(int argc, char** argv) {
  TurnConfig config;
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
  std::cout << turn_config(config);
  return 0;
}

}  // namespace parley
