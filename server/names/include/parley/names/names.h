// How the server writes the names of rooms and people, whatever way a client wrote them: two that
// look the same are the same. PROTOCOL.md has the rule, after RFC 8265 and RFC 8266.
#pragma once

#include <string>
#include <string_view>

#include "parley/protocol/result.h"

namespace parley::names {

/// The name of a room, checked as `protocol::check_room_name()` does and with something in it that
/// can be seen. Error: `bad-room-name`.
protocol::Result<std::string> room_name(std::string_view name);

/// The same for a percent-encoded segment of a path.
protocol::Result<std::string> room_name_in(std::string_view segment);

/// A person's name, which is UTF-8 without control characters; "" where nothing of it can be seen.
std::string identity(std::string_view name);

}  // namespace parley::names
