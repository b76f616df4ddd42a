#include "words.h"

#include <array>
#include <ctime>

namespace parley::doctor {

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t index = 0; index < words.size(); ++index) {
    if (index > 0) text += index + 1 == words.size() ? " and " : ", ";
    text += words[index];
  }
  return text;
}

std::string counted(std::int64_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string mebibytes(std::uint64_t bytes) {
  return std::to_string(bytes >> 20U) + " MiB";
}

std::string day(std::int64_t seconds) {
  const std::time_t time = seconds;
  std::tm parts{};
  gmtime_r(&time, &parts);
  std::array<char, 32> text{};
  const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%d", &parts);
  return {text.data(), size};
}

std::string printable(const std::string& text) {
  constexpr std::size_t most = 200;
  std::string result = text.substr(0, most);
  for (std::size_t at = 0; at < result.size(); ++at) {
    const auto byte = static_cast<unsigned char>(result[at]);
    if (byte < 0x20 || byte == 0x7F) result[at] = '?';
    // U+0080 to U+009F in UTF-8: to a terminal U+009B is what ESC [ is.
    if (byte >= 0x80 && byte <= 0x9F && at > 0 && result[at - 1] == '\xC2') {
      result[at - 1] = result[at] = '?';
    }
  }
  return text.size() > most ? result + "..." : result;
}

}  // namespace parley::doctor
