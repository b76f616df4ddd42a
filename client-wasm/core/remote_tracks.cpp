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
using protocol::TrackPriority;
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
    if (track.subscribed) actions.push(action::TrackUnsubscribed{participant_, sid});
    actions.push(action::TrackUnpublished{participant_, sid});
  }
  tracks_ = std::move(kept);
  for (const TrackPublication& publication : publications) publish(publication, actions);
}

void RemoteTracks::publish(const TrackPublication& publication, ActionQueue& actions) {
  Track* track = find(publication.sid);
  if (track == nullptr) {
    tracks_.push_back({publication, {publication.sid, !subscribe_}});
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
  update_subscriptions(actions);
}

void RemoteTracks::use_sfu(bool on, ActionQueue& actions) {
  over_sfu_ = on;
  seen_in_sfu_ = false;
  for (Track& track : tracks_) track.handed_over = false;
  update_subscriptions(actions);
}

void RemoteTracks::set_slots(ConnectionHandle connection, const std::vector<TrackMid>& slots,
                             ActionQueue& actions) {
  slot_connection_ = connection;
  slots_ = slots;
  update_subscriptions(actions);
}

void RemoteTracks::media_flows(ConnectionHandle connection, const std::string& mid,
                               ActionQueue& actions) {
  Track* track = find_item(tracks_, [&](const Track& one) {
    return one.arrival.connection == connection && one.arrival.mid == mid;
  });
  if (track == nullptr) return;
  track->awaited = false;
  report_switched(*track, actions);
  if (!over_sfu_ || !track->arrival.in_slot) return;
  track->handed_over = true;
  seen_in_sfu_ = true;
  update_subscriptions(actions);
}

// Where the track arrives; nowhere if it does not yet.
RemoteTracks::Arrival RemoteTracks::arrival_of(const TrackPublication& publication) const {
  if (!subscribe_) return {};
  const std::string& sid = publication.sid;
  if (publication.kind == TrackKind::Data) {
    const bool open =
        std::find(data_channels_.begin(), data_channels_.end(), sid) != data_channels_.end();
    return open ? Arrival{connection_, sid} : Arrival{};
  }
  const TrackMid* line = line_of(sid);
  const TrackMid* slot =
      find_item(slots_, [&sid](const TrackMid& carried) { return carried.sid == sid; });
  if (slot != nullptr && (over_sfu_ || line == nullptr)) return {slot_connection_, slot->mid, true};
  // Nobody sends twice for long: what has no slot is not to be had otherwise.
  if (line == nullptr || (over_sfu_ && seen_in_sfu_)) return {};
  return {connection_, line->mid};
}

void RemoteTracks::update_subscriptions(ActionQueue& actions) {
  for (Track& track : tracks_) update_subscription(track, actions);
}

void RemoteTracks::update_subscription(Track& track, ActionQueue& actions) {
  const std::string& sid = track.publication.sid;
  const Arrival before = track.arrival;
  const Arrival now = arrival_of(track.publication);
  // Its own line may come only now, and nobody is to send on it.
  if (now.mid.empty() && over_sfu_ && seen_in_sfu_) track.handed_over = true;
  if (before == now && (track.subscribed || now.mid.empty())) return;
  if (now.mid.empty()) {
    leave(track, actions);
    return;
  }
  const bool moves = track.subscribed && (before.mid.empty() || before.in_slot || now.in_slot);
  if (track.subscribed && !moves) actions.push(action::TrackUnsubscribed{participant_, sid});
  track.arrival = now;
  track.awaited = now.in_slot && (track.awaited || before.mid.empty()) && moves;
  if (moves) {
    actions.push(action::TrackMoved{participant_, sid, now.connection, now.mid});
  } else {
    track.subscribed = true;
    track.off = false;
    track.priority.reset();
    actions.push(action::TrackSubscribed{participant_, sid, now.connection, now.mid});
  }
  report_switched(track, actions);
}

// It arrives nowhere any more: until it has a slot, or for good.
void RemoteTracks::leave(Track& track, ActionQueue& actions) const {
  const std::string& sid = track.publication.sid;
  track.arrival = {};
  track.awaited = false;
  if (over_sfu_ && track.publication.kind != TrackKind::Data) {
    track.handed_over = true;
    actions.push(action::TrackMoved{participant_, sid, 0, {}});
    report_switched(track, actions);
    return;
  }
  track.subscribed = false;
  actions.push(action::TrackUnsubscribed{participant_, sid});
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
  report_switched(*track, actions);
  return needed(*track) != before;
}

void RemoteTracks::set_priority(const std::string& sid, std::optional<TrackPriority> priority) {
  if (Track* track = find(sid)) track->priority = priority;
}

void RemoteTracks::set_quality(VideoQuality quality, ActionQueue& actions) {
  quality_ = quality;
  for (Track& track : tracks_) report_switched(track, actions);
}

void RemoteTracks::report_switched(Track& track, ActionQueue& actions) const {
  if (!track.subscribed) return;
  const bool off = needed(track).off || track.arrival.mid.empty() || track.awaited;
  if (std::exchange(track.off, off) == off) return;
  actions.push(action::TrackSwitched{participant_, track.publication.sid, off});
}

TrackPreference RemoteTracks::needed(const Track& track) const {
  TrackPreference preference = track.preference;
  const TrackPublication& publication = track.publication;
  if (publication.kind != TrackKind::Video) return preference;
  if (quality_ == VideoQuality::SoundOnly) preference.off = true;
  // A screen, which is to be read, has high priority.
  if (quality_ == VideoQuality::Saving &&
      track.priority_or(TrackPriority::Low) != TrackPriority::High &&
      (preference.height == 0 || preference.height > saving_height)) {
    preference.height = saving_height;
  }
  return preference;
}

std::vector<TrackPreference> RemoteTracks::preferences() const {
  std::vector<TrackPreference> preferences;
  for (const Track& track : tracks_) {
    TrackPreference preference = needed(track);
    if (over_sfu_ && track.publication.kind != TrackKind::Data) {
      // Over the participant's own connection it is needed until the SFU's media is there.
      if (line_of(preference.sid) == nullptr) continue;
      preference.off = preference.off || track.handed_over;
    }
    if (preference.off || preference.height != 0) preferences.push_back(preference);
  }
  return preferences;
}

const TrackMid* RemoteTracks::line_of(std::string_view sid) const {
  return find_item(mids_, [sid](const TrackMid& line) { return line.sid == sid; });
}

void RemoteTracks::want(std::vector<WantedTrack>& wanted, TrackPriority least,
                        std::uint32_t spoke) const {
  for (const Track& track : tracks_) {
    const TrackPublication& publication = track.publication;
    if (publication.kind == TrackKind::Data) continue;
    wanted.push_back({publication.kind, track.priority_or(least), needed(track), spoke});
  }
}

void RemoteTracks::connection_closed(ActionQueue& actions) {
  data_channels_.clear();
  set_mids(0, {}, actions);
}

void RemoteTracks::close(ActionQueue& actions) {
  over_sfu_ = false;
  slots_.clear();
  connection_closed(actions);
}

std::uint32_t RemoteTracks::count(TrackKind kind) const {
  const auto known = std::count_if(tracks_.begin(), tracks_.end(), [kind](const Track& track) {
    return track.publication.kind == kind;
  });
  const auto foreseen = std::count_if(foreseen_.begin(), foreseen_.end(),
                                      [kind](const auto& track) { return track.kind == kind; });
  return static_cast<std::uint32_t>(known + foreseen);
}

std::uint32_t RemoteTracks::without_line(TrackKind kind) const {
  const auto missing = std::count_if(tracks_.begin(), tracks_.end(), [&](const Track& track) {
    return track.publication.kind == kind && !find_item(mids_, [&track](const TrackMid& line) {
             return line.sid == track.publication.sid;
           });
  });
  return static_cast<std::uint32_t>(missing);
}

}  // namespace parley::core
