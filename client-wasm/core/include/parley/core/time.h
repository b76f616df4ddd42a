#pragma once

#include <chrono>

namespace parley::core {

/// A moment, in milliseconds since any fixed point: the core never reads a clock, it is told.
using Time = std::chrono::milliseconds;

}  // namespace parley::core
