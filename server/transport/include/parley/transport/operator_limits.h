// What one client, one address, and all of them together may take. Every limit here is a flag;
// limits.h has the defaults, and those that are nobody's to choose.
#pragma once

#include <chrono>
#include <cstddef>

#include "parley/hub/limits.h"
#include "parley/protocol/limits.h"
#include "parley/transport/limits.h"
#include "parley/transport/token_bucket.h"

namespace parley::transport {

struct OperatorLimits {
  // One message.
  std::size_t message_bytes = protocol::limits::message_bytes;
  /// From its first byte to its last.
  std::chrono::milliseconds message_timeout = limits::message_timeout;

  // One client.
  /// A message takes one, and one more for each limits::bytes_per_message_token.
  Rate messages = {limits::messages_per_second, limits::message_burst};
  /// Unsent bytes.
  std::size_t queued_bytes = limits::outbox_bytes;

  // One address; an IPv6 subscriber's 2^64 are one.
  std::size_t connections_per_address = limits::connections_per_address;
  /// WebSockets opened. One that is closed as 1008 before its client did any good counts as
  /// limits::joins_per_failure.
  std::size_t joins_per_minute = limits::joins_per_minute;

  // All of them.
  std::size_t connections = limits::default_connections;

  /// From the order to stop until whatever is still queued is given up.
  std::chrono::milliseconds drain_timeout = limits::drain_timeout;

  std::size_t rooms = limits::default_rooms;

  // Names.
  std::size_t room_name_bytes = protocol::limits::room_name_bytes;

  // Rooms, identities, and what a message may look like.
  hub::Limits hub;
};

}  // namespace parley::transport
