#include "parley/core/peer_session.h"

#include <algorithm>
#include <utility>

#include "parley/core/limits.h"
#include "parley/core/sdp.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::core {

using protocol::Candidate;
using protocol::Description;
using protocol::DescriptionType;
using protocol::TrackKind;

bool RoomContext::expects_relay() const {
  const auto is_turn = [](const std::string& url) {
    return url.starts_with("turn:") || url.starts_with("turns:");
  };
  return relay_only ||
         std::any_of(ice_servers.begin(), ice_servers.end(), [&is_turn](const auto& entry) {
           return std::any_of(entry.urls.begin(), entry.urls.end(), is_turn);
         });
}

PeerSession::PeerSession(const protocol::Participant& participant, RoomContext& context, Time now,
                         Telling telling)
    : context_(context),
      participant_(participant.id),
      guest_(participant.guest),
      polite_(!participant.polite),
      away_(participant.reconnecting),
      unconnected_since_(now),
      unreachable_at_(now + limits::unreachable_after),
      ice_watch_(polite_),
      negotiation_(++context.last_connection, polite_),
      remote_tracks_(participant.id, context.subscribe, context.quality) {
  if (telling == Telling::Tracks) {
    remote_tracks_.set_publications(participant.tracks, actions());
  } else {
    remote_tracks_.foresee(participant.tracks);
  }
  remote_tracks_.use_sfu(context.over_sfu, actions());
  open_connection();
  const bool we_are_the_newcomer = !polite_;
  if (we_are_the_newcomer && !guest_) {
    if (context.over_sfu) {
      offers_at_ = now + limits::media_first;
    } else {
      make_first_offer();
    }
  }
  if (wants_less() && telling == Telling::Tracks) send_preferences();
}

PeerSession::PeerSession(SfuEnd end, std::uint32_t epoch, RoomContext& context, Time now)
    : context_(context),
      counterpart_(end == SfuEnd::Send ? Counterpart::SfuSend : Counterpart::SfuReceive),
      participant_(end == SfuEnd::Send ? protocol::sfu_send : protocol::sfu_receive),
      guest_(false),
      polite_(end == SfuEnd::Receive),
      epoch_(epoch),
      unconnected_since_(now),
      ice_watch_(polite_),
      negotiation_(++context.last_connection, polite_),
      remote_tracks_(participant_) {
  open_connection();
  if (end == SfuEnd::Send) make_first_offer();
}

void PeerSession::open_connection() {
  actions().push(action::CreateConnection{connection(), context_.ice_servers, context_.relay_only,
                                          context_.server.id(), participant_, epoch_});
}

void PeerSession::replace_connection() {
  ++replaced_;
  connected_after_.reset();
  remote_tracks_.connection_closed(actions());
  actions().push(action::CloseConnection{connection()});
  // A candidate of the new connection may have overtaken the offer that brings it about.
  const auto candidates = negotiation_.take_candidates();
  negotiation_ = Negotiation(++context_.last_connection, polite_, negotiation_.last_offer_id());
  ice_watch_ = IceWatch(polite_);
  encodings_.connection_replaced();
  quality_.connection_replaced();
  tracks_attached_ = false;
  attached_.clear();
  attaches_with_answer_ = false;
  all_sealed_ = true;
  start_bitrate_.reset();
  answer_deadline_.reset();
  offers_at_.reset();
  open_connection();
  for (const Candidate& candidate : candidates) negotiation_.receive(candidate, actions());
}

// The connection is beyond help. A guest does not know of epochs: all we can do is to be ready for
// its next offer.
void PeerSession::start_over() {
  if (counterpart_ == Counterpart::SfuReceive) {
    // Only the server can make it anew.
    restart_ice();
    return;
  }
  if (replacements_ == limits::connection_replacements) return;
  ++replacements_;
  if (!guest_) ++epoch_;
  replace_connection();
  if (!guest_) make_first_offer();
}

