#include "parley/setup/turn_config.h"

#include "parley/limits/special_addresses.h"

namespace parley::setup {
namespace {

std::string ranges() {
  std::string text;
  for (const limits::AddressRange& range : limits::special_purpose) {
    text.append("denied-peer-ip=").append(range.first).append("-").append(range.last).append("\n");
  }
  return text;
}

}  // namespace

std::string turn_config(const TurnConfig& config) {
  std::string text = "# Made by: parley turn-config\n\n";
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

}  // namespace parley::setup
