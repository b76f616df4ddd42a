#include "parley/websocket/frame_header.h"

#include <algorithm>

namespace parley::websocket {
namespace {

constexpr unsigned two_byte_length = 126;
constexpr unsigned eight_byte_length = 127;
constexpr std::uint64_t top_bit = std::uint64_t{1} << 63U;

unsigned byte_of(char c) {
  return static_cast<unsigned char>(c);
}

}  // namespace

std::size_t FrameHeaderReader::length_bytes() const {
  const unsigned length = byte_of(bytes_[1]) & 0x7FU;
  if (length == eight_byte_length) return 8;
  return length == two_byte_length ? 2 : 0;
}

std::size_t FrameHeaderReader::expected_size() const {
  if (size_ < 2) return 2;
  const bool masked = (byte_of(bytes_[1]) & 0x80U) != 0;
  return 2 + length_bytes() + (masked ? 4 : 0);
}

bool FrameHeaderReader::feed(std::string_view& bytes) {
  while (size_ < expected_size()) {
    if (bytes.empty()) return false;
    const std::size_t taken = std::min(expected_size() - size_, bytes.size());
    std::copy_n(bytes.begin(), taken, bytes_.begin() + static_cast<std::ptrdiff_t>(size_));
    bytes.remove_prefix(taken);
    size_ += taken;
  }
  return true;
}

FrameHeader FrameHeaderReader::take() {
  FrameHeader header;
  header.final_fragment = (byte_of(bytes_[0]) & 0x80U) != 0;
  header.reserved_bits = byte_of(bytes_[0]) & 0x70U;
  header.opcode = byte_of(bytes_[0]) & 0x0FU;
  header.masked = (byte_of(bytes_[1]) & 0x80U) != 0;
  const std::size_t extended = length_bytes();
  for (std::size_t index = 0; index < extended; ++index) {
    header.payload_bytes = (header.payload_bytes << 8U) | byte_of(bytes_[2 + index]);
  }
  if (extended == 0) header.payload_bytes = byte_of(bytes_[1]) & 0x7FU;
  header.length_well_formed = (extended != 2 || header.payload_bytes >= two_byte_length) &&
                              (extended != 8 || (header.payload_bytes > UINT16_MAX &&
                                                 (header.payload_bytes & top_bit) == 0));
  if (header.masked) {
    std::copy_n(bytes_.begin() + static_cast<std::ptrdiff_t>(2 + extended), header.mask.size(),
                header.mask.begin());
  }
  size_ = 0;
  return header;
}

}  // namespace parley::websocket
