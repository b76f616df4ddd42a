#include "parley/nodes/directory.h"

#include <algorithm>
#include <utility>

#include "parley/nodes/scripts.h"

namespace parley::nodes {

Directory::Directory(base::IdSource& ids, LeaseTimes times) : ids_(ids), times_(times) {
  begin_term();
}

std::optional<Action> Directory::next_action() {
  if (actions_.empty()) return std::nullopt;
  Action action = std::move(actions_.front());
  actions_.pop_front();
  return action;
}

// --- The lease ---

void Directory::begin_term() {
  incarnation_ = ids_.make("");
  ++term_;
  until_ = {};
  beat_sent_.reset();
  next_beat_ = {};
  unasserted_ = 0;
  asserted_until_ = {};
  owned_.clear();
  forget_questions();
  act(Hold{term_, {}});
}

// Redis does not answer them, or not to this incarnation.
void Directory::forget_questions() {
  std::erase_if(questions_, [](const auto& entry) { return entry.second.tickets.empty(); });
  for (auto& [hash, question] : questions_) question.asked = false;
}

// Whoever was in a room here is told by the loops, which look at the time themselves.
void Directory::check_lease(Instant now) {
  if (until_ == Instant{} || now < until_) return;
  act(Lapsed{owned_.size()});
  if (up_) act(Retire{incarnation_});
  begin_term();
}

void Directory::extend(Instant until) {
  if (until <= until_) return;
  until_ = until;
  act(Hold{term_, until_});
}

void Directory::redis_up(Instant now) {
  check_lease(now);
  up_ = true;
  since_.clear();
  next_beat_ = now;
  expire(now);
}

void Directory::redis_down(Instant now) {
  up_ = false;
  beat_sent_.reset();
  unasserted_ = 0;
  asserted_until_ = {};
  for (auto& [hash, room] : owned_) room.unasserted = false;
  forget_questions();
  check_lease(now);
}

void Directory::beaten(const std::string& incarnation, std::string_view answer, Instant now) {
  check_lease(now);
  if (incarnation != incarnation_ || !beat_sent_ || stopped_) return;
  const Instant until = *std::exchange(beat_sent_, std::nullopt) + times_.lease - times_.margin();
  const auto beat = read_beat(answer);
  if (!beat) {
    if (!std::exchange(told_other_key_, true)) act(OtherKey{});
    return;
  }
  told_other_key_ = false;
  if (now >= until) return;
  // Redis forgets rooms that nobody mentions.
  if (beat->since != std::exchange(since_, beat->since) || now >= assert_again_) {
    assert_all(until, now);
  } else if (unasserted_ == 0) {
    extend(until);
  } else {
    asserted_until_ = until;
  }
  ask_redis(now);
}

void Directory::assert_all(Instant until, Instant now) {
  asserted_until_ = until;
  assert_again_ = now + room_memory / 4;
  unasserted_ = 0;
  for (auto& [hash, room] : owned_) assert_one(hash, room);
  conclude_asserting();
  check_lease(now);
}

void Directory::assert_one(const std::string& hash, Room& room) {
  room.unasserted = true;
  ++unasserted_;
  act(Assert{hash, incarnation_, room.fence, room.lineage});
}

void Directory::asserted(const std::string& hash, const std::string& incarnation,
                         std::string_view answer, Instant now) {
  check_lease(now);
  const auto found = owned_.find(hash);
  if (incarnation != incarnation_ || found == owned_.end() || !found->second.unasserted) return;
  found->second.unasserted = false;
  if (answer != "own") {
    act(Lose{found->second.name, found->second.fence});
    owned_.erase(found);
  }
  --unasserted_;
  conclude_asserting();
}

void Directory::conclude_asserting() {
  if (unasserted_ == 0) extend(asserted_until_);
}

// --- Clients ---

void Directory::ask(Ticket ticket, const RoomId& room, Instant now) {
  check_lease(now);
  if (stopped_ || asking_.size() >= asking_clients) {
    act(Refuse{ticket});
    return;
  }
  if (serve_here(ticket, room.hash, now)) return;
  asking_.emplace(ticket, Asking{room, now + asking_timeout});
  auto& entry = *questions_.try_emplace(room.hash).first;
  entry.second.tickets.push_back(ticket);
  ask_redis(entry, now);
}

void Directory::ask_redis(Instant now) {
  for (auto& entry : questions_) ask_redis(entry, now);
}

// Once, however many wait for the answer.
void Directory::ask_redis(Questions::value_type& entry, Instant now) {
  auto& [hash, question] = entry;
  if (!up_ || !leased(now) || stopped_ || question.asked || question.again > now) return;
  question.asked = true;
  act(Acquire{hash, incarnation_});
}

void Directory::acquired(const std::string& hash, const std::string& incarnation,
                         std::string_view answer, Instant now) {
  check_lease(now);
  const auto found = questions_.find(hash);
  if (incarnation != incarnation_ || stopped_ || found == questions_.end()) return;
  Question& question = found->second;
  question.asked = false;
  question.again = now + asking_pause;
  Acquired acquired = read_acquire(answer);
  if (std::holds_alternative<NotYet>(acquired) && !question.tickets.empty()) return;
  const std::vector<Ticket> tickets = std::move(question.tickets);
  questions_.erase(found);
  if (const auto* elsewhere = std::get_if<Elsewhere>(&acquired)) {
    for (const Ticket ticket : tickets) {
      asking_.at(ticket).relaying = true;
      act(Relay{ticket, hash, elsewhere->address, elsewhere->fence});
    }
  } else if (auto* own = std::get_if<Owned>(&acquired)) {
    if (tickets.empty()) {  // nobody waits any more
      act(Release{hash, incarnation_, own->fence, true});
      return;
    }
    if (own->taken) act(TakenOver{});
    Room& room = owned_[hash];
    room = {asking_.at(tickets.front()).room.name, std::move(own->fence), std::move(own->lineage)};
    for (const Ticket ticket : tickets) {
      asking_.erase(ticket);
      serve(ticket, room);
    }
  }
}

bool Directory::serve_here(Ticket ticket, const std::string& hash, Instant now) {
  const auto own = owned_.find(hash);
  if (own == owned_.end() || !leased(now)) return false;
  serve(ticket, own->second);
  return true;
}

void Directory::serve(Ticket ticket, Room& room) {
  ++room.clients;
  act(Serve{ticket, room.name, tenure_of(room)});
}

Tenure Directory::tenure_of(const Room& room) const {
  return {term_, room.fence, room.lineage};
}

void Directory::not_relayed(Ticket ticket, Instant now) {
  check_lease(now);
  const auto found = asking_.find(ticket);
  if (found == asking_.end() || !found->second.relaying) return;
  // Meanwhile it may have become this node's.
  if (serve_here(ticket, found->second.room.hash, now)) {
    asking_.erase(found);
    return;
  }
  found->second.relaying = false;
  Question& question = questions_[found->second.room.hash];
  if (!question.asked) question.again = now + asking_pause;
  question.tickets.push_back(ticket);
  expire(now);
}

void Directory::give_up(Ticket ticket, const Asking& asking) {
  act(Refuse{ticket});
  const auto found = questions_.find(asking.room.hash);
  if (found == questions_.end()) return;
  std::erase(found->second.tickets, ticket);
  if (found->second.tickets.empty() && !found->second.asked) questions_.erase(found);
}

// Redis names this node where it has not heard that the room was given back, or this node has not
// heard that it has it; and by another fence where it has read late what this node asked before.
std::optional<Directory::Here> Directory::take(const std::string& hash, const std::string& fence,
                                               Instant now) {
  check_lease(now);
  if (stopped_ || !leased(now)) return std::nullopt;
  const auto found = owned_.find(hash);
  if (found == owned_.end()) {
    const auto question = questions_.find(hash);
    const bool may_come = question != questions_.end() && question->second.asked;
    if (up_ && !may_come) act(Release{hash, incarnation_, fence, true});
    return std::nullopt;
  }
  Room& room = found->second;
  if (room.fence != fence) {
    if (up_ && !room.unasserted) assert_one(found->first, room);
    return std::nullopt;
  }
  ++room.clients;
  return Here{room.name, tenure_of(room)};
}

// Where a client is on its way to the loop, the room is about to be used again.
void Directory::freed(const std::string& hash, const std::string& fence, std::uint64_t clients,
                      Instant now) {
  check_lease(now);
  const auto found = owned_.find(hash);
  if (stopped_ || found == owned_.end()) return;
  Room& room = found->second;
  if (room.fence != fence) return;
  room.freed = clients;
  if (room.clients != clients) return;
  if (room.unasserted) --unasserted_;
  act(Release{hash, incarnation_, fence, false});
  owned_.erase(found);
  conclude_asserting();
}

// The loop may have freed the room already, for all clients but that one.
void Directory::withdraw(const std::string& hash, const std::string& fence, Instant now) {
  const auto found = owned_.find(hash);
  if (found == owned_.end() || found->second.fence != fence) return;
  --found->second.clients;
  freed(hash, fence, found->second.freed, now);
}

// --- Time ---

void Directory::expire(Instant now) {
  check_lease(now);
  for (auto next = asking_.begin(); next != asking_.end() && next->second.until <= now;) {
    // One that is on its way to another node comes back, or is taken.
    if (next->second.relaying) {
      ++next;
      continue;
    }
    give_up(next->first, next->second);
    next = asking_.erase(next);
  }
  if (up_ && !stopped_ && !beat_sent_ && now >= next_beat_) {
    beat_sent_ = now;
    next_beat_ = now + times_.beat();
    act(Beat{incarnation_});
  }
  ask_redis(now);
}

std::optional<Instant> Directory::deadline() const {
  if (stopped_) return std::nullopt;
  std::optional<Instant> next;
  const auto include = [&next](Instant time) { next = std::min(next.value_or(time), time); };
  if (until_ != Instant{}) include(until_);
  if (up_ && !beat_sent_) include(next_beat_);
  const auto first = std::find_if(asking_.begin(), asking_.end(),
                                  [](const auto& entry) { return !entry.second.relaying; });
  if (first != asking_.end()) include(first->second.until);
  if (up_ && until_ != Instant{}) {
    for (const auto& [hash, question] : questions_) {
      if (!question.asked) include(question.again);
    }
  }
  return next;
}

void Directory::stop(Instant now) {
  check_lease(now);
  if (std::exchange(stopped_, true)) return;
  for (const auto& [ticket, asking] : asking_) {
    if (!asking.relaying) act(Refuse{ticket});
  }
  asking_.clear();
  questions_.clear();
  act(Hold{term_, {}});
  until_ = {};
  for (const auto& [hash, room] : owned_) act(Release{hash, incarnation_, room.fence, true});
  owned_.clear();
  act(Retire{incarnation_});
}

}  // namespace parley::nodes
