// Room's part in how much media is sent and received, and how good it is.

#include <algorithm>
#include <utility>

#include "parley/core/room.h"

namespace parley::core {

void Room::on(const event::SetTrackPriority& event) {
  protocol::TrackPublication* track = local_track(event.sid);
  if (track == nullptr || track->priority == event.priority) return;
  track->priority = event.priority;
  send_publications();
}

void Room::on(const event::SetBitrateLimits& event) {
  context_.bitrate_limits = {event.audio, event.video};
}

void Room::on(const event::SetVideoQuality& event) {
  cores_ = event.cores;
  if (context_.quality == event.quality) return;
  context_.quality = event.quality;
  for (const Peer& peer : peers_) peer.session->quality_changed();
  if (hold_pictures()) send_publications();
}

// A screen is shared on purpose, whatever the person wants to see. True if anything has changed.
bool Room::hold_pictures() {
  bool changed = false;
  for (LocalTrack& track : context_.local_tracks) {
    const bool held = context_.quality == VideoQuality::SoundOnly && !track.detailed &&
                      track.publication.kind == protocol::TrackKind::Video;
    changed = std::exchange(track.held, held) != held || changed;
  }
  return changed;
}

void Room::on(const event::SetTrackPreference& event) {
  if (PeerSession* session = session_with(event.participant)) {
    session->set_preference(event.preference);
  }
}

void Room::on(const event::SetSubscribePriority& event) {
  PeerSession* session = session_with(event.participant);
  if (session == nullptr) return;
  session->set_priority(event.sid, event.own ? std::optional(event.priority) : std::nullopt);
}

void Room::on(const event::SetBandwidthProfile& event) {
  profile_ = event.profile;
}

void Room::on(const event::SubscribeToNothing& /*event*/) {
  if (joining().may_connect()) context_.subscribe = false;
}

void Room::on(const event::AudioLevel& event) {
  const PeerSession* session = session_of(event.connection);
  if (session == nullptr || session->is_with_sfu() ||
      !speaker_.heard(session->participant(), event.level / 1000.0, now_))
    return;
  context_.actions.push(action::DominantSpeakerChanged{speaker_.speaker()});
}

void Room::on(const event::ConnectionStatistics& event) {
  PeerSession* session = session_of(event.connection);
  if (session == nullptr) return;
  if (session->is_with_sfu()) {
    sfu_statistics(*session, event);
    return;
  }
  measure(event);
  if (!session->statistics(event)) return;
  const NetworkQuality& quality = session->quality();
  context_.actions.push(
      action::NetworkQualityChanged{session->participant(), *quality.level(), quality.link()});
  update_own_quality(quality.link());
}

// What is bad for one alone is that one's network; ours is at least as good as the best of all.
void Room::update_own_quality(const LinkStatistics& link) {
  if (context_.over_sfu) return;
  std::optional<std::uint8_t> best;
  for (const Peer& peer : peers_) best = std::max(best, peer.session->quality().level());
  if (!best || own_quality_ == best) return;
  own_quality_ = best;
  context_.actions.push(action::NetworkQualityChanged{{}, *best, link});
}

void Room::measure(const event::ConnectionStatistics& event) {
  const SharedUpload& upload = context_.upload;
  const UploadUse use{upload.granted(event.connection), upload.granted(0), upload_limits_.bitrate,
                      upload.shares.wants_more};
  upload_measured_ = upload_meter_.sample(event, use, now_);
}

std::optional<Event> Room::take_measured() {
  if (upload_measured_) return *std::exchange(upload_measured_, std::nullopt);
  if (download_measured_) return *std::exchange(download_measured_, std::nullopt);
  return std::nullopt;
}

void Room::on(const event::UploadMeasured& event) {
  if (event.connection == 0) {
    upload_bitrate_ = event.bitrate;
  } else if (PeerSession* session = session_of(event.connection)) {
    session->set_bearable(event.bitrate);
  }
}

void Room::update_encodings() {
  context_.others = peers_.size();
  SharedUpload& upload = context_.upload;
  std::vector<VideoDemand> demands;
  for (const Peer& peer : peers_) peer.session->demand(demands);
  UploadLimits limits =
      upload_limits(context_.quality, cores_, upload_bitrate_, context_.bitrate_limits.video);
  limits.shared = peers_.size() > 1;
  if (demands != upload.demands || limits != upload_limits_) {
    upload_limits_ = limits;
    upload.shares = share_upload(demands, limits);
    upload.demands = std::move(demands);
    report_heights();
  }
  for (PeerSession* session : sessions()) session->update_encodings();
}

// How large the largest picture of each track is that anyone gets.
void Room::report_heights() {
  for (LocalTrack& track : context_.local_tracks) {
    std::optional<std::uint32_t> largest;
    for (std::size_t index = 0; index < context_.upload.demands.size(); ++index) {
      if (context_.upload.demands[index].sid != track.publication.sid) continue;
      const std::uint32_t height = context_.upload.shares.encodings[index].max_height;
      largest = largest == 0U || height == 0 ? 0 : std::max(largest.value_or(height), height);
    }
    if (!largest || track.largest == largest) continue;
    track.largest = *largest;
    context_.actions.push(action::LargestHeightChanged{track.publication.sid, *largest});
  }
}

std::vector<protocol::TrackPublication> Room::publications() const {
  std::vector<protocol::TrackPublication> publications;
  for (const LocalTrack& track : context_.local_tracks) {
    publications.push_back(track.publication);
    if (track.held) publications.back().enabled = false;
  }
  return publications;
}

}  // namespace parley::core