// A guest's page replaces its connection whenever someone joins, without a word.
bool PeerSession::is_of_another_connection(const Description& description) const {
  const auto& known = negotiation_.remote_description();
  return guest_ && known && sdp::session_id(known->sdp) != sdp::session_id(description.sdp);
}

// A browser has a limited number of connections, and frees them late. An offer that is dropped for
// this comes again.
bool PeerSession::peer_may_replace(Time now) {
  constexpr auto burst = (limits::peer_replacements - 1) * limits::peer_replacement_interval;
  if (now + burst < peer_replacements_until_) return false;
  peer_replacements_until_ =
      std::max(peer_replacements_until_, now) + limits::peer_replacement_interval;
  return true;
}

void PeerSession::receive(const Description& description, Time now) {
  if (verification_ == Verification::Forged) return;
  // Who had the secret has it still: somebody in between has taken the seal off.
  if (verification_ == Verification::Verified && description.seal.empty()) {
    description_forged();
    return;
  }
  const bool is_offer = description.type == DescriptionType::Offer;
  if (!guest_ && description.epoch < epoch_) return;
  if (!guest_ && description.epoch > epoch_) {
    if (counterpart_ == Counterpart::SfuSend) return;
    if (!is_offer || !peer_may_replace(now)) return;
    epoch_ = description.epoch;
    replace_connection();
  } else if (is_offer && is_of_another_connection(description)) {
    if (!peer_may_replace(now)) return;
    replace_connection();
  }
  if (is_offer) offers_at_.reset();
  switch (negotiation_.receive(with_start_bitrate(description), actions())) {
    case Negotiation::Verdict::NeedsNewConnection:
      yield_to(description);
      break;
    case Negotiation::Verdict::Answered:
      context_.server.send(last_answer_);
      break;
    case Negotiation::Verdict::Taken:
    case Negotiation::Verdict::Dropped:
      break;
  }
}

// Two offers have collided, and we are the one to give in.
void PeerSession::yield_to(const Description& offer) {
  const bool in_use = negotiation_.remote_description().has_value();
  // Then the other side has to replace its connection too: it does when it sees a higher epoch, and
  // its answer will carry what its offer was about.
  if (in_use) ++epoch_;
  replace_connection();
  if (in_use) {
    make_first_offer();
  } else {
    negotiation_.receive(with_start_bitrate(offer), actions());
  }
}

void PeerSession::receive(const Candidate& candidate) {
  // One of a later epoch has overtaken its offer. It is kept: its username fragment decides.
  if (!guest_ && candidate.epoch < epoch_) return;
  if (verification_ == Verification::Forged) return;
  // "No more candidates" is of no use to us: browsers find out by themselves.
  if (candidate.candidate.empty()) return;
  has_remote_candidate_ = true;
  negotiation_.receive(candidate, actions());
}

void PeerSession::receive(const protocol::Publications& publications) {
  remote_tracks_.set_publications(publications.tracks, actions());
  if (wants_less()) send_preferences();
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
  description->tracks = applied.tracks;
  description->seal = applied.seal;
  send(std::move(*description), now);
}

void PeerSession::send(Description description, Time now) {
  const bool is_offer = description.type == DescriptionType::Offer;
  description.to = participant_;
  description.epoch = epoch_;
  std::string& text = is_offer ? last_offer_ : last_answer_;
  text = encode(description);
  const bool was_too_large =
      std::exchange(too_large_, text.size() > protocol::limits::message_bytes);
  if (too_large_) {
    keep_back(was_too_large);
    return;
  }
  context_.server.send(text);
  if (is_offer) {
    offer_repetitions_ = 0;
    answer_deadline_ = now + limits::answer_timeout;
  } else {
    // The answer may get lost, and be asked for again: that is not yet a reason to start over.
    ice_watch_.descriptions_settled(now + limits::answer_timeout);
  }
}

// The server would end our connection to it over a description that is too large. M-lines stay when
// their tracks go: a new connection has none but for the tracks that there are.
void PeerSession::keep_back(bool again) {
  // A guest expects no new connection; what it receives already, it goes on receiving.
  if (guest_) return;
  if (!again) {
    start_over();
  } else if (!reported_unreachable_) {
    report_unreachable();
  }
}

