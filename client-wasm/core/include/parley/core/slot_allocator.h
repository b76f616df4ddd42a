// What is asked for of an SFU, which has a limited number of slots, over a line of limited capacity.
#pragma once

#include <cstdint>
#include <vector>

#include "parley/core/event.h"
#include "parley/protocol/message.h"

namespace parley::core {

/// A track that somebody in the room publishes, and how much of it is needed.
struct WantedTrack {
  protocol::TrackKind kind = protocol::TrackKind::Video;
  protocol::TrackPriority priority = protocol::TrackPriority::Standard;
  protocol::TrackPreference preference;
  /// Greater for those who spoke later; 0: never.
  std::uint32_t spoke = 0;
};

struct SlotAllocation {
  /// What to tell the SFU (PROTOCOL.md, "Large rooms"): pictures, the most wanted first, and sounds
  /// that are not wanted.
  std::vector<protocol::TrackPreference> preferences;
  /// Some would be larger with more bit/s.
  bool wants_more = false;
};

/// Allocates `bitrate` (bit/s), or less where the profile says so: first every picture in its lowest
/// simulcast layer, as many as fit, and then better layers, as the profile's mode says. Higher
/// priority goes first, then what is shown large; where their number is limited, who spoke last goes
/// before that.
SlotAllocation allocate_slots(const std::vector<WantedTrack>& wanted, std::uint32_t bitrate,
                              const BandwidthProfile& profile = {});

}  // namespace parley::core
