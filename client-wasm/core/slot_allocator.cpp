#include "parley/core/slot_allocator.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "parley/protocol/limits.h"

namespace parley::core {

using protocol::TrackKind;
using protocol::TrackPreference;
using protocol::TrackPriority;

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

bool ranks_higher(const WantedTrack* one, const WantedTrack* other) {
  const bool high = one->priority == TrackPriority::High;
  if (high != (other->priority == TrackPriority::High)) return high;
  // 0 is full height; taking 1 from it makes it the largest number.
  return one->preference.height - 1 > other->preference.height - 1;
}

}  // namespace

SlotAllocation allocate_slots(const std::vector<WantedTrack>& wanted, std::uint32_t bitrate) {
  SlotAllocation allocation;
  std::vector<TrackPreference> unheard;
  std::vector<const WantedTrack*> pictures;
  for (const WantedTrack& track : wanted) {
    const bool is_sound = track.kind == TrackKind::Audio;
    if (is_sound && track.preference.off) unheard.push_back(track.preference);
    if (is_sound || track.preference.off) continue;
    pictures.insert(std::upper_bound(pictures.begin(), pictures.end(), &track, ranks_higher),
                    &track);
  }
  // At least one is always tried.
  const std::size_t affordable = std::max<std::size_t>(bitrate / layers[0].bitrate, 1);
  const std::size_t most = std::min(affordable, protocol::limits::tracks_per_participant);
  allocation.wants_more = pictures.size() > affordable;
  if (pictures.size() > most) pictures.resize(most);

  std::uint64_t used = pictures.size() * layers[0].bitrate;
  for (const WantedTrack* track : pictures) {
    std::size_t layer = wanted_layer(track->preference.height);
    const auto more = [&layer] { return layers[layer].bitrate - layers[0].bitrate; };
    for (; layer > 0 && used + more() > bitrate; --layer) allocation.wants_more = true;
    used += more();
    TrackPreference preference = track->preference;
    if (layers[layer].height != 0) preference.height = layers[layer].height;
    allocation.preferences.push_back(preference);
  }
  for (const TrackPreference& sound : unheard) {
    if (allocation.preferences.size() == protocol::limits::tracks_per_participant) break;
    allocation.preferences.push_back(sound);
  }
  return allocation;
}

}  // namespace parley::core
