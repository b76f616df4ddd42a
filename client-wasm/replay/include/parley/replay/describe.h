// Describes events and actions, each in one line.
#pragma once

#include <string>

#include "parley/core/action.h"
#include "parley/core/event.h"

namespace parley::replay {

/// The name (event_fields.h, action_fields.h) and the fields, such as "#1 setRemoteDescription
/// offer" or "sendText OFFER to PA2". `#` precedes the connection's handle; a flag appears only if
/// it is set.
std::string describe(const core::Action& action);
std::string describe(const core::Event& event);

}  // namespace parley::replay