void PeerSession::set_verification(Verification verification) {
  if (verification == verification_) return;
  verification_ = verification;
  const char* const word = verification == Verification::Verified     ? "verified"
                           : verification == Verification::Unverified ? "unverified"
                                                                      : "forged";
  actions().push(action::VerificationChanged{participant_, word});
}

// Whatever it is that answers there, it gets nothing of ours: not even another try.
void PeerSession::description_forged() {
  if (verification_ == Verification::Forged) return;
  close();
  tracks_attached_ = false;
  attached_.clear();
  unreachable_at_.reset();
  set_verification(Verification::Forged);
}

void PeerSession::remote_description_applied(bool sealed, Time now) {
  // A seal says nothing of the one who is there since a description that had none.
  all_sealed_ = all_sealed_ && sealed;
  set_verification(all_sealed_ ? Verification::Verified : Verification::Unverified);
  const bool is_offer = negotiation_.remote_description_applied(actions());
  const auto& description = negotiation_.remote_description();
  if (!description) return;
  if (is_offer) {
    // The answer first: the other side waits for it, and whoever shows the tracks takes time.
    if (!tracks_attached_ || attaches_with_answer_) attach_tracks();
    negotiation_.answer(actions());
  } else {
    answer_deadline_.reset();
    ice_watch_.descriptions_settled(now);
  }
  if (guest_) return;
  remote_tracks_.set_mids(connection(), description->tracks, actions());
  if (context_.over_sfu) update_preferences();
}

void PeerSession::description_failed() {
  start_over();
}

void PeerSession::local_candidate(const Candidate& candidate) {
  has_local_candidate_ = true;
  // RFC 8839 section 5.1.
  has_local_relay_ =
      has_local_relay_ || candidate.candidate.find(" typ relay") != std::string::npos;
  Candidate addressed = candidate;
  addressed.to = participant_;
  addressed.epoch = epoch_;
  context_.server.send(encode(addressed));
}

void PeerSession::ice_state_changed(IceState state, Time now) {
  if (state == IceState::Connected) {
    note_connected(now);
    replacements_ = 0;
    unreachable_at_.reset();
    if (std::exchange(reported_unreachable_, false)) {
      actions().push(action::ParticipantReachable{participant_});
    }
  } else {
    if (!unconnected_since_) unconnected_since_ = now;
    const bool is_told = counterpart_ == Counterpart::Participant && !reported_unreachable_;
    if (!unreachable_at_ && is_told) unreachable_at_ = now + limits::unreachable_after;
  }
  ice_watch_.state_changed(state, now);
}

// Once for each RTCPeerConnection: for the figures of who runs the server.
void PeerSession::note_connected(Time now) {
  const Time since = unconnected_since_.value_or(now);
  unconnected_since_.reset();
  if (reported_ == connection()) return;
  reported_ = connection();
  connected_after_ = static_cast<std::uint32_t>(
      std::clamp<std::int64_t>((now - since).count(), 0, protocol::limits::reported_milliseconds));
}

void PeerSession::connected_over(protocol::PathKind path) {
  if (!connected_after_) return;
  protocol::Report report;
  report.connected_after = *std::exchange(connected_after_, std::nullopt);
  report.path = path;
  report.ice_restarts =
      std::min(std::exchange(ice_restarts_, 0U), protocol::limits::reported_count);
  report.replacements = std::min(std::exchange(replaced_, 0U), protocol::limits::reported_count);
  context_.server.send(encode(report));
}

void PeerSession::remote_track_added(const std::string& mid, TrackKind kind) {
  if (guest_) remote_tracks_.add_guest_track(connection(), mid, kind, actions());
}

void PeerSession::remote_data_channel_added(const std::string& label) {
  remote_tracks_.add_data_channel(connection(), label, actions());
}

void PeerSession::close() {
  if (verification_ == Verification::Forged) return;
  remote_tracks_.close(actions());
  actions().push(action::CloseConnection{connection()});
}

}  // namespace parley::core
