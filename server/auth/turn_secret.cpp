#include "parley/auth/turn_secret.h"

#include <stdexcept>
#include <utility>

#include "base64.h"
#include "hmac.h"

namespace parley::auth {

TurnSecret::TurnSecret(std::string secret, std::chrono::seconds lifetime, Clock clock)
    : secret_(std::move(secret)), lifetime_(lifetime), clock_(std::move(clock)) {
  if (secret_.empty()) throw std::invalid_argument("The secret of the TURN server is empty.");
}

base::TurnCredential TurnSecret::issue(std::string_view participant_id) const {
  std::string username = std::to_string(clock_() + lifetime_.count());
  username.append(":").append(participant_id);
  std::string password = to_base64(hmac_sha1(secret_, username));
  return {std::move(username), std::move(password)};
}

}  // namespace parley::auth
