// PeerSession's part in how much media is sent and received, and how good it is.

#include <algorithm>
#include <cstddef>

#include "parley/core/peer_session.h"
#include "parley/core/sdp.h"
#include "parley/protocol/codec.h"

namespace parley::core {

using protocol::TrackKind;

void PeerSession::receive(const protocol::Preferences& preferences) {
  encodings_.set_preferences(preferences.tracks);
}

void PeerSession::set_preference(const protocol::TrackPreference& preference) {
  if (!remote_tracks_.set_preference(preference, actions())) return;
  if (context_.over_sfu) {
    update_preferences();
  } else {
    send_preferences();
  }
}

void PeerSession::set_priority(const std::string& sid,
                               std::optional<protocol::TrackPriority> priority) {
  remote_tracks_.set_priority(sid, priority);
  update_preferences();
}

void PeerSession::send_preferences() {
  // A guest's page sends all it has.
  if (guest_) return;
  has_told_preferences_ = true;
  told_preferences_ = remote_tracks_.preferences();
  context_.server.send(encode(protocol::Preferences{{}, participant_, told_preferences_}));
}

void PeerSession::update_preferences() {
  if (remote_tracks_.preferences() != told_preferences_) send_preferences();
}

void PeerSession::set_slots(ConnectionHandle connection,
                            const std::vector<protocol::TrackMid>& slots) {
  if (verification_ == Verification::Forged) return;
  remote_tracks_.set_slots(connection, slots, actions());
  update_preferences();
}

void PeerSession::media_flows(ConnectionHandle connection, const std::string& mid) {
  remote_tracks_.media_flows(connection, mid, actions());
  update_preferences();
}

// What this connection already carries is taken from it at once. For what it does not yet, one side
// offers, so that offers do not collide.
void PeerSession::use_sfu(bool on) {
  if (verification_ == Verification::Forged) return;
  remote_tracks_.use_sfu(on, actions());
  update_preferences();
  if (!on && offers_at_) {
    offers_at_.reset();
    make_first_offer();
    return;
  }
  if (on || !tracks_attached_) return;
  if (polite_) {
    attaches_with_answer_ = true;
    return;
  }
  attach_tracks();
  for (const TrackKind kind : {TrackKind::Audio, TrackKind::Video}) {
    add_receivers(kind, remote_tracks_.without_line(kind));
  }
  negotiation_.request_offer(actions());
}

void PeerSession::quality_changed() {
  remote_tracks_.set_quality(context_.quality, actions());
  send_preferences();
}

bool PeerSession::wants_less() const {
  return !context_.subscribe || context_.quality >= VideoQuality::Saving;
}

void PeerSession::demand(std::vector<VideoDemand>& demands) const {
  if (!tracks_attached_ || counterpart_ != Counterpart::Participant) return;
  const std::size_t before = demands.size();
  encodings_.demand(connection(), context_.local_tracks, demands);
  const auto added = demands.begin() + static_cast<std::ptrdiff_t>(before);
  demands.erase(
      std::remove_if(added, demands.end(),
                     [this](const VideoDemand& demand) { return !is_attached(demand.sid); }),
      demands.end());
}

void PeerSession::update_encodings() {
  if (!tracks_attached_ || counterpart_ == Counterpart::SfuReceive) return;
  if (counterpart_ == Counterpart::SfuSend) {
    encodings_.update_for_sfu(connection(), context_.local_tracks, context_.quality,
                              context_.bitrate_limits, actions());
    return;
  }
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
