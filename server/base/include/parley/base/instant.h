#pragma once

#include <chrono>

namespace parley::base {

/// Time since a start that the caller chooses; never runs backwards.
using Instant = std::chrono::milliseconds;

}  // namespace parley::base
