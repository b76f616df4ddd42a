#include "parley/doctor/stun_message.h"

#include <arpa/inet.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>

namespace parley::doctor {
namespace {

constexpr std::array<std::uint8_t, 4> cookie = {0x21, 0x12, 0xA4, 0x42};
constexpr std::size_t integrity_bytes = 20;
constexpr std::size_t attribute_header_bytes = 4;

void append_number(std::string& bytes, std::size_t number) {
  bytes += static_cast<char>(number >> 8U & 0xFFU);
  bytes += static_cast<char>(number & 0xFFU);
}

std::size_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

std::size_t number_at(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
}

std::size_t padded(std::size_t size) {
  return (size + 3) / 4 * 4;
}

void append_attribute(std::string& bytes, StunAttribute type, std::string_view value) {
  append_number(bytes, static_cast<std::size_t>(type));
  append_number(bytes, value.size());
  bytes.append(value).append(padded(value.size()) - value.size(), '\0');
}

// Where the message says that it ends.
void set_length(std::string& bytes, std::size_t length) {
  bytes[2] = static_cast<char>(length >> 8U & 0xFFU);
  bytes[3] = static_cast<char>(length & 0xFFU);
}

std::string hmac_of(std::string_view bytes, std::string_view key) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data(), &size);
  return {digest.begin(), digest.begin() + size};
}

// RFC 8489 section 5: the bits of the method lie around those of the class.
std::size_t type_of(const StunMessage& message) {
  return static_cast<std::size_t>(message.method) | static_cast<std::size_t>(message.kind);
}

}  // namespace

std::optional<std::string_view> StunMessage::find(StunAttribute type) const {
  for (const auto& [one, value] : attributes) {
    if (one == type) return value;
  }
  return {};
}

std::string write_stun(const StunMessage& message) {
  std::string bytes;
  append_number(bytes, type_of(message));
  append_number(bytes, 0);
  bytes.append(cookie.begin(), cookie.end()).append(message.id.begin(), message.id.end());
  for (const auto& [type, value] : message.attributes) append_attribute(bytes, type, value);
  set_length(bytes, bytes.size() - stun_header_bytes);
  return bytes;
}

std::string write_signed_stun(const StunMessage& message, std::string_view key) {
  std::string bytes = write_stun(message);
  // The length already counts what is being computed.
  set_length(bytes, bytes.size() - stun_header_bytes + attribute_header_bytes + integrity_bytes);
  append_attribute(bytes, StunAttribute::MessageIntegrity, hmac_of(bytes, key));
  return bytes;
}

std::optional<std::size_t> bytes_after_stun_header(std::string_view header) {
  if (header.size() < stun_header_bytes || byte_at(header, 0) > 0x3F) return {};
  const bool has_cookie =
      std::equal(cookie.begin(), cookie.end(), header.begin() + 4,
                 [](std::uint8_t a, char b) { return a == static_cast<std::uint8_t>(b); });
  const std::size_t length = number_at(header, 2);
  if (!has_cookie || length % 4 != 0) return {};
  return length;
}

std::optional<StunMessage> read_stun(std::string_view bytes) {
  const auto length = bytes_after_stun_header(bytes);
  if (!length || bytes.size() != stun_header_bytes + *length) return {};
  StunMessage message;
  const std::size_t type = number_at(bytes, 0);
  message.kind = static_cast<StunClass>(type & 0x110U);
  message.method = static_cast<StunMethod>(type & ~std::size_t{0x110});
  std::copy_n(bytes.begin() + 8, message.id.size(), message.id.begin());
  std::size_t at = stun_header_bytes;
  while (at + attribute_header_bytes <= bytes.size()) {
    const std::size_t size = number_at(bytes, at + 2);
    const std::size_t begin = at + attribute_header_bytes;
    if (begin + padded(size) > bytes.size()) return {};
    message.attributes.emplace_back(static_cast<StunAttribute>(number_at(bytes, at)),
                                    bytes.substr(begin, size));
    at = begin + padded(size);
  }
  return message;
}

bool is_signed_with(std::string_view bytes, std::string_view key) {
  if (!read_stun(bytes)) return false;
  std::size_t at = stun_header_bytes;
  while (at < bytes.size()) {
    const std::size_t size = number_at(bytes, at + 2);
    if (number_at(bytes, at) == static_cast<std::size_t>(StunAttribute::MessageIntegrity)) {
      std::string before(bytes.substr(0, at));
      set_length(before, at - stun_header_bytes + attribute_header_bytes + integrity_bytes);
      const std::string digest = hmac_of(before, key);
      return size == digest.size() &&
             CRYPTO_memcmp(digest.data(), bytes.data() + at + attribute_header_bytes, size) == 0;
    }
    at += attribute_header_bytes + padded(size);
  }
  return false;
}

std::string stun_key(std::string_view username, std::string_view realm, std::string_view password) {
  std::string text(username);
  text.append(":").append(realm).append(":").append(password);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_md5(), nullptr);
  return {digest.begin(), digest.begin() + size};
}

std::optional<std::string> read_xor_address(std::string_view value, const TransactionId& id) {
  constexpr std::size_t ipv4_bytes = 8;
  constexpr std::size_t ipv6_bytes = 20;
  const bool is_ipv4 = value.size() == ipv4_bytes && value[1] == 1;
  const bool is_ipv6 = value.size() == ipv6_bytes && value[1] == 2;
  if (!is_ipv4 && !is_ipv6) return {};
  std::array<std::uint8_t, 16> mask{};
  std::copy(cookie.begin(), cookie.end(), mask.begin());
  std::copy(id.begin(), id.end(), mask.begin() + cookie.size());
  std::array<std::uint8_t, 16> address{};
  for (std::size_t index = 0; index + 4 < value.size(); ++index) {
    address.at(index) = static_cast<std::uint8_t>(byte_at(value, index + 4) ^ mask.at(index));
  }
  const std::size_t port = number_at(value, 2) ^ (cookie[0] * 256U + cookie[1]);
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(is_ipv4 ? AF_INET : AF_INET6, address.data(), text.data(), text.size());
  const std::string shown = is_ipv4 ? text.data() : "[" + std::string(text.data()) + "]";
  return shown + ":" + std::to_string(port);
}

std::optional<StunError> read_stun_error(std::string_view value) {
  constexpr std::size_t numbers_end = 4;
  constexpr int hundred = 100;
  if (value.size() < numbers_end) return {};
  const int code =
      static_cast<int>(byte_at(value, 2) & 0x7U) * hundred + static_cast<int>(byte_at(value, 3));
  return StunError{code, std::string(value.substr(numbers_end))};
}

}  // namespace parley::doctor
