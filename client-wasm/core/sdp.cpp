#include "parley/core/sdp.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace parley::core::sdp {
namespace {

// Of "a=rtpmap:96 VP8/90000" or "a=fmtp:96 …": 96.
std::string_view payload_type(std::string_view line) {
  const std::size_t start = line.find(':') + 1;
  return line.substr(start, line.find(' ', start) - start);
}

// Of "a=rtpmap:96 VP8/90000": whether that is video itself, and not what protects or repeats it.
bool is_video_codec(std::string_view rtpmap) {
  constexpr std::array<std::string_view, 4> others = {"rtx/", "red/", "ulpfec/", "flexfec-03/"};
  const std::string_view encoding =
      rtpmap.substr(std::min(rtpmap.find(' '), rtpmap.size() - 1) + 1);
  return std::none_of(others.begin(), others.end(),
                      [encoding](auto name) { return encoding.starts_with(name); });
}

// The format parameters of that payload type, in the rest of its media section.
bool has_parameters(std::string_view section, std::string_view type) {
  while (!section.empty()) {
    const std::string_view line = take_line(section);
    if (line.starts_with("m=")) return false;
    if (line.starts_with("a=fmtp:") && payload_type(line) == type) return true;
  }
  return false;
}

}  // namespace

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
    if (!line.starts_with(prefix)) continue;
    const std::string_view ufrag = line.substr(prefix.size());
    if (std::find(ufrags.begin(), ufrags.end(), ufrag) == ufrags.end()) ufrags.emplace_back(ufrag);
  }
  return ufrags;
}

std::string_view session_id(std::string_view sdp) {
  while (!sdp.empty()) {
    const std::string_view line = take_line(sdp);
    if (!line.starts_with("o=")) continue;
    // o=<username> <sess-id> <sess-version> …
    const std::size_t start = std::min(line.find(' '), line.size() - 1) + 1;
    return line.substr(start, line.find(' ', start) - start);
  }
  return {};
}

std::string with_start_bitrate(std::string_view sdp, std::uint32_t bitrate) {
  const std::string parameter = "x-google-start-bitrate=" + std::to_string(bitrate / 1000);
  std::string result;
  std::vector<std::string_view> codecs;  // payload types of the media section
  bool video = false;
  while (!sdp.empty()) {
    const std::string_view rest = sdp;
    const std::string_view line = take_line(sdp);
    const std::string_view end = rest.substr(line.size(), rest.size() - sdp.size() - line.size());
    result += line;
    if (line.starts_with("m=")) {
      video = line.starts_with("m=video");
      codecs.clear();
    } else if (video && line.starts_with("a=rtpmap:") && is_video_codec(line)) {
      const std::string_view type = payload_type(line);
      codecs.push_back(type);
      if (!has_parameters(sdp, type)) {
        result.append(end).append("a=fmtp:").append(type).append(" ").append(parameter);
      }
    } else if (video && line.starts_with("a=fmtp:") &&
               std::find(codecs.begin(), codecs.end(), payload_type(line)) != codecs.end()) {
      result.append(";").append(parameter);
    }
    result += end;
  }
  return result;
}

}  // namespace parley::core::sdp
