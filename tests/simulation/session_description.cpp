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

const char* name_of(protocol::TrackKind kind) {
  switch (kind) {
    case protocol::TrackKind::Audio:
      return "audio";
    case protocol::TrackKind::Video:
      return "video";
    case protocol::TrackKind::Data:
      break;
  }
  return "application";
}

protocol::TrackKind kind_of(std::string_view name) {
  if (name == "audio") return protocol::TrackKind::Audio;
  return name == "video" ? protocol::TrackKind::Video : protocol::TrackKind::Data;
}

MediaSection parse_section(std::string_view line) {
  MediaSection section;
  section.kind = kind_of(take_word(line));
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
  if (description.has_candidates) text.append("\na=candidate:0");
  for (const MediaSection& section : description.sections) {
    text.append("\nm=").append(name_of(section.kind)).append(" ");
    text.append(section.mid);
    text.append(section.direction.send ? " send" : " -");
    text.append(section.direction.receive ? " recv " : " - ");
    text.append(section.track);
    // The server's reader takes it from there.
    text.append("\na=mid:").append(section.mid);
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
    } else if (take_prefix(line, "a=candidate:")) {
      description.has_candidates = true;
    } else if (take_prefix(line, "m=")) {
      description.sections.push_back(parse_section(line));
    }
  }
  return description;
}

}  // namespace parley::simulation
