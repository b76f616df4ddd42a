// PeerSession's part in how much media is sent and received, and how good it is.

#include "parley/core/peer_session.h"
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

void PeerSession::update_encodings(std::size_t others) {
  if (!tracks_attached_) return;
  encodings_.update(connection(), context_.local_tracks, others, context_.bitrate_limits,
                    actions());
}

bool PeerSession::statistics(const event::ConnectionStatistics& counted) {
  return quality_.sample(counted, ice_watch_.state() == IceState::Connected);
}

}  // namespace parley::core
