// Where status callbacks may go. Whoever has a key may name any URL, so without a list of the
// operator's the server could be made to send requests to whatever it can reach.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parley/limits/client_address.h"

namespace parley::callbacks {

class Targets {
 public:
  /// Allows URLs that begin like this one: the same scheme, host and port, and a path that is this
  /// one or below it. If the host is an address or localhost, that may be a private one. Returns
  /// what is wrong with it, as a sentence; nothing if it is valid.
  std::optional<std::string> allow(const std::string& prefix);
  /// Hosts may also have such addresses, even if they are private.
  void allow_network(const limits::IpNetwork& network) { networks_.push_back(network); }

  [[nodiscard]] bool empty() const { return prefixes_.empty(); }

  /// Why nothing is sent to that URL, as a sentence; nothing if it is allowed.
  [[nodiscard]] std::optional<std::string> why_refused(const std::string& url) const;
  /// Whether one may connect to that address of an allowed host.
  [[nodiscard]] bool may_connect(const limits::IpAddress& address) const;

 private:
  struct Prefix {
    std::string origin;  ///< scheme, host and port
    std::string path;
  };

  std::vector<Prefix> prefixes_;
  std::vector<limits::IpNetwork> networks_;
};

}  // namespace parley::callbacks
