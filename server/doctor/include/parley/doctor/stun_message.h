// The messages of STUN and TURN: bytes and what they mean (RFC 8489, RFC 8656).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parley::doctor {

using TransactionId = std::array<std::uint8_t, 12>;

enum class StunMethod : std::uint16_t { Binding = 1, Allocate = 3, Refresh = 4 };
enum class StunClass : std::uint16_t {
  Request = 0,
  Indication = 0x10,
  Success = 0x100,
  Error = 0x110
};

/// RFC 8489 section 18.3 and RFC 8656 section 18, those that are used here.
enum class StunAttribute : std::uint16_t {
  Username = 0x0006,
  MessageIntegrity = 0x0008,
  ErrorCode = 0x0009,
  Lifetime = 0x000D,
  Realm = 0x0014,
  Nonce = 0x0015,
  XorRelayedAddress = 0x0016,
  RequestedTransport = 0x0019,
  XorMappedAddress = 0x0020,
};

struct StunMessage {
  StunMethod method = StunMethod::Binding;
  StunClass kind = StunClass::Request;
  TransactionId id{};
  /// In their order, without what pads them.
  std::vector<std::pair<StunAttribute, std::string>> attributes = {};

  /// The first of that type; nothing if there is none.
  [[nodiscard]] std::optional<std::string_view> find(StunAttribute type) const;
};

/// What the two numbers of ERROR-CODE make, and its words (RFC 8489 section 14.8).
struct StunError {
  int code = 0;
  std::string reason;
};

/// The bytes of a header, after which the message's length is known.
inline constexpr std::size_t stun_header_bytes = 20;

/// The bytes of the message.
std::string write_stun(const StunMessage& message);

/// The same with a MESSAGE-INTEGRITY at its end (RFC 8489 section 14.5).
std::string write_signed_stun(const StunMessage& message, std::string_view key);

/// The message in these bytes; nothing if they are none, or more or less than one.
std::optional<StunMessage> read_stun(std::string_view bytes);

/// How many bytes follow a header; nothing if it is none.
std::optional<std::size_t> bytes_after_stun_header(std::string_view header);

/// True if the message has a MESSAGE-INTEGRITY that is made with this key.
bool is_signed_with(std::string_view bytes, std::string_view key);

/// The key for a user of a realm (RFC 8489 section 9.2.2: MD5). The texts are to be ASCII.
std::string stun_key(std::string_view username, std::string_view realm, std::string_view password);

/// The address in an XOR-…-ADDRESS (RFC 8489 section 14.2), as "192.0.2.1:3478" or
/// "[2001:db8::1]:3478"; nothing if it is none.
std::optional<std::string> read_xor_address(std::string_view value, const TransactionId& id);

/// The error of an ERROR-CODE; nothing if it is none.
std::optional<StunError> read_stun_error(std::string_view value);

}  // namespace parley::doctor
