#include "relay.h"

#include <algorithm>
#include <utility>

#include "parley/hub/limits.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/relay_only.h"

namespace parley::hub {

using protocol::ErrorId;

void Relay::relay(Member& member, std::string_view text, const protocol::Envelope& envelope) {
  std::string kept;
  if (context_.options.relay_only) {
    auto relays = protocol::keep_relays_only(text, envelope.type);
    if (!relays) {
      registry_.refuse(*member.connection, relays.error());
      return;
    }
    if (!relays.value()) return;
    kept = *std::move(relays.value());
    text = kept;
  }
  context_.telemetry.relayed();
  const auto stamped = [&] {
    return share(protocol::stamp_from(text, envelope, member.participant.id));
  };
  if (!envelope.to) {
    const Text shared = stamped();
    for (const auto& other : member.room.members()) {
      if (other.get() != &member) hand_on(*other, shared, envelope.type);
    }
  } else if (Member* recipient = member.room.find(*envelope.to)) {
    hand_on(*recipient, stamped(), envelope.type);
  } else {
    registry_.refuse(*member.connection,
                     {ErrorId::UnknownRecipient,
                      "Nobody in this room has the id " + excerpt(*envelope.to) + "."});
    return;
  }
  // The guest has applied an offer, or it would have no answer.
  if (member.participant.guest && envelope.type == "ANSWER") release_candidates(member);
}

// A page of the plain protocol drops a candidate that comes before it has applied a description. So
// its candidates are kept here until there is an answer, its own or one for it.
void Relay::hand_on(Member& recipient, const Text& text, std::string_view type) {
  const bool hold = recipient.participant.guest && !recipient.takes_candidates;
  if (hold && type == "candidate") {
    auto& held = recipient.held_candidates;
    if (held.size() == guest_candidates) held.erase(held.begin());
    held.push_back(text);
    return;
  }
  context_.out.send(recipient, text);
  if (hold && type == "ANSWER") release_candidates(recipient);
}

void Relay::release_candidates(Member& guest) {
  guest.takes_candidates = true;
  for (const Text& text : std::exchange(guest.held_candidates, {})) {
    context_.out.send(guest, text);
  }
}

void Relay::publish(Member& member, std::vector<protocol::TrackPublication> tracks) {
  // A list that was under way when a host muted it does not undo that.
  std::erase_if(member.muted, [&tracks](protocol::TrackKind kind) {
    return std::none_of(tracks.begin(), tracks.end(),
                        [kind](const auto& track) { return track.kind == kind && track.enabled; });
  });
  set_tracks(member, std::move(tracks));
}

void Relay::mute(Member& member, protocol::TrackKind kind) {
  member.muted.insert(kind);
  set_tracks(member, member.participant.tracks);
}

// A list may change nothing: a muted client confirms that its tracks are off, and the others were
// told so when it was muted.
void Relay::set_tracks(Member& member, std::vector<protocol::TrackPublication> tracks) {
  for (auto& track : tracks) {
    if (member.muted.contains(track.kind)) track.enabled = false;
  }
  if (tracks == member.participant.tracks) return;
  member.participant.tracks = std::move(tracks);
  context_.out.send_to_others(
      member, encode(protocol::Publications{member.participant.id, member.participant.tracks}));
}

}  // namespace parley::hub
