// The addresses of a name.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <string>
#include <vector>

#include "deadline.h"
#include "parley/doctor/facts.h"

namespace parley::doctor {

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = 0;

  [[nodiscard]] const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
  /// "192.0.2.1", without the port.
  [[nodiscard]] std::string text() const;
};

struct Lookup {
  std::vector<SocketAddress> addresses;
  std::string error;  ///< why there are none

  [[nodiscard]] NameFacts facts(const std::string& host) const;
};

/// Asks as every program of this machine does: its hosts file, then its name servers.
Lookup look_up(const std::string& host, std::uint16_t port, const Deadline& deadline);

}  // namespace parley::doctor
