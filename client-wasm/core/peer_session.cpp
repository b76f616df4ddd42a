#include "parley/core/peer_session.h"

#include <algorithm>
#include <utility>

#include "parley/core/limits.h"
#include "parley/core/sdp.h"
#include "parley/protocol/codec.h"

namespace parley::core {

using protocol::Candidate;
using protocol::Description;
using protocol::DescriptionType;
using protocol::TrackKind;

PeerSession::PeerSession(const protocol::Participant& participant, RoomContext& context)
    : context_(context),
      participant_(participant.id),
      guest_(participant.guest),
      polite_(!participant.polite),
      negotiation_(++context.last_connection, polite_),
      remote_tracks_(participant.id) {
  remote_tracks_.set_publications(participant.tracks, actions());
  open_connection();
  const bool we_are_the_newcomer = !polite_;
  if (we_are_the_newcomer && !guest_) make_first_offer();
}

void PeerSession::open_connection() {
  actions().push(action::CreateConnection{connection(), context_.ice_servers});
}

void PeerSession::replace_connection() {
  remote_tracks_.connection_closed(actions());
  actions().push(action::CloseConnection{connection()});
  negotiation_ = Negotiation(++context_.last_connection, polite_);
  tracks_attached_ = false;
  ice_started_ = false;
  ice_deadline_.reset();
  open_connection();
}

void PeerSession::attach_tracks() {
  tracks_attached_ = true;
  for (const protocol::TrackPublication& track : context_.local_tracks) {
    actions().push(action::AddTrack{connection(), track.sid});
  }
}

// The offer has an m-line for each track of either side, so that one exchange serves both, and at
// least one of each kind: a camera that is switched on later then finds its place.
void PeerSession::make_first_offer() {
  attach_tracks();
  for (const TrackKind kind : {TrackKind::Audio, TrackKind::Video}) {
    const auto ours = static_cast<std::uint32_t>(
        std::count_if(context_.local_tracks.begin(), context_.local_tracks.end(),
                      [kind](const auto& track) { return track.kind == kind; }));
    const std::uint32_t wanted = std::max(1U, remote_tracks_.count(kind));
    if (wanted > ours) actions().push(action::AddReceivers{connection(), kind, wanted - ours});
  }
  negotiation_.request_offer(actions());
}

// The connection is beyond help. A guest does not know of epochs: all we can do is to be ready for
// its next offer.
void PeerSession::start_over() {
  if (replacements_ == limits::connection_replacements) return;
  ++replacements_;
  replace_connection();
  if (guest_) return;
  ++epoch_;
  make_first_offer();
}

// A guest's page replaces its connection whenever someone joins, without a word.
bool PeerSession::is_of_another_connection(const Description& description) const {
  const auto& known = negotiation_.remote_description();
  return guest_ && known && sdp::session_id(known->sdp) != sdp::session_id(description.sdp);
}

void PeerSession::receive(const Description& description) {
  const bool is_offer = description.type == DescriptionType::Offer;
  if (!guest_ && description.epoch < epoch_) return;
  if (!guest_ && description.epoch > epoch_) {
    if (!is_offer) return;
    epoch_ = description.epoch;
    replace_connection();
  } else if (is_offer && is_of_another_connection(description)) {
    replace_connection();
  }
  if (negotiation_.receive(description, actions()) == Negotiation::Verdict::NeedsNewConnection) {
    replace_connection();
    negotiation_.receive(description, actions());
  }
}

void PeerSession::receive(const Candidate& candidate) {
  // One of a later epoch has overtaken its offer. It is kept: its username fragment decides.
  if (!guest_ && candidate.epoch < epoch_) return;
  // "No more candidates" is of no use to us: browsers find out by themselves.
  if (candidate.candidate.empty()) return;
  negotiation_.receive(candidate, actions());
}

void PeerSession::receive(const protocol::Publications& publications) {
  remote_tracks_.set_publications(publications.tracks, actions());
}

void PeerSession::negotiation_needed() {
  // Before the first offer there is nothing of ours to negotiate.
  if (tracks_attached_) negotiation_.request_offer(actions());
}

void PeerSession::local_description_applied(const event::LocalDescriptionApplied& applied,
                                            Time now) {
  std::optional<Description> description =
      negotiation_.local_description_applied(applied.type, applied.sdp, actions());
  if (!description) return;
  description->to = participant_;
  description->epoch = epoch_;
  description->tracks = applied.tracks;
  actions().push(action::SendText{encode(*description)});
  watch(now);
}

void PeerSession::remote_description_applied(Time now) {
  const bool is_offer = negotiation_.remote_description_applied(actions());
  const auto& description = negotiation_.remote_description();
  if (!description) return;
  if (!guest_) remote_tracks_.set_mids(connection(), description->tracks, actions());
  if (is_offer) {
    if (!tracks_attached_) attach_tracks();
    negotiation_.answer(actions());
  }
  watch(now);
}

void PeerSession::description_failed() {
  start_over();
}

void PeerSession::local_candidate(const Candidate& candidate) {
  Candidate addressed = candidate;
  addressed.to = participant_;
  addressed.epoch = epoch_;
  actions().push(action::SendText{encode(addressed)});
}

void PeerSession::ice_started() {
  ice_started_ = true;
  replacements_ = 0;
  ice_deadline_.reset();
}

void PeerSession::remote_track_added(const std::string& mid, TrackKind kind) {
  if (guest_) remote_tracks_.add_guest_track(connection(), mid, kind, actions());
}

void PeerSession::publish(const std::string& sid) {
  if (tracks_attached_) actions().push(action::AddTrack{connection(), sid});
}

void PeerSession::unpublish(const std::string& sid) {
  if (tracks_attached_) actions().push(action::RemoveTrack{connection(), sid});
}

// Both descriptions are in force: ICE has to begin now.
void PeerSession::watch(Time now) {
  if (guest_ || ice_started_ || ice_deadline_ || !negotiation_.settled()) return;
  ice_deadline_ = now + limits::ice_start_timeout;
}

std::optional<Time> PeerSession::deadline() const {
  return ice_deadline_;
}

void PeerSession::time_passed(Time now) {
  if (ice_deadline_ && now >= *ice_deadline_) {
    ice_deadline_.reset();
    start_over();
  }
}

void PeerSession::close() {
  remote_tracks_.connection_closed(actions());
  actions().push(action::CloseConnection{connection()});
}

}  // namespace parley::core
