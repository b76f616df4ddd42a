// The ICE of the model: generations, trickled candidates, consent.

#include <algorithm>
#include <optional>
#include <utility>

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
    announce_channels();
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
  announce_channels();
}

bool PeerConnection::carries_data() const {
  if (!current_local_ || !current_remote_) return false;
  const auto& sections = current_local_->sections;
  return std::any_of(sections.begin(), sections.end(), [this](const MediaSection& section) {
    return section.kind == protocol::TrackKind::Data &&
           current_remote_->find(section.mid) != nullptr;
  });
}

// RFC 8832: over the connection itself, once there is one.
void PeerConnection::announce_channels() {
  if (channels_.empty() || ice_state_ != IceState::Connected || !carries_data()) return;
  const std::optional<IceEnd> end = ice_end();
  PeerConnection* other = end ? environment_.ice.partner(*end) : nullptr;
  if (other == nullptr || !other->carries_data() || !other->events_.data_channel) return;
  for (auto& [label, announced] : channels_) {
    if (std::exchange(announced, true)) continue;
    environment_.scheduler.after(environment_.random.between(Time(1), Time(40)),
                                 other->source(Source::Kind::Operation),
                                 [other, alive = other->alive_, label = label] {
                                   if (*alive) other->events_.data_channel(label);
                                 });
  }
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
  if (other->channels_.contains(mid)) {
    return carries_data() && other->carries_data() ? mid : std::string();
  }
  const MediaSection* ours = current_local_->find(mid);
  const MediaSection* theirs = other->current_local_->find(mid);
  const bool flows = ours != nullptr && theirs != nullptr && theirs->direction.send &&
                     current_remote_->find(mid) != nullptr && ours->direction.receive;
  return flows ? other->sent_on(*theirs) : std::string();
}

}  // namespace parley::simulation
