#include "peer_connection.h"

#include <algorithm>
#include <utility>

namespace parley::simulation {

using protocol::DescriptionType;
using protocol::TrackKind;

namespace {

// RFC 8829 section 5.2.2: m-lines keep their places; new ones follow.
bool keeps_sections(const SessionDescription& before, const SessionDescription& after) {
  return before.sections.size() <= after.sections.size() &&
         std::equal(before.sections.begin(), before.sections.end(), after.sections.begin(),
                    [](const MediaSection& one, const MediaSection& other) {
                      return one.mid == other.mid && one.kind == other.kind;
                    });
}

}  // namespace

PeerConnection::PeerConnection(Environment& environment, std::uint32_t owner,
                               PeerConnectionEvents events)
    : environment_(environment),
      events_(std::move(events)),
      owner_(owner),
      session_id_(environment.new_session_id(owner)) {
  environment_.ice.add(session_id_, *this);
}

void PeerConnection::close() {
  if (signaling_state_ == SignalingState::Closed) return;
  const std::optional<IceEnd> end = ice_end();
  const PeerConnection* other = end ? environment_.ice.partner(*end) : nullptr;
  const bool tells = other != nullptr && ice_state_ == IceState::Connected;
  // What it calls may make others.
  const auto tell = tells ? other->events_.closed_by_peer : nullptr;
  vanish();
  if (tell) tell();
}

void PeerConnection::vanish() {
  if (signaling_state_ == SignalingState::Closed) return;
  signaling_state_ = SignalingState::Closed;
  *alive_ = false;
  environment_.ice.remove(session_id_);
  environment_.scheduler.discard(owner_, session_id_);
}

void PeerConnection::fail(const std::string& error) {
  if (events_.error) {
    events_.error(error);
    return;
  }
  environment_.errors.push_back("connection " + std::to_string(session_id_) + ": " + error);
}

// --- Tracks (webrtc-pc section 5.1) ---

// As the platform has it: first those that a track has left, which addTrack() alone never takes.
void PeerConnection::add_track(const std::string& track, TrackKind kind) {
  for (const bool has_sent : {true, false}) {
    for (Transceiver& transceiver : transceivers_) {
      const bool free = transceiver.track.empty() && transceiver.has_sent == has_sent;
      if (transceiver.kind != kind || !free) continue;
      transceiver.track = track;
      transceiver.direction.send = true;
      transceiver.has_sent = true;
      update_negotiation_needed();
      return;
    }
  }
  transceivers_.push_back({kind, "", false, true, true, track, {true, true}});
  update_negotiation_needed();
}

void PeerConnection::remove_track(const std::string& track) {
  inactive_.erase(track);
  for (Transceiver& transceiver : transceivers_) {
    if (transceiver.track != track) continue;
    transceiver.track.clear();
    transceiver.direction.send = false;
  }
  update_negotiation_needed();
}

void PeerConnection::add_receiver(TrackKind kind) {
  transceivers_.push_back({kind, "", false, false, false, "", {false, true}});
  update_negotiation_needed();
}

void PeerConnection::add_forwarder(TrackKind kind) {
  transceivers_.push_back({kind, "", false, false, true, "forwarded", {true, false}});
}

// All channels share an m-line.
void PeerConnection::add_channel(const std::string& label) {
  channels_[label] = false;
  const bool has_line =
      std::any_of(transceivers_.begin(), transceivers_.end(),
                  [](const Transceiver& one) { return one.kind == TrackKind::Data; });
  if (has_line) {
    announce_channels();
    return;
  }
  transceivers_.push_back({TrackKind::Data, "", false, true, false, "", {true, true}});
  update_negotiation_needed();
}

void PeerConnection::set_active(const std::string& track, bool active) {
  if (active) {
    inactive_.erase(track);
  } else {
    inactive_.insert(track);
  }
}

std::vector<protocol::TrackMid> PeerConnection::tracks_by_mid() const {
  std::vector<protocol::TrackMid> tracks;
  for (const Transceiver& transceiver : transceivers_) {
    if (!transceiver.track.empty() && !transceiver.mid.empty()) {
      tracks.push_back({transceiver.mid, transceiver.track});
    }
  }
  return tracks;
}

std::vector<std::string> PeerConnection::mids() const {
  std::vector<std::string> mids;
  for (const Transceiver& transceiver : transceivers_) mids.push_back(transceiver.mid);
  return mids;
}

PeerConnection::Transceiver* PeerConnection::transceiver_with(const std::string& mid) {
  const auto found = std::find_if(transceivers_.begin(), transceivers_.end(),
                                  [&mid](const Transceiver& one) { return one.mid == mid; });
  return found == transceivers_.end() ? nullptr : &*found;
}

// --- The operations chain (webrtc-pc section 4.4.1.2) ---

void PeerConnection::chain(std::function<void()> operation) {
  operations_.push_back(std::move(operation));
  if (operations_.size() == 1) run_next();
}

void PeerConnection::run_next() {
  const Time duration = environment_.random.between(Time(0), Time(12));
  environment_.scheduler.after(duration, source(Source::Kind::Operation), [this, alive = alive_] {
    if (!*alive) return;
    // What it calls may close this connection.
    operations_.front()();
    if (!*alive) return;
    operations_.pop_front();
    if (!operations_.empty()) {
      run_next();
    } else {
      update_negotiation_needed();
    }
  });
}

void PeerConnection::set_local_description(Done done) {
  chain([this, done = std::move(done)] { apply_local(done); });
}

void PeerConnection::set_remote_description(DescriptionType type, std::string sdp, Done done) {
  chain([this, type, remote = parse_sdp(sdp), done = std::move(done)] {
    apply_remote(type, remote, done);
  });
}

// --- Descriptions ---

void PeerConnection::apply_local(const Done& done) {
  negotiation_needed_ = false;
  if (signaling_state_ == SignalingState::HaveRemoteOffer) {
    current_local_ = make_answer();
    current_remote_ = std::exchange(pending_remote_, std::nullopt);
    local_ = current_local_;
    local_type_ = DescriptionType::Answer;
    current_local_is_offer_ = false;
    become_stable();
  } else {
    pending_local_ = make_offer();
    local_ = pending_local_;
    local_type_ = DescriptionType::Offer;
    signaling_state_ = SignalingState::HaveLocalOffer;
  }
  done(true);
}

void PeerConnection::apply_remote(DescriptionType type, const SessionDescription& remote,
                                  const Done& done) {
  if (type == DescriptionType::Offer) {
    if (signaling_state_ == SignalingState::HaveLocalOffer) rollback();
    if (current_remote_ && current_remote_->session_id != remote.session_id) {
      fail("an offer of another connection");
      done(false);
      return;
    }
    if (remote.session_id == 0 || (current_local_ && !keeps_sections(*current_local_, remote))) {
      fail("InvalidAccessError: an offer without m-lines that were there");
      done(false);
      return;
    }
    take_sections(remote);
    pending_remote_ = remote;
    signaling_state_ = SignalingState::HaveRemoteOffer;
    done(true);
    return;
  }
  const bool fits = signaling_state_ == SignalingState::HaveLocalOffer &&
                    pending_local_->sections.size() == remote.sections.size() &&
                    keeps_sections(*pending_local_, remote);
  if (!fits) {
    fail("InvalidStateError: an answer that answers nothing");
    done(false);
    return;
  }
  current_local_ = std::exchange(pending_local_, std::nullopt);
  current_remote_ = remote;
  current_local_is_offer_ = true;
  become_stable();
  done(true);
}

SessionDescription PeerConnection::make_offer() {
  if (ice_ufrag_.empty() || ice_restart_wanted_) new_ice_generation();
  SessionDescription offer{session_id_, ++version_, ice_ufrag_, std::to_string(session_id_),
                           is_sfu(),    {}};
  // The m-lines that there are keep their places; new ones follow (RFC 8829 section 5.2.2).
  const auto& before = pending_local_ ? pending_local_ : current_local_;
  if (before) {
    for (const MediaSection& section : before->sections) {
      const Transceiver* known = transceiver_with(section.mid);
      offer.sections.push_back({section.mid, section.kind, known->direction, known->track});
    }
  }
  for (Transceiver& transceiver : transceivers_) {
    if (!transceiver.mid.empty()) continue;
    transceiver.mid = std::to_string(next_mid_++);
    transceiver.associated_by_pending_offer = true;
    offer.sections.push_back(
        {transceiver.mid, transceiver.kind, transceiver.direction, transceiver.track});
  }
  return offer;
}

SessionDescription PeerConnection::make_answer() {
  const bool peer_restarted_ice =
      current_remote_ && current_remote_->ice_ufrag != pending_remote_->ice_ufrag;
  if (ice_ufrag_.empty() || peer_restarted_ice) new_ice_generation();
  SessionDescription answer{session_id_, ++version_, ice_ufrag_, std::to_string(session_id_),
                            is_sfu(),    {}};
  for (const MediaSection& section : pending_remote_->sections) {
    const Transceiver* known = transceiver_with(section.mid);
    const Direction direction = known->direction.limited_to(section.direction.reversed());
    answer.sections.push_back(
        {section.mid, section.kind, direction, direction.send ? known->track : ""});
  }
  return answer;
}

// RFC 8829 section 5.10: what a remote offer's m-lines are to us.
void PeerConnection::take_sections(const SessionDescription& remote) {
  for (const MediaSection& section : remote.sections) {
    Transceiver* transceiver = transceiver_with(section.mid);
    if (transceiver == nullptr) {
      const auto free = std::find_if(
          transceivers_.begin(), transceivers_.end(), [&section](const Transceiver& one) {
            return one.mid.empty() && one.made_by_add_track && one.kind == section.kind;
          });
      if (free == transceivers_.end()) {
        transceivers_.push_back({section.kind, "", false, false, false, "", {false, true}});
        transceiver = &transceivers_.back();
      } else {
        transceiver = &*free;
      }
      transceiver->mid = section.mid;
      const auto number = static_cast<std::uint32_t>(std::stoul(section.mid));
      next_mid_ = std::max(next_mid_, number + 1);
    }
    if (section.kind == TrackKind::Data || !section.direction.send) continue;
    events_.track(section.mid, section.kind);
  }
}

// RFC 8829 section 4.1.10.2.
void PeerConnection::rollback() {
  // Chromium 156 does not survive it: the core is never to get there.
  fail("an offer is rolled back");
  for (Transceiver& transceiver : transceivers_) {
    if (std::exchange(transceiver.associated_by_pending_offer, false)) transceiver.mid.clear();
  }
  pending_local_.reset();
  signaling_state_ = SignalingState::Stable;
  if (current_local_) {
    ice_ufrag_ = current_local_->ice_ufrag;
    return;
  }
  ice_ufrag_.clear();
  // Rolled back before its first candidate, it gathers none ever after.
  if (!candidate_surfaced_) ice_is_wedged_ = true;
}

void PeerConnection::become_stable() {
  signaling_state_ = SignalingState::Stable;
  // webrtc-pc section 4.4.1.5: met once the generation that it asked for is in force.
  if (current_local_is_offer_) ice_restart_wanted_ = false;
  for (Transceiver& transceiver : transceivers_) transceiver.associated_by_pending_offer = false;
  update_ice();
}

// --- "negotiationneeded" (webrtc-pc section 4.7.3) ---

const MediaSection* PeerConnection::agreed(const std::string& mid) const {
  return current_local_ ? current_local_->find(mid) : nullptr;
}

bool PeerConnection::negotiation_is_needed() const {
  if (ice_restart_wanted_) return true;
  return std::any_of(transceivers_.begin(), transceivers_.end(), [this](const Transceiver& one) {
    const MediaSection* section = one.mid.empty() ? nullptr : agreed(one.mid);
    if (section == nullptr) return true;
    if (one.direction.send && section->track != one.track) return true;
    if (current_local_is_offer_) return section->direction != one.direction;
    const MediaSection* offered = current_remote_->find(one.mid);
    return section->direction != one.direction.limited_to(offered->direction.reversed());
  });
}

void PeerConnection::update_negotiation_needed() {
  if (signaling_state_ != SignalingState::Stable || !operations_.empty()) return;
  if (!negotiation_is_needed()) {
    negotiation_needed_ = false;
    return;
  }
  if (std::exchange(negotiation_needed_, true)) return;
  const Source event = source(Source::Kind::NegotiationNeeded);
  environment_.scheduler.after(Time(0), event, [this, alive = alive_] {
    if (!*alive || !operations_.empty() || signaling_state_ != SignalingState::Stable) {
      if (*alive) negotiation_needed_ = false;
      return;
    }
    if (negotiation_needed_) events_.negotiation_needed();
  });
}

}  // namespace parley::simulation
