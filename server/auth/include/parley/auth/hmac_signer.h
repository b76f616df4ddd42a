#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "parley/base/signer.h"

namespace parley::auth {

/// As long as the digest: a longer key would not be stronger (RFC 2104 section 3).
inline constexpr std::size_t key_bytes = 32;

/// Signs with HMAC-SHA256 (RFC 2104), in hex. Many threads may use it at the same time.
class HmacSigner : public base::Signer {
 public:
  /// Throws std::invalid_argument for a key of less than `key_bytes`.
  explicit HmacSigner(std::string key);

  [[nodiscard]] std::string sign(std::string_view text) const override;

 private:
  std::string key_;
};

}  // namespace parley::auth
