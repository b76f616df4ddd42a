// Plays every order in which things may happen, up to a depth.
//
// A path is a sequence of steps from the script's beginning; it is played anew for each branch, as
// nothing here can be copied or undone. Steps that share no resource (choices.h) commute, and so
// paths that differ in nothing but the order of such steps lead to the same state: of those one is
// played. They are recognised by what each resource has been through, in its order: the core, the
// hub and the models depend on that and on nothing else.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "world.h"

namespace parley::simulation {

struct Findings {
  /// Different up to commuting steps.
  std::uint64_t states = 0;
  std::uint64_t endings = 0;
  /// All paths, each order of commuting steps counted.
  double interleavings = 0;
  std::size_t longest_path = 0;
  /// No path was cut short at the depth.
  bool complete = true;
  Time most_time_needed{};

  struct Violation {
    std::string broken;
    /// The numbers of the chosen steps, such as "0.2.1".
    std::string choices;
  };
  std::optional<Violation> violation;
};

class Exploration {
 public:
  Exploration(const Script& script, std::size_t depth) : script_(script), depth_(depth) {}

  /// At the depth, and at the end of a path, everything has to come to rest, and all to be well.
  /// Stops at the first violation.
  Findings explore();

 private:
  // What each resource has been through.
  using History = std::array<std::uint64_t, resources::count>;
  struct Choice {
    Step step;
    std::size_t number;
  };

  double explore_from(const History& history);
  double end_path();
  void go_to_path();
  static History after(History history, const Step& step);
  static std::uint64_t digest(const History& history);

  const Script& script_;
  std::size_t depth_;
  std::unique_ptr<World> world_;  // null where it is not at the path's end
  std::vector<Choice> path_;
  // How many paths lead on from a state.
  std::unordered_map<std::uint64_t, double> known_;
  Findings findings_;
};

/// Plays one path, and prints it step by step. Returns what is wrong in the end, or nothing.
std::string replay(const Script& script, const std::string& choices);

}  // namespace parley::simulation
