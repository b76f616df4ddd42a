#include "receiver.h"

#include <algorithm>
#include <utility>

#include "media_room.h"
#include "parley/sfu/limits.h"

namespace parley::sfu {

using protocol::TrackKind;

Receiver::Receiver(JanusClient& client, MediaRoom& room, std::string participant_id,
                   std::uint32_t epoch)
    : JanusHandle(client, participant_id),
      room_(room),
      participant_id_(std::move(participant_id)),
      epoch_(epoch),
      slots_(audio_slots, video_slots, room.free_feed()) {}

void Receiver::attached() {
  ask(Subscribe{room_.janus_room(), slots_.streams()});
}

void Receiver::answer(const protocol::Description& answer) {
  // One that is repeated, or belongs to an earlier offer, changes nothing.
  if (state_ != State::Offered || answer.offer_id != offer_id_ || !may_ask()) return;
  state_ = State::Answering;
  answer_ = answer.sdp;
  ask(Start{answer.sdp});
}

// Janus forgets candidates that it gets before the answer.
void Receiver::candidate(const protocol::Candidate& candidate) {
  if (state_ == State::Running) {
    client().trickle(*this, candidate);
  } else if (held_.size() < held_candidates) {
    held_.push_back(candidate);
  }
}

void Receiver::restart_ice() {
  if (state_ == State::Offered) return tell_offer();
  wants_restart_ = true;
  fill_slots();
}

void Receiver::room_changed() {
  fill_slots();
}

void Receiver::set_away(bool away) {
  away_ = away;
  // It may have been lost with what else waited for the participant, and nothing changes without an
  // answer.
  if (!away && state_ == State::Offered) return tell_offer();
  fill_slots();
}

void Receiver::answered(const JanusMessage& message) {
  switch (state_) {
    case State::Attaching:
    case State::Restarting:
      offer(message.sdp);
      break;
    case State::Answering:
      state_ = State::Running;
      for (const auto& candidate : std::exchange(held_, {})) client().trickle(*this, candidate);
      fill_slots();
      break;
    case State::Running:
      report_slots();
      fill_slots();
      break;
    case State::Offered:
      break;
  }
}

void Receiver::offer(const std::string& sdp) {
  if (sdp.empty()) return failed("no offer in Janus' answer");
  state_ = State::Offered;
  ++offer_id_;
  offer_ = sdp;
  tell_offer();
}

void Receiver::tell_offer() {
  actions().push(OfferTo{room_.name(), participant_id_, epoch_, offer_id_, offer_});
}

// One request at a time: what has changed meanwhile is seen when it is answered.
void Receiver::fill_slots() {
  if (!may_change()) return;
  if (std::exchange(wants_restart_, false)) {
    state_ = State::Restarting;
    return ask(RestartIce{});
  }
  // A switch asks for key frames. Before the connection is up Janus drops them, and browsers make no
  // others for 300 ms.
  if (!is_up_ || away_) return;
  stalled_ = stalled_ || any_source_ended();
  slots_.want(room_.sources_for(participant_id_, TrackKind::Audio),
              room_.sources_for(participant_id_, TrackKind::Video));
  const Switch changes = slots_.take_changes();
  if (!changes.changes.empty()) {
    awaited_.switched(changes);
    return ask(changes);
  }
  if (std::exchange(stalled_, false)) return ask(Start{answer_});
  choose(slots_.take_layers());
}

// Janus stops an m-line whose publisher has ended before the m-line was switched, and forwards
// nothing on it, whatever it carries then, until an answer comes. That it got before will do.
bool Receiver::any_source_ended() const {
  const std::vector<FeedStream> sources = slots_.sources();
  return std::any_of(sources.begin(), sources.end(),
                     [this](const FeedStream& source) { return !room_.sends(source); });
}

void Receiver::choose(const ChooseLayers& layers) {
  if (layers.choices.empty()) return;
  awaited_.asked(layers, client().now());
  ask(layers);
}

// While Janus owes an answer nothing can be asked: what is due then is due when it has come.
std::optional<Instant> Receiver::deadline() const {
  return may_change() ? awaited_.deadline() : std::nullopt;
}

void Receiver::expire() {
  if (!may_change()) return;
  const ChooseLayers due = awaited_.take_due(client().now());
  if (!due.choices.empty()) ask(due);
}

void Receiver::report_slots() {
  std::vector<Slot> taken = slots_.taken();
  if (taken == reported_) return;
  reported_ = std::move(taken);
  actions().push(SlotsOf{room_.name(), participant_id_, reported_});
}

void Receiver::notified(const JanusMessage& message) {
  if (message.ends_connection()) failed(message.reason);
  if (message.type == JanusMessage::Type::WebRtcUp) {
    is_up_ = true;
    fill_slots();
  }
  if (!message.layer_mid.empty()) awaited_.arrived(message.layer_mid);
}

void Receiver::failed(const std::string& /*reason*/) {
  has_failed_ = true;
}

}  // namespace parley::sfu
