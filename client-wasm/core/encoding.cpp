#include "parley/core/encoding.h"

#include <algorithm>
#include <array>
#include <utility>

namespace parley::core {

using protocol::TrackKind;
using protocol::TrackPreference;

namespace {

// The smaller of two limits, of which 0 is none.
std::uint32_t stricter(std::uint32_t one, std::uint32_t other) {
  if (one == 0 || other == 0) return std::max(one, other);
  return std::min(one, other);
}

// Up to how many others the encoding holds. Some 2.5 Mbit/s to all of them together, and a load
// that two processor cores can bear.
struct Step {
  std::size_t others;
  Encoding encoding;
};

constexpr std::array<Step, 6> camera_steps = {{
    {1, {true, 0, 0, 0}},
    {2, {true, 1'200'000, 30, 720}},
    {3, {true, 800'000, 30, 540}},
    {5, {true, 450'000, 20, 360}},
    {7, {true, 300'000, 15, 270}},
    {SIZE_MAX, {true, 150'000, 15, 180}},
}};

// To begin with, to all of them together; and what browsers begin with by themselves.
constexpr std::uint32_t start_bitrate_of_all = 1'200'000;
constexpr std::uint32_t start_bitrate_of_browsers = 300'000;

// Text stays legible at few frames, but not at fewer lines.
constexpr std::array<Step, 4> screen_steps = {{
    {1, {true, 0, 0, 0}},
    {3, {true, 1'500'000, 15, 0}},
    {7, {true, 700'000, 8, 0}},
    {SIZE_MAX, {true, 400'000, 5, 0}},
}};

template <std::size_t count>
Encoding step_for(const std::array<Step, count>& steps, std::size_t others) {
  const auto found = std::find_if(steps.begin(), steps.end(),
                                  [others](const Step& step) { return others <= step.others; });
  return found->encoding;
}

// More is not to be seen in a picture of that height (H.264 and VP8 at 30 frames a second).
std::uint32_t bitrate_for_height(std::uint32_t height) {
  if (height == 0) return 0;
  if (height <= 120) return 100'000;
  if (height <= 180) return 180'000;
  if (height <= 360) return 600'000;
  if (height <= 540) return 1'000'000;
  return height <= 720 ? 1'700'000 : 0;
}

}  // namespace

Encoding encoding_for(const LocalTrack& track, std::size_t others, const BitrateLimits& limits,
                      const TrackPreference& preference) {
  Encoding encoding;
  if (track.publication.kind == TrackKind::Audio) {
    encoding.max_bitrate = limits.audio;
  } else {
    encoding = track.detailed ? step_for(screen_steps, others) : step_for(camera_steps, others);
    const std::uint32_t shown = bitrate_for_height(preference.height);
    encoding.max_height = stricter(encoding.max_height, preference.height);
    encoding.max_bitrate = stricter(stricter(encoding.max_bitrate, shown), limits.video);
  }
  encoding.active = !preference.off;
  return encoding;
}

std::uint32_t start_bitrate(std::size_t others, const BitrateLimits& limits) {
  const auto each =
      start_bitrate_of_all / static_cast<std::uint32_t>(std::max<std::size_t>(others, 1));
  const std::uint32_t start = stricter(each, limits.video);
  return start > start_bitrate_of_browsers ? start : 0;
}

TrackPreference SentEncodings::preference_of(const std::string& sid) const {
  const auto found = std::find_if(preferences_.begin(), preferences_.end(),
                                  [&sid](const TrackPreference& one) { return one.sid == sid; });
  return found == preferences_.end() ? TrackPreference{sid} : *found;
}

Encoding& SentEncodings::applied(const std::string& sid) {
  for (Applied& known : applied_) {
    if (known.sid == sid) return known.encoding;
  }
  applied_.push_back({sid, {}});
  return applied_.back().encoding;
}

void SentEncodings::update(ConnectionHandle connection, const std::vector<LocalTrack>& tracks,
                           std::size_t others, const BitrateLimits& limits, ActionQueue& actions) {
  std::erase_if(applied_, [&tracks](const Applied& known) {
    return std::none_of(tracks.begin(), tracks.end(), [&known](const LocalTrack& track) {
      return track.publication.sid == known.sid;
    });
  });
  for (const LocalTrack& track : tracks) {
    const auto& [sid, kind, name, enabled, priority] = track.publication;
    if (kind == TrackKind::Data) continue;
    const Encoding wanted = encoding_for(track, others, limits, preference_of(sid));
    if (std::exchange(applied(sid), wanted) == wanted) continue;
    actions.push(action::SetEncoding{connection, sid, wanted});
  }
}

}  // namespace parley::core
