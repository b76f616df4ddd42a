#include "exploration.h"

#include <algorithm>
#include <iostream>
#include <sstream>

namespace parley::simulation {
namespace {

// SplitMix64's.
std::uint64_t mix(std::uint64_t one, std::uint64_t other) {
  std::uint64_t mixed = one * 0x9E3779B97F4A7C15U + other;
  mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
  mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
  return mixed ^ (mixed >> 31U);
}

std::uint64_t name_of(const Step& step) {
  std::uint64_t name =
      mix(static_cast<std::uint64_t>(step.kind), static_cast<std::uint64_t>(step.source.kind));
  name = mix(name, step.source.client);
  name = mix(name, step.source.number);
  return mix(name, step.ordinal);
}

}  // namespace

Exploration::History Exploration::after(History history, const Step& step) {
  std::uint64_t happened = name_of(step);
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (((step.touches >> i) & 1U) != 0) happened = mix(happened, mix(history[i], i));
  }
  for (std::size_t i = 0; i < history.size(); ++i) {
    if (((step.touches >> i) & 1U) != 0) history[i] = mix(happened, i);
  }
  return history;
}

std::uint64_t Exploration::digest(const History& history) {
  std::uint64_t digest = 0;
  for (const std::uint64_t one : history) digest = mix(digest, one);
  return digest;
}

Findings Exploration::explore() {
  findings_ = {};
  findings_.interleavings = explore_from({});
  findings_.states = known_.size();
  return findings_;
}

void Exploration::go_to_path() {
  if (world_) return;
  world_ = std::make_unique<World>(script_, false);
  for (const Choice& choice : path_) world_->take(choice.step);
}

double Exploration::explore_from(const History& history) {
  go_to_path();
  const std::vector<Step> steps = world_->steps();
  if (steps.empty() || path_.size() == depth_) {
    if (!steps.empty()) findings_.complete = false;
    return end_path();
  }
  double paths = 0;
  for (std::size_t number = 0; number < steps.size() && !findings_.violation; ++number) {
    const History next = after(history, steps[number]);
    const auto [known, is_new] = known_.try_emplace(digest(next), 0);
    if (!is_new) {
      paths += known->second;
      continue;
    }
    go_to_path();
    world_->take(steps[number]);
    path_.push_back({steps[number], number});
    const double found = explore_from(next);
    path_.pop_back();
    world_.reset();
    known_[digest(next)] = found;
    paths += found;
  }
  return paths;
}

double Exploration::end_path() {
  ++findings_.endings;
  findings_.longest_path = std::max(findings_.longest_path, path_.size());
  const std::string broken = world_->come_to_rest();
  findings_.most_time_needed = std::max(findings_.most_time_needed, world_->time_needed());
  if (!broken.empty()) {
    std::string choices;
    for (const Choice& choice : path_) {
      choices += (choices.empty() ? "" : ".") + std::to_string(choice.number);
    }
    findings_.violation = {broken, choices};
  }
  return 1;
}

std::string replay(const Script& script, const std::string& choices) {
  World world(script, true);
  std::cout << "-- the script begins\n";
  std::istringstream numbers(choices);
  for (std::string number; std::getline(numbers, number, '.');) {
    const std::vector<Step> steps = world.steps();
    const std::size_t chosen = std::stoul(number);
    if (chosen >= steps.size()) return "there is no step " + number + " to choose";
    std::cout << "-- " << describe(steps[chosen]) << "\n";
    world.take(steps[chosen]);
  }
  std::cout << "-- everything comes to rest\n";
  return world.come_to_rest();
}

}  // namespace parley::simulation
