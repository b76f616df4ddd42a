// What an adversary has heard, and what it makes of that when it speaks.
#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include "adversary.h"
#include "parley/protocol/codec.h"

namespace parley::simulation {

using protocol::DescriptionType;

namespace {

// Of each kind; the oldest is forgotten first.
constexpr std::size_t most_remembered = 64;

}  // namespace

// --- What it says ---

std::string Adversary::some_claim() {
  std::string claim = one_of(claims_);
  if (claim.empty() || !random_.chance(20)) return claim;
  // Of somebody else.
  const std::size_t begin = claim.find("PA");
  const std::size_t end = claim.find('!', begin);
  if (begin == std::string::npos || end == std::string::npos) return claim;
  return claim.replace(begin, end - begin, one_of(participants_));
}

std::string Adversary::some_participant() {
  return participants_.empty() || random_.chance(10) ? "PA0" : one_of(participants_);
}

std::vector<protocol::TrackPublication> Adversary::some_tracks() {
  std::vector<protocol::TrackPublication> tracks;
  for (std::uint32_t count = random_.below(4); count > 0 && !tracks_.empty(); --count) {
    protocol::TrackPublication track = one_of(tracks_);
    track.enabled = random_.chance(50);
    const bool there = std::any_of(tracks.begin(), tracks.end(),
                                   [&track](const auto& other) { return other.sid == track.sid; });
    if (!there) tracks.push_back(std::move(track));
  }
  return tracks;
}

std::uint32_t Adversary::some_epoch() {
  constexpr std::uint32_t epochs[] = {0, 1, 2, 3, 1000, 2'147'483'647};
  return epochs[random_.below(std::size(epochs))];
}

protocol::Description Adversary::some_description() {
  protocol::Description description = one_of(descriptions_);
  description.from = some_participant();
  description.to = some_participant();
  if (random_.chance(30)) description.epoch = some_epoch();
  if (random_.chance(30)) description.offer_id = some_epoch();
  if (random_.chance(30)) description.seal.clear();
  if (random_.chance(20)) {
    for (auto& track : description.tracks) track.sid = one_of(tracks_).sid;
  }
  return description;
}

protocol::Candidate Adversary::some_candidate() {
  protocol::Candidate candidate = one_of(candidates_);
  if (candidate.candidate.empty()) candidate.candidate = "candidate:1 1 udp 1 192.0.2.1 9 typ host";
  candidate.from = some_participant();
  candidate.to = some_participant();
  if (random_.chance(30)) candidate.epoch = some_epoch();
  return candidate;
}

// --- What it learns ---

template <class Item>
void Adversary::remember(std::vector<Item>& items, const Item& item) {
  if (std::find(items.begin(), items.end(), item) != items.end()) return;
  if (items.size() == most_remembered) items.erase(items.begin());
  items.push_back(item);
}

void Adversary::hear(Identity& one, const std::string& text) {
  const auto message = protocol::decode_server_message(text);
  if (!message) return;
  std::visit([this, &one](const auto& content) { heard(one, content); }, message.value());
}

void Adversary::learn(const Identity& one, const std::vector<protocol::Participant>& participants) {
  remember(participants_, one.id);
  for (const auto& participant : participants) {
    remember(participants_, participant.id);
    for (const auto& track : participant.tracks) remember(tracks_, track);
  }
}

void Adversary::learn_claim(const std::string& claim) {
  if (!claim.empty()) remember(claims_, claim);
}

// It may be host for as long as a message takes, where it was alone or everyone else has left.
void Adversary::look_at_hosts(Identity& one, const protocol::RoomState& state) {
  if (!state.keep.empty()) remember(keeps_, state.keep);
  if (std::find(state.hosts.begin(), state.hosts.end(), one.id) != state.hosts.end()) close(one);
}

void Adversary::heard(Identity& one, const protocol::Lobby& message) {
  const bool first = one.id.empty();
  one.id = message.id;
  learn(one, message.participants);
  learn_claim(message.secret);
  if (first && !one.in && random_.chance(70)) say_hello(one);
}

void Adversary::heard(Identity& one, const protocol::Welcome& message) {
  one.id = message.id;
  one.in = true;
  learn(one, message.participants);
  learn_claim(message.resume);
  if (claim_of_alone_.empty() && message.participants.empty()) claim_of_alone_ = message.resume;
  look_at_hosts(one, message.state);
}

void Adversary::heard(Identity& one, const protocol::Waiting& message) {
  one.id = message.id;
  learn(one, {});
  learn_claim(message.secret);
  if (random_.chance(70)) send(one, protocol::Ping{});
}

void Adversary::heard(Identity& one, const protocol::RoomChanged& message) {
  look_at_hosts(one, message.state);
}

void Adversary::heard(Identity& /*one*/, const protocol::Pong& message) {
  learn_claim(message.resume);
}

void Adversary::heard(Identity& one, const protocol::UserJoin& message) {
  learn(one, {message.participant});
}

void Adversary::heard(Identity& /*one*/, const protocol::Publications& message) {
  for (const auto& track : message.tracks) remember(tracks_, track);
}

void Adversary::heard(Identity& one, const protocol::Description& message) {
  remember(descriptions_, message);
  if (!random_.chance(30)) return;
  // Gives back what it was given, as its own.
  protocol::Description answer = message;
  answer.to = message.from;
  answer.type = random_.chance(70) ? DescriptionType::Answer : DescriptionType::Offer;
  send(one, answer);
}

void Adversary::heard(Identity& /*one*/, const protocol::Candidate& message) {
  remember(candidates_, message);
}

}  // namespace parley::simulation
