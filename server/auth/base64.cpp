#include "base64.h"

#include <algorithm>
#include <cstdint>

namespace parley::auth {
namespace {

constexpr std::string_view common =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

std::string encode(std::string_view bytes, std::string_view last_two) {
  std::string text;
  std::uint32_t bits = 0;
  unsigned count = 0;
  const auto digit = [last_two](std::uint32_t value) {
    return value < common.size() ? common[value] : last_two[value - common.size()];
  };
  for (const char byte : bytes) {
    bits = bits << 8U | static_cast<unsigned char>(byte);
    for (count += 8; count >= 6; count -= 6) text += digit(bits >> (count - 6) & 0x3FU);
  }
  if (count > 0) text += digit(bits << (6 - count) & 0x3FU);
  return text;
}

std::optional<std::uint32_t> value_of(char digit) {
  if (digit >= 'A' && digit <= 'Z') return static_cast<std::uint32_t>(digit - 'A');
  if (digit >= 'a' && digit <= 'z') return static_cast<std::uint32_t>(digit - 'a') + 26U;
  if (digit >= '0' && digit <= '9') return static_cast<std::uint32_t>(digit - '0') + 52U;
  if (digit == '-') return 62U;
  if (digit == '_') return 63U;
  return std::nullopt;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text = encode(bytes, "+/");
  while (text.size() % 4 != 0) text += '=';
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0 || text.find_first_of("-_") != std::string_view::npos) {
    return std::nullopt;
  }
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  std::string for_urls(text);
  std::replace(for_urls.begin(), for_urls.end(), '+', '-');
  std::replace(for_urls.begin(), for_urls.end(), '/', '_');
  return from_base64url(for_urls);
}

std::string to_base64url(std::string_view bytes) {
  return encode(bytes, "-_");
}

std::optional<std::string> from_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char digit : text) {
    const auto value = value_of(digit);
    if (!value) return std::nullopt;
    bits = bits << 6U | *value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes += static_cast<char>(bits >> count & 0xFFU);
    }
  }
  if ((bits & ((1U << count) - 1U)) != 0) return std::nullopt;
  return bytes;
}

}  // namespace parley::auth
