// The configuration of coturn, the TURN server, that goes with Parley's.
#pragma once

#include <string>

namespace parley::setup {

struct TurnConfig {
  std::string realm;        ///< the name by which browsers reach coturn
  std::string external_ip;  ///< the machine's public address; empty: coturn asks its interfaces
  std::string secret;       ///< shared with Parley's server
  std::string certificate = "/etc/turnserver.crt";
  std::string private_key = "/etc/turnserver.key";
};

/// The text of a turnserver.conf. coturn then relays UDP only, to no address that is for a special
/// purpose (RFC 6890), and within quotas.
std::string turn_config(const TurnConfig& config);

}  // namespace parley::setup
