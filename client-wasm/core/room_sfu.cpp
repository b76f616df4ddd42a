// Room's part in media that goes through an SFU, where everyone sending to everyone is too much.

#include <algorithm>
#include <utility>

#include "parley/core/room.h"

namespace parley::core {

void Room::on(const event::AllowSfu& event) {
  if (!joining().may_connect()) return;
  using protocol::SfuUse;
  context_.server.allow_sfu(event.encrypted ? SfuUse::Encrypted : SfuUse::Clear);
}

void Room::on(const event::MediaFlows& event) {
  for (const Peer& peer : peers_) peer.session->media_flows(event.connection, event.mid);
}

// Media of the participants' own connections goes on until the SFU's is there, and the other way
// round.
void Room::use_sfu(std::uint32_t epoch) {
  // Who has met others early went by what LOBBY said.
  const bool same = epoch == sfu_.epoch() && (epoch != 0) == context_.over_sfu;
  if (same || !joining().allows_sfu()) return;
  context_.over_sfu = epoch != 0;
  if (epoch == 0) {
    sfu_.end(now_);
  } else {
    sfu_.begin(epoch, now_);
    downlink_ = {};
    download_bitrate_ = limits::first_download_bitrate;
  }
  for (const Peer& peer : peers_) peer.session->use_sfu(epoch != 0);
  // After that: what has a line in the mesh goes there, and not nowhere first.
  if (epoch != 0) void_slots();
}

void Room::void_slots() {
  slots_.clear();
  for (const Peer& peer : peers_) peer.session->set_slots(0, {});
}

// Those whose track a slot no longer carries come first, so that nothing is shown as another's.
void Room::receive(const protocol::Slots& message) {
  const PeerSession* receiving = sfu_.receiving();
  if (receiving == nullptr) return;
  const std::vector<protocol::Slot> before = std::exchange(slots_, message.slots);
  std::vector<protocol::Slot> kept;
  for (const protocol::Slot& slot : before) {
    if (std::find(slots_.begin(), slots_.end(), slot) != slots_.end()) kept.push_back(slot);
  }
  for (const auto* slots : {&std::as_const(kept), &std::as_const(slots_)}) {
    for (const Peer& peer : peers_) give_slots(*peer.session, *slots);
  }
}

void Room::give_slots(PeerSession& session, const std::vector<protocol::Slot>& slots) const {
  const PeerSession* receiving = sfu_.receiving();
  if (receiving == nullptr) return;
  std::vector<protocol::TrackMid> own;
  for (const protocol::Slot& slot : slots) {
    if (slot.from == session.participant()) own.push_back({slot.mid, slot.sid});
  }
  session.set_slots(receiving->connection(), own);
}

void Room::receive(const protocol::Speaking& message) {
  Peer* peer = find(message.from);
  if (peer == nullptr) return;
  if (message.on) peer->spoke = ++last_speech_;
  if (!speaker_.spoke(message.from, message.on, now_)) return;
  context_.actions.push(action::DominantSpeakerChanged{speaker_.speaker()});
}

// Whoever does not reach the SFU reaches nobody whose media comes from there.
void Room::report_sfu() {
  if (std::exchange(sfu_failed_, sfu_.failed()) == sfu_.failed()) return;
  for (const Peer& peer : peers_) {
    const std::string& participant = peer.session->participant();
    if (sfu_failed_) {
      context_.actions.push(action::ParticipantUnreachable{participant, "no-path"});
    } else {
      context_.actions.push(action::ParticipantReachable{participant});
    }
  }
}

// Chat can wait for pictures, as it is read later.
void Room::offer_to_others() {
  if (std::exchange(sfu_complete_, sfu_.complete()) || !sfu_complete_) return;
  Time due = now_;
  for (const Peer& peer : peers_) {
    if (!peer.session->waits_to_offer()) continue;
    peer.session->offer_by(due);
    due += limits::next_offer;
  }
}

void Room::update_slots() {
  sfu_.watch(now_);
  report_sfu();
  offer_to_others();
  if (sfu_.epoch() == 0) return;
  std::vector<WantedTrack> wanted;
  for (const Peer& peer : peers_) {
    const bool speaks = peer.session->participant() == speaker_.speaker();
    peer.session->want(wanted, speaks ? profile_.dominant_speaker : protocol::TrackPriority::Low,
                       peer.spoke);
  }
  SlotAllocation allocation = allocate_slots(wanted, download_bitrate_, profile_);
  wants_more_download_ = allocation.wants_more;
  sfu_.ask(allocation.preferences, now_);
}

void Room::on(const event::DownloadMeasured& event) {
  download_bitrate_ = event.bitrate;
}

// The SFU has one connection in each direction, which say all about our network.
void Room::sfu_statistics(PeerSession& session, const event::ConnectionStatistics& event) {
  const bool changed = session.statistics(event);
  const LinkStatistics& link = session.quality().link();
  if (&session == sfu_.receiving()) {
    const Downlink::Report report{link.loss_received, event.picture_bytes_received,
                                  wants_more_download_};
    if (const auto bitrate = downlink_.sample(report, now_)) {
      download_measured_ = event::DownloadMeasured{*bitrate};
    }
  }
  if (!changed) return;
  std::optional<std::uint8_t> worst;
  for (const PeerSession* one : sfu_.sessions()) {
    const auto level = one->quality().level();
    if (level && (!worst || *level < *worst)) worst = level;
  }
  if (!worst || own_quality_ == worst) return;
  own_quality_ = worst;
  context_.actions.push(action::NetworkQualityChanged{{}, *worst, link});
}

}  // namespace parley::core
