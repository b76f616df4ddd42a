#include "relay.h"

#include <algorithm>
#include <utility>

#include "parley/hub/limits.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/relay_only.h"

namespace parley::hub {

using protocol::ErrorId;

bool Relay::relay(Member& member, std::string_view text, const protocol::Envelope& envelope,
                  Instant now) {
  const bool for_all = !envelope.to;
  Member* recipient = for_all ? nullptr : member.room.find(*envelope.to);
  if (for_all && !member.participant.guest) {
    registry_.refuse(*member.connection, {ErrorId::BadMessage, envelope.type + ".to: missing"});
    return true;
  }
  if (!for_all && recipient == nullptr) {
    registry_.refuse(*member.connection,
                     {ErrorId::UnknownRecipient,
                      "Nobody in this room has the id " + excerpt(*envelope.to) + "."});
    return true;
  }
  const bool within_budget = for_all
                                 ? may_send_to_all(member, text.size(), now)
                                 : budget_of(member, now).take_for(*envelope.to, text.size(), now);
  if (!within_budget) return false;
  std::string kept;
  if (context_.options.relay_only) {
    auto relays = protocol::keep_relays_only(text, envelope.type);
    if (!relays) {
      registry_.refuse(*member.connection, relays.error());
      return true;
    }
    if (!relays.value()) return true;
    kept = *std::move(relays.value());
    text = kept;
  }
  context_.telemetry.relayed();
  const Text stamped = share(protocol::stamp_from(text, envelope, member.participant.id));
  if (recipient != nullptr) {
    hand_on(*recipient, stamped, envelope.type);
  } else {
    for (const auto& other : member.room.members()) {
      if (other.get() != &member) hand_on(*other, stamped, envelope.type);
    }
  }
  // The guest has applied an offer, or it would have no answer.
  if (member.participant.guest && envelope.type == "ANSWER") release_candidates(member);
  return true;
}

bool Relay::may_send_to_all(Member& member, std::size_t bytes, Instant now) {
  return budget_of(member, now).take_for_all(member.room.members().size() - 1, bytes, now);
}

SenderBudget& Relay::budget_of(Member& member, Instant now) {
  if (!member.budget) member.budget.emplace(context_.options.relay, now);
  return *member.budget;
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
  std::erase_if(member.muted, [&tracks](const auto& muted) {
    return std::none_of(tracks.begin(), tracks.end(), [&muted](const auto& track) {
      return track.kind == muted.first && track.enabled;
    });
  });
  set_tracks(member, std::move(tracks));
}

void Relay::mute(Member& member, protocol::TrackKind kind, const std::string& host_id) {
  member.muted.insert_or_assign(kind, host_id);
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
  context_.announcer.published(member);
  context_.out.send_to_others(
      member, encode(protocol::Publications{member.participant.id, member.participant.tracks}));
}

}  // namespace parley::hub
