#include "options/values.h"

#include <array>
#include <cmath>

#include "parley/limits/client_address.h"

namespace parley {

std::string number_text(double number) {
  std::array<char, 32> text{};
  const bool is_whole = number == std::floor(number);
  const auto written = is_whole ? std::to_chars(text.data(), text.data() + text.size(),
                                                static_cast<long long>(number))
                                : std::to_chars(text.data(), text.data() + text.size(), number);
  return {text.data(), written.ptr};
}

Take take_seconds(std::chrono::milliseconds& value, double least, double most) {
  return [&value, least, most](const std::string& text) {
    double seconds = 0;
    std::string mistake = take_number(seconds, least, most, "seconds")(text);
    if (mistake.empty()) {
      value = std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
    }
    return mistake;
  };
}

Take take_ip_address(std::string& address) {
  return [&address](const std::string& text) -> std::string {
    // One address is a network, too, and has no port.
    if (text.find('/') != std::string::npos || !limits::parse_ip_network(text)) {
      return "Expected an address without a port, such as 203.0.113.1.";
    }
    address = text;
    return {};
  };
}

}  // namespace parley
