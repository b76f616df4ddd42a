// The ICE of the model: generations, trickled candidates, consent.

#include <optional>

#include "peer_connection.h"

namespace parley::simulation {

namespace {

// How often consent is checked (RFC 7675), and after how many misses a browser says so.
constexpr Time consent_interval{500};
constexpr std::uint32_t misses_until_disconnected = 6;
constexpr std::uint32_t misses_until_failed = 30;

}  // namespace

void PeerConnection::new_ice_generation() {
  ice_ufrag_ = "u" + std::to_string(session_id_) + "g" + std::to_string(++ice_generation_);
  if (is_sfu()) return;
  const std::uint32_t count = 1 + environment_.random.below(3);
  for (std::uint32_t number = 0; number < count; ++number) {
    const Time delay = environment_.random.between(Time(0), Time(30));
    environment_.scheduler.after(delay, source(Source::Kind::Candidate),
                                 [this, alive = alive_, ufrag = ice_ufrag_, number] {
                                   if (!*alive || ice_is_wedged_ || ufrag != ice_ufrag_) return;
                                   candidate_surfaced_ = true;
                                   protocol::Candidate candidate;
                                   candidate.candidate = "candidate:" + std::to_string(number);
                                   candidate.sdp_mid = "0";
                                   candidate.username_fragment = ufrag;
                                   events_.candidate(candidate);
                                 });
  }
}

void PeerConnection::add_ice_candidate(const protocol::Candidate& candidate) {
  chain([this, candidate] {
    const auto& remote = pending_remote_ ? pending_remote_ : current_remote_;
    const bool known = remote && (!candidate.username_fragment ||
                                  *candidate.username_fragment == remote->ice_ufrag);
    if (!known) {
      fail("OperationError: a candidate of no description");
      return;
    }
    candidate_ufrag_ = remote->ice_ufrag;
    update_ice();
  });
}

void PeerConnection::update_ice() {
  if (!current_local_ || !current_remote_ || ice_is_wedged_) return;
  if (ice_state_ == IceState::New && has_remote_candidate()) {
    start_checks();
  }
  environment_.ice.update(session_id_);
}

void PeerConnection::start_checks() {
  set_ice_state(IceState::Checking);
  schedule_consent();
}

void PeerConnection::schedule_consent() {
  environment_.scheduler.after(consent_interval, source(Source::Kind::Consent),
                               [this, alive = alive_] {
                                 if (*alive) check_consent();
                               });
}

void PeerConnection::set_ice_state(IceState state) {
  if (ice_state_ == state) return;
  ice_state_ = state;
  events_.ice_state_changed();
}

void PeerConnection::restart_ice() {
  ice_restart_wanted_ = true;
  update_negotiation_needed();
}

void PeerConnection::check_consent() {
  const std::optional<IceEnd> end = ice_end();
  if (end && environment_.ice.partner(*end) != nullptr) {
    missed_consents_ = 0;
    set_ice_state(IceState::Connected);
  } else {
    ++missed_consents_;
    if (missed_consents_ == misses_until_failed) {
      set_ice_state(IceState::Failed);
    } else if (missed_consents_ == misses_until_disconnected && ice_state_ == IceState::Connected) {
      set_ice_state(IceState::Disconnected);
    }
  }
  schedule_consent();
}

std::optional<IceEnd> PeerConnection::ice_end() const {
  if (!current_local_ || !current_remote_ || ice_is_wedged_) return std::nullopt;
  if (dtls_peer_ != 0 && dtls_peer_ != current_remote_->session_id) return std::nullopt;
  return IceEnd{owner_,
                session_id_,
                current_local_->ice_ufrag,
                current_remote_->session_id,
                current_remote_->ice_ufrag,
                has_remote_candidate()};
}

void PeerConnection::ice_connected() {
  if (signaling_state_ == SignalingState::Closed) return;
  if (ice_state_ == IceState::New) {
    start_checks();
  }
  missed_consents_ = 0;
  if (current_remote_->has_candidates) dtls_peer_ = current_remote_->session_id;
  set_ice_state(IceState::Connected);
}

std::string PeerConnection::sent_on(const MediaSection& section) const {
  if (is_sfu()) return events_.forwards(section.mid);
  return inactive_.contains(section.track) ? std::string() : section.track;
}

bool PeerConnection::is_sent_to(const std::string& mid) const {
  const MediaSection* section = current_remote_ ? current_remote_->find(mid) : nullptr;
  return section != nullptr && section->direction.send;
}

std::string PeerConnection::arriving(const std::string& mid) const {
  const std::optional<IceEnd> end = ice_end();
  if (!end || ice_state_ != IceState::Connected) return {};
  const PeerConnection* other = environment_.ice.partner(*end);
  if (other == nullptr) return {};
  const MediaSection* ours = current_local_->find(mid);
  const MediaSection* theirs = other->current_local_->find(mid);
  const bool flows = ours != nullptr && theirs != nullptr && theirs->direction.send &&
                     current_remote_->find(mid) != nullptr && ours->direction.receive;
  return flows ? other->sent_on(*theirs) : std::string();
}

}  // namespace parley::simulation
