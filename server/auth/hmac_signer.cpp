#include "parley/auth/hmac_signer.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "hex.h"

namespace parley::auth {

HmacSigner::HmacSigner(std::string key) : key_(std::move(key)) {
  if (key_.size() < key_bytes) throw std::invalid_argument("A key has at least 32 bytes.");
}

std::string HmacSigner::sign(std::string_view text) const {
  std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
  unsigned length = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  // Fails only without memory; an empty signature would be everyone's.
  if (HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()), bytes, text.size(),
           code.data(), &length) == nullptr) {
    std::abort();
  }
  return to_hex({reinterpret_cast<const char*>(code.data()), length});
}

}  // namespace parley::auth
