// What one client, one address, and all of them together may use. Every limit here is a flag;
// limits.h has the defaults, and the limits that nobody can change.
#pragma once

#include <chrono>
#include <cstddef>

#include "parley/base/token_bucket.h"
#include "parley/limits/limits.h"
#include "parley/protocol/limits.h"

namespace parley::limits {

struct OperatorLimits {
  // One message.
  std::size_t message_bytes = protocol::limits::message_bytes;
  /// The time from its first byte to its last.
  std::chrono::milliseconds message_timeout = limits::message_timeout;

  // One client.
  /// A message counts as one, and as one more for each limits::bytes_per_message_token.
  base::Rate messages = {limits::messages_per_second, limits::message_burst};
  /// Unsent bytes.
  std::size_t queued_bytes = limits::outbox_bytes;

  // One address or IPv6 /64; larger IPv6 blocks may a multiple (limits::ipv6_blocks).
  std::size_t connections_per_address = limits::connections_per_address;
  /// WebSockets opened. One that is closed with 1008 before it was any use counts as
  /// limits::joins_per_failure.
  std::size_t joins_per_minute = limits::joins_per_minute;

  // All addresses together.
  std::size_t connections = limits::default_connections;
  /// Memory that waits to be sent to clients, or is half received from them.
  std::size_t buffered_bytes = limits::default_buffered_bytes;

  /// The time from the order to stop until whatever is still queued is dropped.
  std::chrono::milliseconds drain_timeout = limits::drain_timeout;

  std::size_t rooms = limits::default_rooms;

  // Names.
  std::size_t room_name_bytes = protocol::limits::room_name_bytes;
};

}  // namespace parley::limits
