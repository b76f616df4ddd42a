// The names of values in a log, for writing and for reading. A new value does not compile without a
// name.
#pragma once

#include <optional>
#include <string_view>

#include "parley/core/event.h"

namespace parley::core {

inline constexpr std::string_view log_format = "parley-event-log 3";
/// Rounds of TimePassed and PONG that led to nothing else: "5000 heartbeat received=17 +12 +4988 …"
/// has the time of the first TimePassed, followed by the delay of each next event, alternating.
inline constexpr std::string_view log_heartbeat = "heartbeat";
/// "gap lines=12": so many lines are missing after the previous ones.
inline constexpr std::string_view log_gap = "gap";

constexpr std::string_view log_name(protocol::DescriptionType type) {
  switch (type) {
    case protocol::DescriptionType::Offer:
      return "offer";
    case protocol::DescriptionType::Answer:
      return "answer";
  }
  return {};
}

inline std::string_view log_name(protocol::PathKind path) {
  return protocol::to_string(path);
}

constexpr std::string_view log_name(IceState state) {
  switch (state) {
    case IceState::New:
      return "new";
    case IceState::Checking:
      return "checking";
    case IceState::Connected:
      return "connected";
    case IceState::Disconnected:
      return "disconnected";
    case IceState::Failed:
      return "failed";
  }
  return {};
}

constexpr std::string_view log_name(VideoQuality quality) {
  switch (quality) {
    case VideoQuality::Automatic:
      return "automatic";
    case VideoQuality::High:
      return "high";
    case VideoQuality::Saving:
      return "saving";
    case VideoQuality::SoundOnly:
      return "sound-only";
  }
  return {};
}

constexpr std::string_view log_name(BandwidthMode mode) {
  switch (mode) {
    case BandwidthMode::Grid:
      return "grid";
    case BandwidthMode::Collaboration:
      return "collaboration";
    case BandwidthMode::Presentation:
      return "presentation";
  }
  return {};
}

/// The value with that name, of all up to `last`; none if no value has it.
template <class Value>
constexpr std::optional<Value> value_named(std::string_view name, Value last) {
  for (int candidate = 0; candidate <= static_cast<int>(last); ++candidate) {
    const auto value = static_cast<Value>(candidate);
    if (log_name(value) == name) return value;
  }
  return std::nullopt;
}

}  // namespace parley::core
