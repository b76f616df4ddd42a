#include "media_sections.h"

#include "parley/base/text.h"

namespace parley::sfu {
namespace {

using protocol::TrackKind;

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
    std::string_view line = base::next_part(sdp, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.starts_with("m=")) sections.push_back({"", kind_of(line)});
    if (line.starts_with(mid) && !sections.empty()) {
      sections.back().mid = line.substr(mid.size());
    }
  }
  return sections;
}

}  // namespace parley::sfu
