#include "world.h"

#include <algorithm>

namespace parley::simulation {
namespace {

// All has to stay well for so long.
constexpr Time proof_time{10'000};
// What takes more steps than that goes round in circles.
constexpr std::size_t most_steps = 5000;

}  // namespace

World::World(const Script& script, bool trace) : script_(script) {
  environment_.trace = trace;
  const std::uint32_t clients = script.with_guest ? 1 : 2;
  for (std::uint32_t number = 0; number < clients; ++number) {
    clients_.push_back(std::make_unique<Client>(environment_, network_, number, "main"));
  }
  if (script.with_guest) guest_ = std::make_unique<Guest>(environment_, network_, 1, "main");
  acts_done_.assign(script.acts.size(), 0);
  script.prepare(*this);
  started_ = scheduler_.now();
}

std::vector<Step> World::open_steps() const {
  std::vector<Step> steps = scheduler_.tasks();
  for (const std::uint64_t session : ice_.checkable()) {
    steps.push_back({Step::Kind::Check,
                     {Source::Kind::IceCheck, 0, session},
                     0,
                     resources::client(0) | resources::client(1)});
  }
  return steps;
}

std::vector<Step> World::steps() const {
  std::vector<Step> steps = open_steps();
  add_acts(steps);
  if (steps.empty()) {
    const bool needed = !all_is_well() && patient() && scheduler_.next_deadline();
    if (needed) steps.push_back({Step::Kind::TimePasses, {}});
    return steps;
  }
  if (losses_ < script_.losses) {
    for (std::size_t i = steps.size(); i-- > 0;) {
      Step step = steps[i];
      const bool may_be_lost = step.source.kind == Source::Kind::ToClient && step.source.relayed;
      step.kind = Step::Kind::Loss;
      if (may_be_lost) steps.push_back(step);
    }
  }
  // A first connect that takes too long fails for good: a person waits for it.
  if (delays_ < script_.delays && everyone_is_in() && scheduler_.next_deadline()) {
    steps.push_back({Step::Kind::TimePasses, {}, delays_});
  }
  return steps;
}

void World::add_acts(std::vector<Step>& steps) const {
  for (std::uint32_t list = 0; list < script_.acts.size(); ++list) {
    const std::size_t done = acts_done_[list];
    if (done == script_.acts[list].size()) continue;
    const Act& act = script_.acts[list][done];
    const Source source{Source::Kind::Script, act.client, list};
    steps.push_back({Step::Kind::Act, source, done, act.touches, act.name});
  }
}

void World::take(const Step& step) {
  switch (step.kind) {
    case Step::Kind::Task:
      scheduler_.run(step.source);
      break;
    case Step::Kind::Loss:
      ++losses_;
      scheduler_.lose(step.source);
      break;
    case Step::Kind::TimePasses:
      ++delays_;
      scheduler_.pass_time();
      break;
    case Step::Kind::Act:
      ++acts_done_[step.source.number];
      script_.acts[step.source.number][step.ordinal].perform(*this);
      break;
    case Step::Kind::Check:
      ice_.check(step.source.number);
      break;
  }
}

void World::run_dry() {
  for (auto tasks = open_steps(); !tasks.empty(); tasks = open_steps()) take(tasks.front());
}

std::string World::come_to_rest() {
  // Nothing more is lost, and nothing comes late.
  losses_ = script_.losses;
  delays_ = script_.delays;
  std::size_t taken = 0;
  for (auto next = steps(); !next.empty(); next = steps()) {
    if (++taken > most_steps) return "it never comes to rest";
    take(next.front());
  }
  if (!all_is_well()) return broken();
  time_needed_ = scheduler_.now() - started_;
  if (time_needed_ > script_.patience) {
    return "all is well, but only after " + std::to_string(time_needed_.count()) + " ms";
  }
  const Time end = scheduler_.now() + proof_time;
  while (scheduler_.now() < end) {
    const auto next = steps();
    take(next.empty() ? Step{Step::Kind::TimePasses, {}} : next.front());
  }
  return broken();
}

bool World::everyone_is_in() const {
  return std::all_of(clients_.begin(), clients_.end(),
                     [](const auto& client) { return client->is_in(); });
}

bool World::all_is_well() const {
  return broken().empty();
}

std::string World::broken() const {
  std::string broken = guest_ ? broken_invariant(environment_, *clients_[0], *guest_)
                              : broken_invariant(environment_, clients_);
  for (const auto& client : clients_) {
    const bool needless = script_.patience == Time{} && client->repeated_offers() > 0;
    if (broken.empty() && needless) broken = client->name() + " repeated an offer for nothing";
  }
  return broken;
}

}  // namespace parley::simulation
