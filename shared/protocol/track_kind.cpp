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

}  // namespace parley::protocol
