#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "run.h"

namespace parley::simulation {

/// Many meetings, summed up.
struct Summary {
  std::uint64_t meetings = 0;
  std::uint32_t fewest_participants = 0;
  std::uint32_t most_participants = 0;
  std::uint64_t messages = 0;

  struct Failure {
    std::uint64_t seed = 0;
    std::string broken;
  };
  /// That of the smallest seed; what comes after it need not have been played.
  std::optional<Failure> failure;
};

/// Plays the meetings of `count` seeds on as many threads as `jobs` says. What comes out does not
/// depend on `jobs`. Says on stderr, now and then, how far it is.
Summary play_meetings(std::uint64_t from, std::uint64_t count, std::uint32_t jobs,
                      const RunOptions& options = {});

}  // namespace parley::simulation
