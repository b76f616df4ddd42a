// Normalizes the names of rooms and people, however a client writes them, so that two names that
// look the same are the same. PROTOCOL.md has the rule, after RFC 8265 and RFC 8266.
#pragma once

#include <string>
#include <string_view>

#include "parley/protocol/result.h"

namespace parley::names {

/// The name of a room, which `protocol::check_room_name()` has to accept and which must have a
/// visible character. Error: `bad-room-name`.
protocol::Result<std::string> room_name(std::string_view name);

/// The same for a percent-encoded segment of a path.
protocol::Result<std::string> room_name_in(std::string_view segment);

/// A person's name, given as UTF-8 without control characters; "" if nothing of it is visible.
std::string identity(std::string_view name);

}  // namespace parley::names
