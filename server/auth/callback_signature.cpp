#include "parley/auth/callback_signature.h"

#include <algorithm>

#include "base64.h"
#include "hmac.h"

namespace parley::auth {

std::string callback_signature(std::string_view secret, std::string_view url,
                               std::vector<std::pair<std::string, std::string>> form) {
  std::sort(form.begin(), form.end());
  std::string text(url);
  for (const auto& [name, value] : form) text.append(name).append(value);
  return to_base64(hmac_sha1(secret, text));
}

}  // namespace parley::auth
