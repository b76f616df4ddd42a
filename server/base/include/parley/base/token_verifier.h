#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parley/protocol/result.h"

namespace parley::base {

/// What an access token says about its bearer.
struct Access {
  std::string identity;  ///< 1 to 256 bytes of UTF-8 without control characters
  /// Whether the bearer is a host of the room, if the token says.
  std::optional<bool> host = std::nullopt;
};

/// Verifies access tokens. Several threads may use it at the same time.
class TokenVerifier {
 public:
  TokenVerifier() = default;
  TokenVerifier(const TokenVerifier&) = delete;
  TokenVerifier& operator=(const TokenVerifier&) = delete;
  virtual ~TokenVerifier() = default;

  /// Whom the token lets into the room of that name, now. Errors: the token errors of PROTOCOL.md,
  /// and `room-not-found` if the token is for another room.
  [[nodiscard]] virtual protocol::Result<Access> verify(std::string_view token,
                                                        std::string_view room_name) const = 0;
};

}  // namespace parley::base
