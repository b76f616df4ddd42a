// Access tokens: JSON Web Tokens (RFC 7519) of the kind that the vendor of the second seed's video
// service has, so that what makes tokens for it can make them for this server:
//
//     {"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"}
//     {"jti":"…","iss":"SK…","sub":"AC…","exp":1767225600,
//      "grants":{"identity":"Ann","video":{"room":"standup"},"parley":{"host":true}}}
//
// The algorithm is not the token's to choose: it is the key's, HS256 (RFC 8725 section 3.1). The
// key is the one that `iss` names in a list; nothing that a header says about keys (kid, jku, jwk,
// x5u, x5c) is looked at.
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
#include "parley/hub/token_verifier.h"

namespace parley::auth {

/// How far the clock of the one who makes tokens may differ from ours.
inline constexpr std::chrono::seconds token_leeway{30};

/// Seconds since 1970.
using Clock = std::function<std::int64_t()>;
std::int64_t wall_clock();

class AccessTokens : public hub::TokenVerifier {
 public:
  /// Tokens are made with the first of the keys, and accepted with all of them. `account` is what
  /// `sub` must be; empty: anything. Throws std::invalid_argument without a key, and for two with
  /// the same id.
  explicit AccessTokens(std::vector<ApiKey> keys, std::string account = {},
                        Clock clock = wall_clock);

  [[nodiscard]] protocol::Result<hub::Access> verify(std::string_view token,
                                                     std::string_view room_name) const override;

  /// A token for that name; without a room for all of them.
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
