// The header of a WebSocket frame (RFC 6455 section 5.2).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace parley::websocket {

enum class Opcode : std::uint8_t {
  Continuation = 0x0,
  Text = 0x1,
  Binary = 0x2,
  Close = 0x8,
  Ping = 0x9,
  Pong = 0xA,
};

struct FrameHeader {
  bool final_fragment = false;
  unsigned reserved_bits = 0;
  unsigned opcode = 0;  ///< not necessarily an Opcode
  bool masked = false;
  std::array<char, 4> mask{};
  std::uint64_t payload_bytes = 0;
  /// False if a shorter form could have held the length, or if its top bit is set.
  bool length_well_formed = true;

  [[nodiscard]] bool is(Opcode other) const { return opcode == static_cast<unsigned>(other); }
  [[nodiscard]] bool is_control() const { return (opcode & 0x8U) != 0; }
  [[nodiscard]] bool is_known() const {
    return opcode <= static_cast<unsigned>(Opcode::Binary) ||
           (opcode >= static_cast<unsigned>(Opcode::Close) &&
            opcode <= static_cast<unsigned>(Opcode::Pong));
  }
};

/// Collects a header, however TCP splits it.
class FrameHeaderReader {
 public:
  /// Removes the header's bytes from the front of `bytes`. True once the header is complete; none
  /// of the payload need have arrived by then.
  bool feed(std::string_view& bytes);
  /// To be called after feed() has returned true. The next feed() begins another header.
  FrameHeader take();
  /// True if part of a header has arrived.
  [[nodiscard]] bool begun() const { return size_ != 0; }

 private:
  [[nodiscard]] std::size_t length_bytes() const;
  [[nodiscard]] std::size_t expected_size() const;

  std::array<char, 14> bytes_{};
  std::size_t size_ = 0;
};

}  // namespace parley::websocket
