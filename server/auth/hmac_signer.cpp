#include "parley/auth/hmac_signer.h"

#include <stdexcept>
#include <utility>

#include "hex.h"
#include "hmac.h"

namespace parley::auth {

HmacSigner::HmacSigner(std::string key) : key_(std::move(key)) {
  if (key_.size() < key_bytes) throw std::invalid_argument("A key has at least 32 bytes.");
}

std::string HmacSigner::sign(std::string_view text) const {
  return to_hex(hmac_sha256(key_, text));
}

}  // namespace parley::auth
