// What comes out of the hub.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace parley::hub {

/// The close code of an ending that nobody is to blame for (RFC 6455 section 7.4.1).
inline constexpr std::uint16_t normal_closure = 1000;

/// Names one connection. The transport chooses it and never uses one twice.
using ConnectionId = std::uint64_t;

/// One thing to do for one connection: send a text, or close.
struct Delivery {
  ConnectionId to = 0;
  /// The message to send, shared by all who receive it; null where the connection is to be closed.
  std::shared_ptr<const std::string> text;
  /// RFC 6455 section 7.4.1; where `text` is null.
  std::uint16_t close_code = 0;
  /// For the close frame: a stable id, or empty.
  std::string_view close_reason;
  /// Whoever is closed was in a room.
  bool close_of_member = false;
};

/// In the order in which they are to happen.
using Deliveries = std::vector<Delivery>;

}  // namespace parley::hub
