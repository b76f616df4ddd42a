// Where Redis is, and where nodes reach each other, as the operator says it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parley/protocol/result.h"

namespace parley::nodes_link {

struct HostAndPort {
  std::string host;
  std::uint16_t port = 0;
};

struct RedisAddress {
  /// Of a Unix socket; empty for TCP.
  std::string path;
  HostAndPort tcp;
};

/// "HOST:PORT", an IPv6 address in brackets. The error is a sentence.
protocol::Result<HostAndPort> read_host_and_port(std::string_view text);
/// "redis://HOST:PORT" or "unix:PATH". The error is a sentence.
protocol::Result<RedisAddress> read_redis_address(std::string_view text);

/// The same with an address for the host's name; waits for the name server. The error is a sentence.
protocol::Result<HostAndPort> resolved(const HostAndPort& address);
/// As it was said.
std::string to_string(const HostAndPort& address);

}  // namespace parley::nodes_link
