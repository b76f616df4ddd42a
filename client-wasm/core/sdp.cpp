#include "parley/core/sdp.h"

#include <algorithm>
#include <cstddef>

namespace parley::core::sdp {

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::vector<std::string> ice_ufrags(std::string_view sdp) {
  constexpr std::string_view prefix = "a=ice-ufrag:";
  std::vector<std::string> ufrags;
  while (!sdp.empty()) {
    const std::string_view line = take_line(sdp);
    if (line.substr(0, prefix.size()) != prefix) continue;
    const std::string_view ufrag = line.substr(prefix.size());
    if (std::find(ufrags.begin(), ufrags.end(), ufrag) == ufrags.end()) ufrags.emplace_back(ufrag);
  }
  return ufrags;
}

std::string_view session_id(std::string_view sdp) {
  while (!sdp.empty()) {
    const std::string_view line = take_line(sdp);
    if (line.substr(0, 2) != "o=") continue;
    // o=<username> <sess-id> <sess-version> …
    const std::size_t start = std::min(line.find(' '), line.size() - 1) + 1;
    return line.substr(start, line.find(' ', start) - start);
  }
  return {};
}

}  // namespace parley::core::sdp
