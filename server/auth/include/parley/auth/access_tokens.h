// Access tokens: JSON Web Tokens (RFC 7519) of the kind that the vendor's video service uses, so
// that what makes tokens for that service can make them for this server:
//
//     {"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"}
//     {"jti":"…","iss":"SK…","sub":"AC…","exp":1767225600,
//      "grants":{"identity":"Ann","video":{"room":"standup"},"parley":{"host":true}}}
//
// The token does not choose the algorithm: keys are for HS256 (RFC 8725 section 3.1). `iss` names
// the key in a list; anything that a header says about keys (kid, jku, jwk, x5u, x5c) is ignored.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/auth/api_key.h"
#include "parley/base/token_verifier.h"

namespace parley::auth {

/// How far the clock of the token's issuer may differ from the server's.
inline constexpr std::chrono::seconds token_leeway{30};

/// Seconds since 1970.
using Clock = std::function<std::int64_t()>;
std::int64_t wall_clock();

class AccessTokens : public base::TokenVerifier {
 public:
  /// Makes tokens with the first of the keys, and accepts those of all keys. `account` is the
  /// required `sub`; empty: anything. Throws std::invalid_argument if there is no key, or if two
  /// have the same id.
  explicit AccessTokens(std::vector<ApiKey> keys, std::string account = {},
                        Clock clock = wall_clock);

  [[nodiscard]] protocol::Result<base::Access> verify(std::string_view token,
                                                      std::string_view room_name) const override;

  /// A token for that name; without a room it is for all rooms.
  [[nodiscard]] std::string make(const std::string& identity,
                                 const std::optional<std::string>& room,
                                 std::chrono::seconds lifetime) const;

 private:
  std::string first_key_;
  std::map<std::string, std::string, std::less<>> secrets_;  // by id
  std::string account_;
  Clock clock_;
};

}  // namespace parley::auth
