// The time of day, for what other machines are to understand.
#pragma once

#include <chrono>
#include <cstdint>

namespace parley::base {

inline std::int64_t seconds_since_1970() {
  const auto time = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(time).count();
}

inline std::int64_t milliseconds_since_1970() {
  const auto time = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(time).count();
}

}  // namespace parley::base
