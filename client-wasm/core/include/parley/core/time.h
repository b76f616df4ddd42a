#pragma once

#include <chrono>

namespace parley::core {

/// A time in milliseconds since an arbitrary fixed point. The core never reads a clock; it is given
/// the time.
using Time = std::chrono::milliseconds;

}  // namespace parley::core
