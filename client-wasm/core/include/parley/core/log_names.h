// The names of values in a log, for writing and for reading. A new value does not compile without a
// name.
#pragma once

#include <string_view>

#include "parley/core/event.h"

namespace parley::core {

inline constexpr std::string_view log_format = "parley-event-log 1";
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

}  // namespace parley::core
