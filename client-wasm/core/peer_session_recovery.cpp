// What a session does when nothing happens that should: it waits, repeats, restarts ICE, replaces.

#include <string>

#include "parley/core/limits.h"
#include "parley/core/peer_session.h"
#include "parley/protocol/codec.h"

namespace parley::core {

void PeerSession::set_away(bool away, Time now) {
  away_ = away;
  if (!away) signaling_resumed(false, now);
}

void PeerSession::signaling_resumed(bool loss, Time now) {
  // Also that nothing is off any more.
  if (loss && has_told_preferences_) send_preferences();
  if (!negotiation_.awaits_answer()) return;
  // What was sent meanwhile has its time from now.
  answer_deadline_ = loss ? now : now + limits::answer_timeout;
}

void PeerSession::network_changed(Time now) {
  replacements_ = 0;
  ice_watch_.network_changed(now);
}

std::optional<Time> PeerSession::deadline() const {
  if (!reachable()) return std::nullopt;
  std::optional<Time> earliest = guest_ ? std::nullopt : ice_watch_.deadline();
  for (const auto& due : {answer_deadline_, unreachable_at_, offers_at_}) {
    if (due && (!earliest || *due < *earliest)) earliest = due;
  }
  return earliest;
}

void PeerSession::time_passed(Time now) {
  if (!reachable()) return;
  if (unreachable_at_ && now >= *unreachable_at_) {
    // Pictures and sound come from elsewhere.
    if (context_.over_sfu) {
      unreachable_at_ = now + limits::unreachable_after;
    } else {
      report_unreachable();
    }
  }
  if (offers_at_ && now >= *offers_at_) {
    offers_at_.reset();
    make_first_offer();
  }
  if (answer_deadline_ && now >= *answer_deadline_) repeat_offer(now);
  if (guest_) return;
  switch (ice_watch_.due(now)) {
    case IceWatch::Remedy::None:
      break;
    case IceWatch::Remedy::Restart:
      restart_ice();
      break;
    case IceWatch::Remedy::Replace:
      start_over();
      break;
  }
}

void PeerSession::restart_ice() {
  ++ice_restarts_;
  if (counterpart_ == Counterpart::SfuReceive) {
    // It is the server's to offer.
    context_.server.send(encode(protocol::RestartIce{}));
  } else {
    actions().push(action::RestartIce{connection()});
  }
}

void PeerSession::report_unreachable() {
  unreachable_at_.reset();
  reported_unreachable_ = true;
  actions().push(action::ParticipantUnreachable{participant_, unreachable_reason()});
}

// A relay would have been the way out where there is no other; it is the operator's to mend.
std::string PeerSession::unreachable_reason() const {
  if (too_large_) return "too-many-tracks";
  if (!negotiation_.remote_description()) return "no-answer";
  if (context_.expects_relay() && !has_local_relay_) return "no-relay";
  return has_local_candidate_ && has_remote_candidate_ ? "no-path" : "no-candidates";
}

void PeerSession::repeat_offer(Time now) {
  answer_deadline_.reset();
  if (!negotiation_.awaits_answer() || too_large_) return;
  if (offer_repetitions_ == limits::offer_repetitions) {
    start_over();
    return;
  }
  ++offer_repetitions_;
  answer_deadline_ = now + limits::answer_timeout;
  context_.server.send(last_offer_);
}

}  // namespace parley::core
