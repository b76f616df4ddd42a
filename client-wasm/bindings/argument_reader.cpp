#include "argument_reader.h"

#include <cstddef>

#include "parley/core/log_names.h"

namespace parley::bindings {

using core::IceState;
using emscripten::val;
using protocol::DescriptionType;
using protocol::PathKind;

template <class Value>
void ArgumentReader::take(const std::optional<Value>& known, Value& value) {
  ok_ = ok_ && known;
  if (known) value = *known;
}

void ArgumentReader::number(std::string_view /*key*/, std::uint32_t& value) {
  value = next().as<unsigned>();
}

void ArgumentReader::flag(std::string_view /*key*/, bool& value) {
  value = next().as<bool>();
}

void ArgumentReader::kind(protocol::TrackKind& kind) {
  take(protocol::track_kind_from(word()), kind);
}

void ArgumentReader::priority(protocol::TrackPriority& priority) {
  take(protocol::track_priority_from(word()), priority);
}

void ArgumentReader::track(protocol::TrackPublication& track) {
  text(track.sid);
  kind(track.kind);
  flag("enabled", track.enabled);
  priority(track.priority);
  text(track.name);
}

void ArgumentReader::description_type(DescriptionType& type) {
  take(core::value_named(word(), DescriptionType::Answer), type);
}

void ArgumentReader::tracks(std::vector<protocol::TrackMid>& tracks) {
  const val entries = next();
  const auto count = entries["length"].as<unsigned>();
  for (unsigned index = 0; index < count; ++index) {
    const auto entry = entries[index].as<std::string>();
    const std::size_t space = entry.find(' ');
    if (space == std::string::npos) continue;
    tracks.push_back({entry.substr(0, space), entry.substr(space + 1)});
  }
}

void ArgumentReader::ice_state(IceState& state) {
  take(core::value_named(word(), IceState::Failed), state);
}

void ArgumentReader::video_quality(core::VideoQuality& quality) {
  take(core::value_named(word(), core::VideoQuality::SoundOnly), quality);
}

void ArgumentReader::bandwidth_mode(core::BandwidthMode& mode) {
  take(core::value_named(word(), core::BandwidthMode::Presentation), mode);
}

void ArgumentReader::path(PathKind& path) {
  take(core::value_named(word(), PathKind::Relay), path);
}

void ArgumentReader::candidate(protocol::Candidate& candidate) {
  text(candidate.candidate);
  if (std::string mid = word(); !mid.empty()) candidate.sdp_mid = std::move(mid);
  if (const int line = next().as<int>(); line >= 0) {
    candidate.sdp_m_line_index = static_cast<std::uint32_t>(line);
  }
  if (std::string ufrag = word(); !ufrag.empty()) candidate.username_fragment = std::move(ufrag);
}

}  // namespace parley::bindings
