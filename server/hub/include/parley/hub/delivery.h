// What comes out of the hub.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace parley::hub {

/// The close code when nothing went wrong (RFC 6455 section 7.4.1).
inline constexpr std::uint16_t normal_closure = 1000;

/// The same when another server has the room, or will have: the client is to come again.
inline constexpr std::uint16_t service_restart = 1012;

/// Identifies a connection. The event loop chooses it and never reuses one.
using ConnectionId = std::uint64_t;

/// One thing to do for one connection: send a text, or close.
struct Delivery {
  ConnectionId to = 0;
  /// The message to send, shared by all recipients; null if the connection is to be closed.
  std::shared_ptr<const std::string> text;
  /// RFC 6455 section 7.4.1; used if `text` is null.
  std::uint16_t close_code = 0;
  /// For the close frame: a stable id, or empty.
  std::string_view close_reason;
  /// The connection that is closed was a member's.
  bool close_of_member = false;
};

/// In the order in which they are to be carried out.
using Deliveries = std::vector<Delivery>;

}  // namespace parley::hub
