#pragma once

#include <cstddef>
#include <string_view>

namespace parley::base {

/// Takes the same time for all texts of one length, so that nobody can find out a signature or the
/// proof of a password byte by byte.
inline bool equal_in_constant_time(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  // Volatile, or the compiler might return at the first difference.
  volatile unsigned difference = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    difference = difference | static_cast<unsigned>(static_cast<unsigned char>(one[i]) ^
                                                    static_cast<unsigned char>(other[i]));
  }
  return difference == 0;
}

}  // namespace parley::base
