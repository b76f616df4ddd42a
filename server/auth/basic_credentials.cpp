#include "parley/auth/basic_credentials.h"

#include "base64.h"
#include "hmac.h"
#include "parley/base/constant_time.h"
#include "parley/base/text.h"

namespace parley::auth {

bool BasicCredentials::knows(std::string_view authorization) const {
  constexpr std::string_view scheme = "Basic ";
  if (!base::equals_ignoring_case(authorization.substr(0, scheme.size()), scheme)) return false;
  const auto said = from_base64(base::trim(authorization.substr(scheme.size())));
  if (!said) return false;
  // Digests have one length, whatever was said.
  const std::string digest = hmac_sha256("basic", *said);
  bool found = false;
  for (const ApiKey& user : users_) {
    const std::string expected = hmac_sha256("basic", user.id + ":" + user.secret);
    found = base::equal_in_constant_time(digest, expected) || found;
  }
  return found;
}

}  // namespace parley::auth
