#include "hmac.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cstdlib>

namespace parley::auth {
namespace {

std::string hmac(const EVP_MD* digest, std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> code{};
  unsigned length = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  // Fails only without memory; an empty code would be everyone's.
  if (HMAC(digest, key.data(), static_cast<int>(key.size()), bytes, text.size(), code.data(),
           &length) == nullptr) {
    std::abort();
  }
  return {reinterpret_cast<const char*>(code.data()), length};
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view text) {
  return hmac(EVP_sha256(), key, text);
}

std::string hmac_sha1(std::string_view key, std::string_view text) {
  return hmac(EVP_sha1(), key, text);
}

}  // namespace parley::auth
