// Access tokens: as they come; and with a signature that is right, to get behind it. An input is a
// token, or lines with header, claims and room.
#include <string>

#include "base64.h"
#include "fuzz.h"
#include "hmac.h"
#include "parley/auth/access_tokens.h"
#include "parley/protocol/limits.h"

namespace parley::auth {
namespace {

using fuzz::next_line;
using fuzz::require;

const std::string secret(32, 's');

std::int64_t fixed_time() {
  return 1'767'225'600;
}

const AccessTokens& tokens() {
  static const AccessTokens verifier({{"SK1", secret}}, {}, fixed_time);
  return verifier;
}

}  // namespace
}  // namespace parley::auth

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace parley::auth;
  std::string_view rest = parley::fuzz::text_of(data, size);
  const auto as_it_came = tokens().verify(rest, "standup");
  require(!as_it_came.ok(), "nobody forges a token");

  std::string signed_text = to_base64url(next_line(rest)) + ".";
  signed_text += to_base64url(next_line(rest));
  const std::string signature = hmac_sha256(secret, signed_text);
  const auto access = tokens().verify(signed_text + "." + to_base64url(signature), rest);
  if (access) {
    require(!access.value().identity.empty() &&
                access.value().identity.size() <= parley::protocol::limits::identity_bytes,
            "whoever is let in has a name within the limits");
  }
  return 0;
}
