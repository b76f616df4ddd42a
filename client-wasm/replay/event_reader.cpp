#include "event_reader.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include "parley/core/log_names.h"
#include "parley/core/redactor.h"
#include "parley/protocol/limits.h"

namespace parley::replay {
namespace {

// Takes what is before the separator off the text, and the separator.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return part;
}

}  // namespace

bool EventReader::take_name(std::string_view name) {
  std::string_view text = rest_;
  if (take_until(text, ' ') != name) return false;
  rest_ = text;
  return true;
}

std::string EventReader::problem() const {
  if (!problem_.empty() || rest_.empty()) return problem_;
  return "expected nothing after the event";
}

void EventReader::fail(std::string_view key) {
  if (problem_.empty()) problem_ = "expected " + std::string(key) + "=";
}

bool EventReader::has(std::string_view key) const {
  return rest_.size() > key.size() && rest_.substr(0, key.size()) == key &&
         rest_[key.size()] == '=';
}

bool EventReader::take_key(std::string_view key) {
  if (!has(key)) {
    fail(key);
    return false;
  }
  rest_.remove_prefix(key.size() + 1);
  return true;
}

void EventReader::word(std::string_view key, std::string& value) {
  if (take_key(key)) value = take_until(rest_, ' ');
}

void EventReader::rest_of_line(std::string_view key, std::string& value) {
  if (!take_key(key)) return;
  value = rest_;
  rest_ = {};
}

void EventReader::number(std::string_view key, std::uint32_t& value) {
  std::string digits;
  word(key, digits);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) fail(key);
}

template <class Value>
void EventReader::named_value(std::string_view key, Value& value, Value last) {
  std::string name;
  word(key, name);
  if (const auto known = core::value_named(name, last)) {
    value = *known;
  } else {
    fail(key);
  }
}

void EventReader::flag(std::string_view key, bool& value) {
  std::string text;
  word(key, text);
  value = text == "true";
  if (!value && text != "false") fail(key);
}

void EventReader::kind(protocol::TrackKind& kind) {
  std::string name;
  word("kind", name);
  const auto known = protocol::track_kind_from(name);
  if (known) kind = *known;
  if (!known) fail("kind");
}

void EventReader::priority(protocol::TrackPriority& priority) {
  std::string name;
  word("priority", name);
  const auto known = protocol::track_priority_from(name);
  if (known) priority = *known;
  if (!known) fail("priority");
}

void EventReader::track(protocol::TrackPublication& track) {
  word("sid", track.sid);
  kind(track.kind);
  flag("enabled", track.enabled);
  priority(track.priority);
  word("name", track.name);
}

void EventReader::description_type(protocol::DescriptionType& type) {
  named_value("type", type, protocol::DescriptionType::Answer);
}

void EventReader::ice_state(core::IceState& state) {
  named_value("state", state, core::IceState::Failed);
}

void EventReader::video_quality(core::VideoQuality& quality) {
  named_value("quality", quality, core::VideoQuality::SoundOnly);
}

void EventReader::bandwidth_mode(core::BandwidthMode& mode) {
  named_value("mode", mode, core::BandwidthMode::Presentation);
}

void EventReader::path(protocol::PathKind& path) {
  named_value("path", path, protocol::PathKind::Relay);
}

void EventReader::tracks(std::vector<protocol::TrackMid>& tracks) {
  std::string text;
  word("tracks", text);
  std::string_view list = text;
  while (!list.empty()) {
    std::string_view entry = take_until(list, ',');
    const std::string mid(take_until(entry, ':'));
    tracks.push_back({mid, std::string(entry)});
  }
}

void EventReader::local_sdp(std::string& sdp) {
  std::uint32_t size = 0;
  number("size", size);
  std::string text;
  rest_of_line("sdp", text);
  for (const char c : text) {
    if (c == '|') {
      sdp += "\r\n";
    } else {
      sdp += c;
    }
  }
  // As many bytes as it had, in a line that nobody reads.
  const std::size_t present = core::size_in_json(sdp);
  if (size > present && size <= protocol::limits::message_bytes * 4) {
    sdp.append(size - present, 'x');
  }
}

void EventReader::candidate(protocol::Candidate& candidate) {
  if (has("mid")) word("mid", candidate.sdp_mid.emplace());
  if (has("line")) number("line", candidate.sdp_m_line_index.emplace());
  if (has("ufrag")) word("ufrag", candidate.username_fragment.emplace());
  rest_of_line("candidate", candidate.candidate);
}

void EventReader::message(std::string& text) {
  if (has("undecodable")) {
    std::uint32_t size = 0;
    number("undecodable", size);
    text.clear();
  } else {
    rest_of_line("text", text);
  }
}

}  // namespace parley::replay
