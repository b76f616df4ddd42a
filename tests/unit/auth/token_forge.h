// Makes tokens, right ones and wrong ones, without what is under test.
#pragma once

#include <string>
#include <string_view>

#include "parley/auth/hmac_signer.h"

namespace parley::auth {

/// RFC 4648 section 5, without padding.
inline std::string base64url(std::string_view bytes) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  for (std::size_t bit = 0; bit < bytes.size() * 8; bit += 6) {
    unsigned value = 0;
    for (std::size_t at = bit; at < bit + 6; ++at) {
      const unsigned byte = at / 8 < bytes.size() ? static_cast<unsigned char>(bytes[at / 8]) : 0;
      value = value << 1U | (byte >> (7 - at % 8) & 1U);
    }
    text += digits[value];
  }
  return text;
}

inline std::string hmac_bytes(const std::string& secret, std::string_view text) {
  const std::string hex = HmacSigner(secret).sign(text);
  std::string bytes;
  for (std::size_t at = 0; at < hex.size(); at += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
  }
  return bytes;
}

/// RFC 7515 section 3.1.
inline std::string forge(std::string_view header, std::string_view claims,
                         const std::string& secret) {
  const std::string text = base64url(header) + "." + base64url(claims);
  return text + "." + base64url(hmac_bytes(secret, text));
}

}  // namespace parley::auth
