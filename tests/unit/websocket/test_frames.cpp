#include "test_frames.h"

#include <array>
#include <cstdint>

namespace parley::websocket {

std::string frame_bytes(unsigned first_byte, std::string_view payload, bool masked) {
  constexpr std::array<char, 4> mask = {'\x11', '\x22', '\x33', '\x44'};
  const unsigned mask_bit = masked ? 0x80U : 0U;
  std::string bytes(1, static_cast<char>(first_byte));
  if (payload.size() < 126) {
    bytes += static_cast<char>(mask_bit | payload.size());
  } else if (payload.size() <= UINT16_MAX) {
    bytes += static_cast<char>(mask_bit | 126U);
    bytes += static_cast<char>(payload.size() >> 8U);
    bytes += static_cast<char>(payload.size() & 0xFFU);
  } else {
    bytes += static_cast<char>(mask_bit | 127U);
    for (int shift = 56; shift >= 0; shift -= 8) {
      bytes += static_cast<char>((payload.size() >> static_cast<unsigned>(shift)) & 0xFFU);
    }
  }
  if (masked) bytes.append(mask.data(), mask.size());
  for (std::size_t index = 0; index < payload.size(); ++index) {
    const char key = masked ? mask[index % mask.size()] : '\0';
    bytes += static_cast<char>(payload[index] ^ key);
  }
  return bytes;
}

}  // namespace parley::websocket
