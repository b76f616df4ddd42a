#include "session_description.h"

#include <charconv>

namespace parley::simulation {
namespace {

// Takes the next line off the text.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

// Takes the next word off the line.
std::string_view take_word(std::string_view& line) {
  const std::size_t end = line.find(' ');
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  return word;
}

bool take_prefix(std::string_view& line, std::string_view prefix) {
  if (line.substr(0, prefix.size()) != prefix) return false;
  line.remove_prefix(prefix.size());
  return true;
}

MediaSection parse_section(std::string_view line) {
  MediaSection section;
  section.kind =
      take_word(line) == "audio" ? protocol::TrackKind::Audio : protocol::TrackKind::Video;
  section.mid = take_word(line);
  section.direction.send = take_word(line) == "send";
  section.direction.receive = take_word(line) == "recv";
  section.track = line;
  return section;
}

}  // namespace

const MediaSection* SessionDescription::find(std::string_view mid) const {
  for (const MediaSection& section : sections) {
    if (section.mid == mid) return &section;
  }
  return nullptr;
}

std::string to_sdp(const SessionDescription& description) {
  std::string text =
      "o=- " + std::to_string(description.session_id) + " " + std::to_string(description.version) +
      "\na=ice-ufrag:" + description.ice_ufrag + "\na=fingerprint:" + description.fingerprint;
  for (const MediaSection& section : description.sections) {
    text.append(section.kind == protocol::TrackKind::Audio ? "\nm=audio " : "\nm=video ");
    text.append(section.mid);
    text.append(section.direction.send ? " send" : " -");
    text.append(section.direction.receive ? " recv " : " - ");
    text.append(section.track);
  }
  return text;
}

SessionDescription parse_sdp(std::string_view sdp) {
  SessionDescription description;
  while (!sdp.empty()) {
    std::string_view line = take_line(sdp);
    if (take_prefix(line, "o=- ")) {
      std::from_chars(line.data(), line.data() + line.size(), description.session_id);
    } else if (take_prefix(line, "a=ice-ufrag:")) {
      description.ice_ufrag = line;
    } else if (take_prefix(line, "a=fingerprint:")) {
      description.fingerprint = line;
    } else if (take_prefix(line, "m=")) {
      description.sections.push_back(parse_section(line));
    }
  }
  return description;
}

}  // namespace parley::simulation
