#include "times.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace parley::rest {
namespace {

constexpr Time milliseconds_per_second = 1000;

std::string written(Time time, const char* format) {
  const auto seconds = static_cast<std::time_t>(time / milliseconds_per_second);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::array<char, 32> text{};
  const std::size_t length = std::strftime(text.data(), text.size(), format, &parts);
  return {text.data(), length};
}

// Whether `text` looks like `pattern`, in which 0 stands for any digit.
bool looks_like(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (pattern[i] == '0' ? !is_digit : text[i] != pattern[i]) return false;
  }
  return true;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) value = value * 10 + (digit - '0');
  return value;
}

// Without a fraction; it is less than what is answered.
std::string_view without_fraction(std::string_view time) {
  const std::size_t dot = time.find('.');
  return dot == std::string_view::npos ? time : time.substr(0, dot);
}

}  // namespace

std::string to_iso(Time time) {
  return written(time, "%Y-%m-%dT%H:%M:%SZ");
}

std::string to_iso_with_milliseconds(Time time) {
  std::array<char, 8> fraction{};
  std::snprintf(fraction.data(), fraction.size(), ".%03dZ",
                static_cast<int>(time % milliseconds_per_second));
  return written(time, "%Y-%m-%dT%H:%M:%S") + fraction.data();
}

std::optional<Time> from_iso(std::string_view text) {
  const std::string_view date = text.substr(0, 10);
  if (!looks_like(date, "0000-00-00")) return std::nullopt;
  std::tm parts{};
  parts.tm_year = number(date.substr(0, 4)) - 1900;
  parts.tm_mon = number(date.substr(5, 2)) - 1;
  parts.tm_mday = number(date.substr(8, 2));
  std::string_view time = text.substr(10);
  if (!time.empty()) {
    if (time.ends_with("Z")) time.remove_suffix(1);
    if (time.ends_with("+00:00")) time.remove_suffix(6);
    time = without_fraction(time);
    if (!looks_like(time, "T00:00:00")) return std::nullopt;
    parts.tm_hour = number(time.substr(1, 2));
    parts.tm_min = number(time.substr(4, 2));
    parts.tm_sec = number(time.substr(7, 2));
  }
  const std::tm asked = parts;
  const std::time_t seconds = timegm(&parts);
  // What there is not, such as the 31st of June, has become another day.
  if (parts.tm_mday != asked.tm_mday || parts.tm_mon != asked.tm_mon) return std::nullopt;
  return Time{seconds} * milliseconds_per_second;
}

}  // namespace parley::rest
