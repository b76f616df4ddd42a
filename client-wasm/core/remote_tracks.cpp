#include "parley/core/remote_tracks.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "parley/core/limits.h"
#include "parley/core/upload.h"

namespace parley::core {

using protocol::TrackKind;
using protocol::TrackMid;
using protocol::TrackPreference;
using protocol::TrackPublication;

namespace {

template <class Items, class Matches>
auto* find_item(Items& items, Matches&& matches) {
  const auto found = std::find_if(items.begin(), items.end(), matches);
  return found == items.end() ? nullptr : &*found;
}

// A guest's track needs an id that is unique in the room and the same for as long as the m-line
// lives: the participant's own digits, with the m-line's mid in place of the last ones.
std::string guest_track_sid(const std::string& participant, const std::string& mid) {
  constexpr std::size_t prefix_length = 2;
  std::string sid = "MT" + participant.substr(std::min(prefix_length, participant.size()));
  const std::size_t kept = sid.size() - std::min(mid.size() + 1, sid.size() - prefix_length);
  return sid.substr(0, kept) + "0" + mid;
}

std::uint32_t rounded_height(std::uint32_t height) {
  constexpr std::array<std::uint32_t, 7> heights = {90, 180, 270, 360, 540, 720, 1080};
  const auto enough = std::lower_bound(heights.begin(), heights.end(), height);
  return height == 0 || enough == heights.end() ? 0 : *enough;
}

}  // namespace

RemoteTracks::Track* RemoteTracks::find(std::string_view sid) {
  return find_item(tracks_, [sid](const Track& track) { return track.publication.sid == sid; });
}

void RemoteTracks::set_publications(const std::vector<TrackPublication>& publications,
                                    ActionQueue& actions) {
  foreseen_.clear();
  std::vector<Track> kept;
  for (Track& track : tracks_) {
    const std::string& sid = track.publication.sid;
    if (find_item(publications, [&sid](const TrackPublication& p) { return p.sid == sid; })) {
      kept.push_back(std::move(track));
      continue;
    }
    if (!track.mid.empty()) actions.push(action::TrackUnsubscribed{participant_, sid});
    actions.push(action::TrackUnpublished{participant_, sid});
  }
  tracks_ = std::move(kept);
  for (const TrackPublication& publication : publications) publish(publication, actions);
}

void RemoteTracks::publish(const TrackPublication& publication, ActionQueue& actions) {
  Track* track = find(publication.sid);
  if (track == nullptr) {
    tracks_.push_back({publication, {}, 0, {publication.sid, !subscribe_}});
    actions.push(action::TrackPublished{participant_, publication});
    update_subscription(tracks_.back(), actions);
    return;
  }
  if (track->publication.enabled != publication.enabled) {
    track->publication.enabled = publication.enabled;
    actions.push(action::TrackEnabled{participant_, publication.sid, publication.enabled});
  }
  if (track->publication.priority != publication.priority) {
    track->publication.priority = publication.priority;
    actions.push(action::TrackPriorityChanged{participant_, publication.sid, publication.priority});
  }
}

void RemoteTracks::set_mids(ConnectionHandle connection, const std::vector<TrackMid>& mids,
                            ActionQueue& actions) {
  connection_ = connection;
  mids_ = mids;
  for (Track& track : tracks_) update_subscription(track, actions);
}

// Where the track arrives; empty where it does not yet.
std::string RemoteTracks::mid_of(const TrackPublication& publication) const {
  if (!subscribe_) return {};
  const std::string& sid = publication.sid;
  if (publication.kind == TrackKind::Data) {
    return std::find(data_channels_.begin(), data_channels_.end(), sid) == data_channels_.end()
               ? std::string()
               : sid;
  }
  const TrackMid* carried =
      find_item(mids_, [&sid](const TrackMid& candidate) { return candidate.sid == sid; });
  return carried == nullptr ? std::string() : carried->mid;
}

void RemoteTracks::update_subscription(Track& track, ActionQueue& actions) {
  const std::string& sid = track.publication.sid;
  const std::string mid = mid_of(track.publication);
  if (track.mid == mid && (mid.empty() || track.connection == connection_)) return;
  if (!track.mid.empty()) actions.push(action::TrackUnsubscribed{participant_, sid});
  track.mid = mid;
  track.connection = connection_;
  if (mid.empty()) return;
  actions.push(action::TrackSubscribed{participant_, sid, connection_, mid});
  if (needed(track).off) actions.push(action::TrackSwitched{participant_, sid, true});
}

void RemoteTracks::add_guest_track(ConnectionHandle connection, const std::string& mid,
                                   TrackKind kind, ActionQueue& actions) {
  const std::string sid = guest_track_sid(participant_, mid);
  std::vector<TrackMid> mids = connection == connection_ ? mids_ : std::vector<TrackMid>();
  if (!find_item(mids, [&mid](const TrackMid& known) { return known.mid == mid; })) {
    mids.push_back({mid, sid});
  }
  publish({sid, kind, kind == TrackKind::Audio ? "microphone" : "camera", true}, actions);
  set_mids(connection, mids, actions);
}

void RemoteTracks::add_data_channel(ConnectionHandle connection, const std::string& label,
                                    ActionQueue& actions) {
  if (label.empty() || data_channels_.size() == limits::data_channels) return;
  data_channels_.push_back(label);
  connection_ = connection;
  if (Track* track = find(label)) update_subscription(*track, actions);
}

bool RemoteTracks::set_preference(TrackPreference preference, ActionQueue& actions) {
  preference.height = rounded_height(preference.height);
  Track* track = find(preference.sid);
  if (track == nullptr || !subscribe_ || track->preference == preference) return false;
  const TrackPreference before = needed(*track);
  track->preference = preference;
  report_switched(*track, before.off, actions);
  return needed(*track) != before;
}

void RemoteTracks::set_quality(VideoQuality quality, ActionQueue& actions) {
  const VideoQuality before = std::exchange(quality_, quality);
  for (const Track& track : tracks_) {
    quality_ = before;
    const bool was_off = needed(track).off;
    quality_ = quality;
    report_switched(track, was_off, actions);
  }
}

void RemoteTracks::report_switched(const Track& track, bool was_off, ActionQueue& actions) {
  const TrackPreference now = needed(track);
  if (now.off == was_off || track.mid.empty()) return;
  actions.push(action::TrackSwitched{participant_, now.sid, now.off});
}

TrackPreference RemoteTracks::needed(const Track& track) const {
  TrackPreference preference = track.preference;
  const TrackPublication& publication = track.publication;
  if (publication.kind != TrackKind::Video) return preference;
  if (quality_ == VideoQuality::SoundOnly) preference.off = true;
  // A screen, which is to be read, has high priority.
  if (quality_ == VideoQuality::Saving && publication.priority != protocol::TrackPriority::High &&
      (preference.height == 0 || preference.height > saving_height)) {
    preference.height = saving_height;
  }
  return preference;
}

std::vector<TrackPreference> RemoteTracks::preferences() const {
  std::vector<TrackPreference> preferences;
  for (const Track& track : tracks_) {
    const TrackPreference preference = needed(track);
    if (preference.off || preference.height != 0) preferences.push_back(preference);
  }
  return preferences;
}

void RemoteTracks::connection_closed(ActionQueue& actions) {
  data_channels_.clear();
  set_mids(0, {}, actions);
}

std::uint32_t RemoteTracks::count(TrackKind kind) const {
  const auto known = std::count_if(tracks_.begin(), tracks_.end(), [kind](const Track& track) {
    return track.publication.kind == kind;
  });
  const auto foreseen = std::count_if(foreseen_.begin(), foreseen_.end(),
                                      [kind](const auto& track) { return track.kind == kind; });
  return static_cast<std::uint32_t>(known + foreseen);
}

}  // namespace parley::core
