#include "parley/core/slot_allocator.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <span>

#include "parley/protocol/limits.h"

namespace parley::core {

using protocol::TrackKind;
using protocol::TrackPreference;

namespace {

struct Layer {
  std::uint32_t height;  // up to which it is sent (PROTOCOL.md); 0: any
  std::uint32_t bitrate;
};
constexpr std::array<Layer, 3> layers = {{{180, 150'000}, {360, 450'000}, {0, 1'400'000}}};

std::size_t wanted_layer(std::uint32_t height) {
  std::size_t layer = 0;
  while (layer + 1 < layers.size() && (height == 0 || height > layers[layer].height)) ++layer;
  return layer;
}

std::uint32_t or_any(std::uint32_t limit) {
  return limit == 0 ? std::numeric_limits<std::uint32_t>::max() : limit;
}

// Divides a line between pictures, which come in the order of their rank.
class Division {
 public:
  Division(std::uint32_t bitrate, const BandwidthProfile& profile)
      : profile_(profile), cap_(or_any(profile.max_bitrate)), line_(std::min(bitrate, cap_)) {}

  // Takes as many of them off as can do with the lowest layer; false if the next one cannot.
  bool add(std::span<const WantedTrack*>& pictures) {
    const std::uint32_t limit = profile_.switches_off ? line_ : cap_;
    const auto priority = pictures.front()->priority;
    while (!pictures.empty() && (!in_turn() || pictures.front()->priority == priority)) {
      // At least one is always tried.
      if (!shares_.empty() && used_ + layers[0].bitrate > limit) return false;
      used_ += layers[0].bitrate;
      shares_.push_back({pictures.front(), 0});
      pictures = pictures.subspan(1);
    }
    return true;
  }

  // Gives better layers to all that have been added. False if any would have needed more.
  bool raise() {
    bool enough = true;
    // Equally means that nobody has the largest layer before all have the middle one.
    std::size_t highest = profile_.mode == BandwidthMode::Grid ? 1 : layers.size() - 1;
    for (; highest < layers.size(); ++highest) {
      for (Share& share : shares_) {
        std::size_t layer = std::min(wanted_layer(share.track->preference.height), highest);
        const auto more = [&] { return layers[layer].bitrate - layers[share.layer].bitrate; };
        for (; layer > share.layer && used_ + more() > line_; --layer) enough = false;
        used_ += more();
        share.layer = layer;
      }
    }
    return enough;
  }

  [[nodiscard]] std::vector<TrackPreference> preferences() const {
    std::vector<TrackPreference> preferences;
    for (const Share& share : shares_) {
      preferences.push_back(share.track->preference);
      const std::uint32_t height = layers[share.layer].height;
      if (height != 0) preferences.back().height = height;
    }
    return preferences;
  }

 private:
  struct Share {
    const WantedTrack* track;
    std::size_t layer;
  };

  // One priority after the other. That switches off what could be seen.
  [[nodiscard]] bool in_turn() const {
    return profile_.mode == BandwidthMode::Presentation && profile_.switches_off;
  }

  const BandwidthProfile& profile_;
  std::uint32_t cap_;
  std::uint32_t line_;
  std::uint64_t used_ = 0;
  std::vector<Share> shares_;
};

}  // namespace

SlotAllocation allocate_slots(const std::vector<WantedTrack>& wanted, std::uint32_t bitrate,
                              const BandwidthProfile& profile) {
  const auto ranks_higher = [&profile](const WantedTrack* one, const WantedTrack* other) {
    if (one->priority != other->priority) return one->priority > other->priority;
    if (profile.max_tracks != 0 && one->spoke != other->spoke) return one->spoke > other->spoke;
    // 0 is full height; taking 1 from it makes it the largest number.
    return one->preference.height - 1 > other->preference.height - 1;
  };
  std::vector<TrackPreference> unheard;
  std::vector<const WantedTrack*> pictures;
  for (const WantedTrack& track : wanted) {
    const bool is_sound = track.kind == TrackKind::Audio;
    if (is_sound && track.preference.off) unheard.push_back(track.preference);
    if (is_sound || track.preference.off) continue;
    pictures.insert(std::upper_bound(pictures.begin(), pictures.end(), &track, ranks_higher),
                    &track);
  }
  const std::size_t most =
      std::min<std::size_t>(or_any(profile.max_tracks), protocol::limits::tracks_per_participant);
  if (pictures.size() > most) pictures.resize(most);

  Division division(bitrate, profile);
  bool fits = true;
  bool enough = true;
  for (std::span<const WantedTrack*> rest = pictures; fits && !rest.empty();) {
    fits = division.add(rest);
    enough = division.raise() && fits && enough;
  }
  SlotAllocation allocation;
  allocation.preferences = division.preferences();
  // What the profile does not allow is of no use.
  allocation.wants_more = !enough && bitrate < or_any(profile.max_bitrate);
  for (const TrackPreference& sound : unheard) {
    if (allocation.preferences.size() == protocol::limits::tracks_per_participant) break;
    allocation.preferences.push_back(sound);
  }
  return allocation;
}

}  // namespace parley::core
