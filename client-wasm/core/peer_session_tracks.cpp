// What of ours a connection carries, and the m-lines for it.

#include <algorithm>

#include "parley/core/peer_session.h"

namespace parley::core {

using protocol::TrackKind;

// A guest's page expects no data channel.
bool PeerSession::carries(TrackKind kind) const {
  switch (counterpart_) {
    case Counterpart::SfuSend:
      return kind != TrackKind::Data;
    case Counterpart::SfuReceive:
      return false;
    case Counterpart::Participant:
      break;
  }
  return kind == TrackKind::Data ? !guest_ : !context_.over_sfu;
}

bool PeerSession::is_attached(const std::string& sid) const {
  return std::find(attached_.begin(), attached_.end(), sid) != attached_.end();
}

void PeerSession::attach_tracks() {
  tracks_attached_ = true;
  attaches_with_answer_ = false;
  for (const LocalTrack& track : context_.local_tracks) attach(track.publication);
}

void PeerSession::attach(const protocol::TrackPublication& track) {
  if (!carries(track.kind) || is_attached(track.sid)) return;
  attached_.push_back(track.sid);
  actions().push(action::AddTrack{connection(), track.sid});
}

// The offer has an m-line for each track of either side, so that one exchange serves both, and at
// least one of each kind: a camera that is switched on later then finds its place.
void PeerSession::make_first_offer() {
  attach_tracks();
  if (counterpart_ == Counterpart::SfuSend) {
    // Without a track there is nothing to offer, and a browser offers nothing.
    if (!attached_.empty()) negotiation_.request_offer(actions());
    return;
  }
  for (const TrackKind kind : {TrackKind::Audio, TrackKind::Video}) {
    if (carries(kind)) add_receivers(kind, std::max(1U, remote_tracks_.count(kind)));
  }
  // One m-line carries all data channels of either side; where neither has any, there is none yet,
  // unless it would be the only m-line.
  const bool ours =
      std::any_of(context_.local_tracks.begin(), context_.local_tracks.end(),
                  [](const auto& track) { return track.publication.kind == TrackKind::Data; });
  if (!ours && (context_.over_sfu || remote_tracks_.count(TrackKind::Data) > 0)) {
    actions().push(action::AddReceivers{connection(), TrackKind::Data, 1});
  }
  negotiation_.request_offer(actions());
}

void PeerSession::offer_by(Time due) {
  if (offers_at_) offers_at_ = std::min(*offers_at_, due);
}

void PeerSession::add_receivers(TrackKind kind, std::uint32_t wanted) {
  const auto ours = static_cast<std::uint32_t>(
      std::count_if(context_.local_tracks.begin(), context_.local_tracks.end(),
                    [kind](const auto& track) { return track.publication.kind == kind; }));
  if (wanted > ours) actions().push(action::AddReceivers{connection(), kind, wanted - ours});
}

void PeerSession::publish(const protocol::TrackPublication& track) {
  if (tracks_attached_) attach(track);
}

void PeerSession::unpublish(const std::string& sid) {
  if (std::erase(attached_, sid) == 0) return;
  actions().push(action::RemoveTrack{connection(), sid});
  // Without it, they may fit.
  if (too_large_ && !guest_) start_over();
}

}  // namespace parley::core
