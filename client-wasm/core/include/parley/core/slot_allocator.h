// What is asked for of an SFU, which has a limited number of slots, over a line of limited capacity.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/protocol/message.h"

namespace parley::core {

/// A track that somebody in the room publishes, and how much of it is needed.
struct WantedTrack {
  protocol::TrackKind kind = protocol::TrackKind::Video;
  protocol::TrackPriority priority = protocol::TrackPriority::Standard;
  protocol::TrackPreference preference;
};

struct SlotAllocation {
  /// What to tell the SFU (PROTOCOL.md, "Large rooms"): pictures, the most wanted first, and sounds
  /// that are not wanted.
  std::vector<protocol::TrackPreference> preferences;
  /// Some would be larger with more bit/s.
  bool wants_more = false;
};

/// Allocates `bitrate` (bit/s): first every picture in its lowest simulcast layer, as many as fit, and
/// then better layers in the order of rank. High priority goes first, then what is shown large.
SlotAllocation allocate_slots(const std::vector<WantedTrack>& wanted, std::uint32_t bitrate);

}  // namespace parley::core
