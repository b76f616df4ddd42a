#include "parley/protocol/message.h"

namespace parley::protocol {

std::string_view to_string(TrackKind kind) {
  switch (kind) {
    case TrackKind::Audio:
      return "audio";
    case TrackKind::Video:
      return "video";
    case TrackKind::Data:
      break;
  }
  return "data";
}

std::optional<TrackKind> track_kind_from(std::string_view name) {
  for (const TrackKind kind : {TrackKind::Audio, TrackKind::Video, TrackKind::Data}) {
    if (name == to_string(kind)) return kind;
  }
  return std::nullopt;
}

std::string_view to_string(TrackPriority priority) {
  switch (priority) {
    case TrackPriority::Low:
      return "low";
    case TrackPriority::Standard:
      return "standard";
    case TrackPriority::High:
      break;
  }
  return "high";
}

std::optional<TrackPriority> track_priority_from(std::string_view name) {
  for (const auto priority : {TrackPriority::Low, TrackPriority::Standard, TrackPriority::High}) {
    if (name == to_string(priority)) return priority;
  }
  return std::nullopt;
}

}  // namespace parley::protocol
