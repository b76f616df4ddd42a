// Describes events and actions in words.
#pragma once

#include <string>

#include "parley/core/action.h"
#include "parley/core/event.h"

namespace parley::replay {

/// One line, such as "#1 setRemoteDescription offer" or "send OFFER to PA2"; `#` is the connection.
std::string describe(const core::Action& action);
std::string describe(const core::Event& event);

}  // namespace parley::replay
