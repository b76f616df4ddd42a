// Room's part in how much media is sent and received, and how good it is.

#include <algorithm>

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

void Room::on(const event::SetTrackPreference& event) {
  if (PeerSession* session = session_with(event.participant)) {
    session->set_preference(event.preference);
  }
}

void Room::on(const event::SubscribeToNothing& /*event*/) {
  if (joining().may_connect()) context_.subscribe = false;
}

void Room::on(const event::AudioLevel& event) {
  const PeerSession* session = session_of(event.connection);
  if (session == nullptr || !speaker_.heard(session->participant(), event.level / 1000.0, now_))
    return;
  context_.actions.push(action::DominantSpeakerChanged{speaker_.speaker()});
}

void Room::on(const event::ConnectionStatistics& event) {
  PeerSession* session = session_of(event.connection);
  if (session == nullptr || !session->statistics(event)) return;
  const NetworkQuality& quality = session->quality();
  context_.actions.push(
      action::NetworkQualityChanged{session->participant(), *quality.level(), quality.link()});
  update_own_quality(quality.link());
}

// What is bad for one alone is that one's network; ours is at least as good as the best of all.
void Room::update_own_quality(const LinkStatistics& link) {
  std::optional<std::uint8_t> best;
  for (const Peer& peer : peers_) best = std::max(best, peer.session->quality().level());
  if (!best || own_quality_ == best) return;
  own_quality_ = best;
  context_.actions.push(action::NetworkQualityChanged{{}, *best, link});
}

void Room::update_encodings() {
  context_.others = peers_.size();
  for (const Peer& peer : peers_) peer.session->update_encodings();
}

std::vector<protocol::TrackPublication> Room::publications() const {
  std::vector<protocol::TrackPublication> publications;
  for (const LocalTrack& track : context_.local_tracks) publications.push_back(track.publication);
  return publications;
}

}  // namespace parley::core
