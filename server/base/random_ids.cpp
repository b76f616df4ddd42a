#include "parley/base/random_ids.h"

#include <sys/random.h>

#include <array>
#include <cstdlib>

namespace parley::base {

std::string RandomIds::make(std::string_view prefix) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<unsigned char, 16> bits{};
  // Up to 256 bytes come whole or not at all (getrandom(2)).
  if (getrandom(bits.data(), bits.size(), 0) != static_cast<ssize_t>(bits.size())) std::abort();

  std::string id(prefix);
  for (const unsigned byte : bits) {
    id += digits[byte >> 4U];
    id += digits[byte & 0x0FU];
  }
  return id;
}

}  // namespace parley::base
