#include "media_sections.h"

#include <algorithm>

namespace parley::sfu {
namespace {

using protocol::TrackKind;

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

TrackKind kind_of(std::string_view line) {
  if (line.starts_with("m=video ")) return TrackKind::Video;
  if (line.starts_with("m=application ")) return TrackKind::Data;
  return TrackKind::Audio;
}

}  // namespace

std::vector<MediaSection> media_sections(std::string_view sdp) {
  constexpr std::string_view mid = "a=mid:";
  std::vector<MediaSection> sections;
  while (!sdp.empty()) {
    const std::string_view line = take_line(sdp);
    if (line.starts_with("m=")) sections.push_back({"", kind_of(line)});
    if (line.starts_with(mid) && !sections.empty()) {
      sections.back().mid = line.substr(mid.size());
    }
  }
  return sections;
}

}  // namespace parley::sfu
