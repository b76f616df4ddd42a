#include "parley/sfu/bridges.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace parley::sfu {

Bridges::Bridges(std::vector<Bridge*> bridges, Loads* loads)
    : bridges_(std::move(bridges)), loads_(loads), published_(bridges_.size()) {}

Bridges::~Bridges() {
  if (loads_ == nullptr) return;
  for (std::size_t i = 0; i < bridges_.size(); ++i) loads_->of(i) -= published_[i];
}

bool Bridges::ready() const {
  return std::any_of(bridges_.begin(), bridges_.end(),
                     [](const Bridge* bridge) { return bridge->ready(); });
}

void Bridges::publish_load() {
  if (loads_ == nullptr) return;
  for (std::size_t i = 0; i < bridges_.size(); ++i) {
    const std::size_t count = bridges_[i]->participant_count();
    const std::size_t before = std::exchange(published_[i], count);
    if (count != before) loads_->of(i) += count - before;
  }
}

// This loop's own participants as they are now: it may open several rooms in one go.
std::size_t Bridges::load(std::size_t janus) const {
  const std::size_t others = loads_ == nullptr ? 0 : loads_->of(janus) - published_[janus];
  return others + bridges_[janus]->participant_count();
}

// Not where the room was lost, which may refuse it once more.
std::size_t Bridges::place_for(const std::string& room) const {
  const auto last = places_.find(room);
  const auto rank = [&](std::size_t janus) {
    const bool was_lost_there = last != places_.end() && last->second == janus;
    return std::tuple(!bridges_[janus]->ready(), was_lost_there, load(janus));
  };
  std::size_t best = 0;
  for (std::size_t janus = 1; janus < bridges_.size(); ++janus) {
    if (rank(janus) < rank(best)) best = janus;
  }
  return best;
}

void Bridges::open(const std::string& room, std::size_t participants, Instant now) {
  if (bridges_.empty() || has(room)) return;
  const std::size_t place = place_for(room);
  places_.insert_or_assign(room, place);
  bridges_[place]->open(room, participants, now);
}

void Bridges::close(const std::string& room, Instant now) {
  places_.erase(room);
  for (Bridge* bridge : bridges_) bridge->close(room, now);
}

bool Bridges::has(const std::string& room) const {
  return std::any_of(bridges_.begin(), bridges_.end(),
                     [&room](const Bridge* bridge) { return bridge->has(room); });
}

std::vector<std::string> Bridges::participants(const std::string& room) const {
  for (const Bridge* bridge : bridges_) {
    if (bridge->has(room)) return bridge->participants(room);
  }
  return {};
}

// Those that do not have the room or the participant ignore it.

void Bridges::join(const std::string& room, const std::string& participant_id, Instant now) {
  for (Bridge* bridge : bridges_) bridge->join(room, participant_id, now);
}

void Bridges::leave(const std::string& participant_id, Instant now) {
  for (Bridge* bridge : bridges_) bridge->leave(participant_id, now);
}

void Bridges::offer(const protocol::Description& offer, Instant now) {
  for (Bridge* bridge : bridges_) bridge->offer(offer, now);
}

void Bridges::answer(const protocol::Description& answer, Instant now) {
  for (Bridge* bridge : bridges_) bridge->answer(answer, now);
}

void Bridges::candidate(Direction direction, const protocol::Candidate& candidate, Instant now) {
  for (Bridge* bridge : bridges_) bridge->candidate(direction, candidate, now);
}

void Bridges::restart_ice(const std::string& participant_id, Instant now) {
  for (Bridge* bridge : bridges_) bridge->restart_ice(participant_id, now);
}

void Bridges::wish(const std::string& participant_id, const std::vector<Wish>& wishes,
                   Instant now) {
  for (Bridge* bridge : bridges_) bridge->wish(participant_id, wishes, now);
}

void Bridges::set_away(const std::string& participant_id, bool away, Instant now) {
  for (Bridge* bridge : bridges_) bridge->set_away(participant_id, away, now);
}

}  // namespace parley::sfu
