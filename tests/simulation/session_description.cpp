#include "session_description.h"

#include <charconv>
#include <sstream>

namespace parley::simulation {
namespace {

std::string_view name_of(Direction direction) {
  if (direction.send) return direction.receive ? "sendrecv" : "sendonly";
  return direction.receive ? "recvonly" : "inactive";
}

// Takes the next line off the text.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find("\r\n");
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 2);
  return line;
}

bool take_prefix(std::string_view& line, std::string_view prefix) {
  if (line.substr(0, prefix.size()) != prefix) return false;
  line.remove_prefix(prefix.size());
  return true;
}

}  // namespace

const MediaSection* SessionDescription::find(std::string_view mid) const {
  for (const MediaSection& section : sections) {
    if (section.mid == mid) return &section;
  }
  return nullptr;
}

std::string to_sdp(const SessionDescription& description) {
  std::ostringstream text;
  text << "v=0\r\no=- " << description.session_id << " " << description.version
       << " IN IP4 0.0.0.0\r\ns=-\r\n";
  for (const MediaSection& section : description.sections) {
    text << (section.kind == protocol::TrackKind::Audio ? "m=audio" : "m=video")
         << " 9 UDP/TLS/RTP/SAVPF 0\r\na=ice-ufrag:" << description.ice_ufrag
         << "\r\na=mid:" << section.mid << "\r\na=" << name_of(section.direction) << "\r\n";
    if (!section.track.empty()) text << "a=msid:- " << section.track << "\r\n";
  }
  return text.str();
}

SessionDescription parse_sdp(std::string_view sdp) {
  SessionDescription description;
  while (!sdp.empty()) {
    std::string_view line = take_line(sdp);
    if (take_prefix(line, "o=- ")) {
      std::from_chars(line.data(), line.data() + line.find(' '), description.session_id);
    } else if (take_prefix(line, "m=")) {
      description.sections.emplace_back();
      const bool audio = take_prefix(line, "audio");
      description.sections.back().kind =
          audio ? protocol::TrackKind::Audio : protocol::TrackKind::Video;
    } else if (take_prefix(line, "a=ice-ufrag:")) {
      description.ice_ufrag = line;
    } else if (take_prefix(line, "a=mid:")) {
      description.sections.back().mid = line;
    } else if (take_prefix(line, "a=msid:- ")) {
      description.sections.back().track = line;
    } else if (line == "a=sendrecv" || line == "a=sendonly" || line == "a=recvonly") {
      description.sections.back().direction = {line != "a=recvonly", line != "a=sendonly"};
    }
  }
  return description;
}

}  // namespace parley::simulation
