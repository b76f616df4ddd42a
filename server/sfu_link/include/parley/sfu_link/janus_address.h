// Where a Janus is, as the operator says it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parley/protocol/result.h"

namespace parley::sfu_link {

struct JanusAddress {
  /// Of a Unix socket; empty for TCP.
  std::string path;
  std::string host;
  std::uint16_t port = 0;

  friend bool operator==(const JanusAddress&, const JanusAddress&) = default;
};

/// Reads "unix:PATH" (Janus' `ws_unix`) or "ws://HOST:PORT" (its `ws_port`). The error is a sentence.
protocol::Result<JanusAddress> read_janus_address(std::string_view text);

/// As it was said.
std::string to_string(const JanusAddress& address);

/// The same with an address for the host's name; waits for the name server. The error is a sentence.
protocol::Result<JanusAddress> resolved(const JanusAddress& address);

}  // namespace parley::sfu_link
