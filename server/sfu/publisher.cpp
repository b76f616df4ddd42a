#include "publisher.h"

#include <algorithm>
#include <utility>

#include "media_room.h"
#include "media_sections.h"
#include "parley/sfu/limits.h"

namespace parley::sfu {
namespace {

std::vector<PublishedTrack> tracks_of(const protocol::Description& offer) {
  std::vector<PublishedTrack> tracks;
  const auto sections = media_sections(offer.sdp);
  for (const protocol::TrackMid& track : offer.tracks) {
    const auto section = std::find_if(sections.begin(), sections.end(),
                                      [&track](const auto& each) { return each.mid == track.mid; });
    if (section != sections.end()) tracks.push_back({track.sid, track.mid, section->kind});
  }
  return tracks;
}

}  // namespace

const std::vector<PublishedTrack> Publisher::none;

Publisher::Publisher(JanusClient& client, MediaRoom& room, std::string participant_id,
                     std::uint32_t epoch)
    : JanusHandle(client, participant_id),
      room_(room),
      participant_id_(std::move(participant_id)),
      epoch_(epoch),
      feed_(participant_id_ + "." + std::to_string(epoch)) {}

void Publisher::offer(const protocol::Description& offer) {
  unsent_ = offer;
  send_offer();
}

void Publisher::send_offer() {
  if (departed_ || !unsent_ || !may_ask() || !room_.is_ready()) return;
  const protocol::Description offer = *std::exchange(unsent_, std::nullopt);
  offer_id_ = offer.offer_id;
  offered_ = tracks_of(offer);
  if (entered_) {
    ask(Republish{offer.tracks, offer.sdp});
  } else {
    ask(Publish{room_.janus_room(), feed_, offer.tracks, offer.sdp});
  }
}

// Janus forgets candidates that it gets before the first offer.
void Publisher::candidate(const protocol::Candidate& candidate) {
  if (entered_) {
    client().trickle(*this, candidate);
  } else if (held_.size() < held_candidates) {
    held_.push_back(candidate);
  }
}

void Publisher::answered(const JanusMessage& message) {
  if (departed_) return;
  if (message.sdp.empty()) return failed("no answer in Janus' answer");
  entered_ = true;
  tracks_ = std::move(offered_);
  for (const auto& candidate : std::exchange(held_, {})) client().trickle(*this, candidate);
  actions().push(AnswerTo{room_.name(), participant_id_, epoch_, offer_id_, message.sdp});
  send_offer();
  if (live_) room_.tracks_changed();
}

void Publisher::notified(const JanusMessage& message) {
  if (departed_) return;
  if (message.type == JanusMessage::Type::WebRtcUp) {
    live_ = true;
    room_.tracks_changed();
  } else if (message.ends_connection() && live_) {
    live_ = false;
    room_.tracks_changed();
    failed(message.reason);
  } else if (message.videoroom == "talking" || message.videoroom == "stopped-talking") {
    // Every publisher hears of every other, too.
    if (message.talker == feed_) {
      room_.speaking(participant_id_, message.videoroom == "talking");
    }
  }
}

void Publisher::failed(const std::string& reason) {
  if (departed_) return;
  actions().push(SendingFailed{room_.name(), participant_id_, epoch_, reason});
}

}  // namespace parley::sfu
