// PeerSession's part in how much media is sent and received, and how good it is.

#include "parley/core/peer_session.h"
#include "parley/core/sdp.h"
#include "parley/protocol/codec.h"

namespace parley::core {

void PeerSession::receive(const protocol::Preferences& preferences) {
  encodings_.set_preferences(preferences.tracks);
}

void PeerSession::set_preference(const protocol::TrackPreference& preference) {
  if (remote_tracks_.set_preference(preference, actions())) send_preferences();
}

void PeerSession::send_preferences() {
  // A guest's page sends all it has.
  if (guest_) return;
  context_.server.send(
      encode(protocol::Preferences{{}, participant_, remote_tracks_.preferences()}));
}

void PeerSession::quality_changed() {
  remote_tracks_.set_quality(context_.quality, actions());
  send_preferences();
}

bool PeerSession::wants_less() const {
  return !context_.subscribe || context_.quality >= VideoQuality::Saving;
}

void PeerSession::demand(std::vector<VideoDemand>& demands) const {
  if (tracks_attached_) encodings_.demand(connection(), context_.local_tracks, demands);
}

void PeerSession::update_encodings() {
  if (!tracks_attached_) return;
  encodings_.update(connection(), context_.local_tracks, context_.upload, context_.bitrate_limits,
                    actions());
}

// Browsers take the rate from what the other side says of its codecs.
protocol::Description PeerSession::with_start_bitrate(const protocol::Description& description) {
  if (!start_bitrate_) start_bitrate_ = start_bitrate(context_.others, context_.bitrate_limits);
  protocol::Description result = description;
  if (*start_bitrate_ > 0) result.sdp = sdp::with_start_bitrate(description.sdp, *start_bitrate_);
  return result;
}

bool PeerSession::statistics(const event::ConnectionStatistics& counted) {
  return quality_.sample(counted, ice_watch_.state() == IceState::Connected);
}

}  // namespace parley::core
