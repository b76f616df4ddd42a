#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "parley/auth/access_tokens.h"
#include "parley/base/turn_issuer.h"

namespace parley::auth {

/// Makes credentials from a secret that the TURN server knows too ("A REST API For Access To TURN
/// Services", draft-uberti-behave-turn-rest-00; coturn's use-auth-secret). The user name is
/// "expiry:participant", the password its HMAC-SHA1 in base64.
class TurnSecret : public base::TurnIssuer {
 public:
  /// Throws std::invalid_argument for an empty secret.
  TurnSecret(std::string secret, std::chrono::seconds lifetime, Clock clock = wall_clock);

  [[nodiscard]] base::TurnCredential issue(std::string_view participant_id) const override;
  [[nodiscard]] std::chrono::milliseconds lifetime() const override { return lifetime_; }

 private:
  std::string secret_;
  std::chrono::seconds lifetime_;
  Clock clock_;
};

}  // namespace parley::auth
