#include "event_writer.h"

#include <variant>

#include "parley/core/log_names.h"
#include "parley/protocol/codec.h"

namespace parley::core {

void EventWriter::name(std::string_view name) {
  line_.append(" ").append(name);
}

void EventWriter::field(std::string_view key, std::string_view value) {
  line_.append(" ").append(key).append("=").append(value);
}

void EventWriter::server(const std::string& /*server*/) {
  field("server", "server");
}

void EventWriter::room_name(const std::string& name) {
  field("room", Redactor::room_name(name));
}

void EventWriter::identity(const std::string& identity) {
  field("identity", redactor_.identity(identity));
}

void EventWriter::secret(std::string_view key, const std::string& value) {
  field(key, Redactor::secret(value));
}

void EventWriter::number(std::string_view key, std::uint32_t value) {
  field(key, std::to_string(value));
}

void EventWriter::flag(std::string_view key, bool value) {
  field(key, value ? "true" : "false");
}

void EventWriter::id(std::string_view key, const std::string& value) {
  field(key, redactor_.id(value));
}

void EventWriter::mid(const std::string& value) {
  field("mid", redactor_.mid(value));
}

void EventWriter::kind(protocol::TrackKind kind) {
  field("kind", to_string(kind));
}

void EventWriter::priority(protocol::TrackPriority priority) {
  field("priority", to_string(priority));
}

void EventWriter::track(const protocol::TrackPublication& track) {
  id("sid", track.sid);
  kind(track.kind);
  flag("enabled", track.enabled);
  priority(track.priority);
  field("name", Redactor::filler(track.name));
}

void EventWriter::description_type(protocol::DescriptionType type) {
  field("type", log_name(type));
}

void EventWriter::tracks(const std::vector<protocol::TrackMid>& tracks) {
  std::string list;
  for (const protocol::TrackMid& track : tracks) {
    if (!list.empty()) list += ',';
    list.append(redactor_.mid(track.mid)).append(":").append(redactor_.id(track.sid));
  }
  field("tracks", list);
}

void EventWriter::ice_state(IceState state) {
  field("state", log_name(state));
}

void EventWriter::video_quality(VideoQuality quality) {
  field("quality", log_name(quality));
}

void EventWriter::bandwidth_mode(BandwidthMode mode) {
  field("mode", log_name(mode));
}

void EventWriter::path(protocol::PathKind path) {
  field("path", log_name(path));
}

// What we send has its size in the log, as the core keeps only so many bytes for a server that is
// away (MessageLedger).
// Of the same length, as that of messages matters.
void EventWriter::seal(const std::string& seal) {
  field("seal", Redactor::filler(seal));
}

void EventWriter::local_sdp(const std::string& sdp) {
  field("size", std::to_string(size_in_json(sdp)));
  std::string lines;
  const std::string redacted = redactor_.sdp(sdp);
  for (const char c : redacted) {
    if (c == '\n') lines += '|';
    if (c != '\n' && c != '\r') lines += c;
  }
  field("sdp", lines);
}

void EventWriter::candidate(const protocol::Candidate& candidate) {
  if (candidate.sdp_mid) mid(*candidate.sdp_mid);
  if (candidate.sdp_m_line_index) number("line", *candidate.sdp_m_line_index);
  if (candidate.username_fragment) {
    field("ufrag", redactor_.username_fragment(*candidate.username_fragment));
  }
  field("candidate", Redactor::candidate(candidate.candidate));
}

void EventWriter::message(const std::string& text) {
  auto message = protocol::decode_server_message(text);
  if (!message) {
    // The core counts it and looks no further.
    field("undecodable", std::to_string(text.size()));
    return;
  }
  redactor_.redact(message.value());
  field("text", std::visit([](const auto& decoded) { return encode(decoded); }, message.value()));
}

}  // namespace parley::core
