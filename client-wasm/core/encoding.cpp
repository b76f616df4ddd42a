#include "parley/core/encoding.h"

#include <algorithm>
#include <utility>

namespace parley::core {

using protocol::TrackKind;
using protocol::TrackPreference;

namespace {

// To begin with, to all of them together; and what browsers begin with by themselves.
constexpr std::uint32_t start_bitrate_of_all = 1'200'000;
constexpr std::uint32_t start_bitrate_of_browsers = 300'000;

}  // namespace

std::uint32_t start_bitrate(std::size_t others, const BitrateLimits& limits) {
  const auto each =
      start_bitrate_of_all / static_cast<std::uint32_t>(std::max<std::size_t>(others, 1));
  const std::uint32_t start = limits.video == 0 ? each : std::min(each, limits.video);
  return start > start_bitrate_of_browsers ? start : 0;
}

const Encoding* SharedUpload::of(ConnectionHandle connection, const std::string& sid) const {
  for (std::size_t index = 0; index < demands.size(); ++index) {
    if (demands[index].connection == connection && demands[index].sid == sid) {
      return &shares.encodings[index];
    }
  }
  return nullptr;
}

std::uint32_t SharedUpload::granted(ConnectionHandle connection) const {
  std::uint32_t sum = 0;
  for (std::size_t index = 0; index < demands.size(); ++index) {
    if (connection == 0 || demands[index].connection == connection) {
      sum += shares.encodings[index].max_bitrate;
    }
  }
  return sum;
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

void SentEncodings::demand(ConnectionHandle connection, const std::vector<LocalTrack>& tracks,
                           std::vector<VideoDemand>& demands) const {
  for (const LocalTrack& track : tracks) {
    const protocol::TrackPublication& publication = track.publication;
    // A camera that is off sends nearly nothing.
    if (publication.kind != TrackKind::Video || !publication.enabled || track.held) continue;
    const TrackPreference preference = preference_of(publication.sid);
    if (preference.off) continue;
    demands.push_back({connection, publication.sid, track.detailed, publication.priority,
                       preference.height, bearable_});
  }
}

void SentEncodings::forget_unpublished(const std::vector<LocalTrack>& tracks) {
  std::erase_if(applied_, [&tracks](const Applied& known) {
    return std::none_of(tracks.begin(), tracks.end(), [&known](const LocalTrack& track) {
      return track.publication.sid == known.sid;
    });
  });
}

void SentEncodings::apply(ConnectionHandle connection, const std::string& sid,
                          const Encoding& wanted, ActionQueue& actions) {
  if (std::exchange(applied(sid), wanted) == wanted) return;
  actions.push(action::SetEncoding{connection, sid, wanted});
}

void SentEncodings::update(ConnectionHandle connection, const std::vector<LocalTrack>& tracks,
                           const SharedUpload& upload, const BitrateLimits& limits,
                           ActionQueue& actions) {
  forget_unpublished(tracks);
  for (const LocalTrack& track : tracks) {
    const protocol::TrackPublication& publication = track.publication;
    if (publication.kind == TrackKind::Data) continue;
    Encoding wanted;
    if (const Encoding* shared = upload.of(connection, publication.sid)) {
      wanted = *shared;
    } else {
      wanted.active = !preference_of(publication.sid).off && !track.held;
      // It has its encoding once it is on again.
      if (publication.kind == TrackKind::Video && wanted.active) continue;
      if (publication.kind == TrackKind::Audio) wanted.max_bitrate = limits.audio;
    }
    apply(connection, publication.sid, wanted, actions);
  }
}

void SentEncodings::update_for_sfu(ConnectionHandle connection,
                                   const std::vector<LocalTrack>& tracks, VideoQuality quality,
                                   const BitrateLimits& limits, ActionQueue& actions) {
  forget_unpublished(tracks);
  for (const LocalTrack& track : tracks) {
    const protocol::TrackPublication& publication = track.publication;
    if (publication.kind == TrackKind::Data) continue;
    const bool is_sound = publication.kind == TrackKind::Audio;
    Encoding wanted;
    wanted.active = publication.enabled && !track.held;
    wanted.max_bitrate = is_sound ? limits.audio : limits.video;
    if (!is_sound && !track.detailed && quality == VideoQuality::Saving) {
      wanted.max_height = saving_height;
    }
    apply(connection, publication.sid, wanted, actions);
  }
}

}  // namespace parley::core
