#include "parley/http/digest.h"

#include <openssl/evp.h>

#include <array>
#include <string>
#include <vector>

namespace parley::http {
namespace {

std::vector<unsigned char> digest(std::string_view bytes, const EVP_MD* algorithm) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> value{};
  unsigned length = 0;
  EVP_Digest(bytes.data(), bytes.size(), value.data(), &length, algorithm, nullptr);
  return {value.begin(), value.begin() + length};
}

}  // namespace

std::string websocket_accept(std::string_view key) {
  constexpr std::string_view guid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  const auto value = digest(std::string(key).append(guid), EVP_sha1());
  // Four characters for every three bytes begun, and a zero byte.
  std::vector<unsigned char> encoded((value.size() + 2) / 3 * 4 + 1);
  const int length = EVP_EncodeBlock(encoded.data(), value.data(), static_cast<int>(value.size()));
  return {encoded.begin(), encoded.begin() + length};
}

std::string short_sha256(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto value = digest(bytes, EVP_sha256());
  std::string text;
  for (std::size_t index = 0; index < 8; ++index) {
    text += digits[value[index] >> 4U];
    text += digits[value[index] & 0x0FU];
  }
  return text;
}

}  // namespace parley::http
