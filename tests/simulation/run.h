#pragma once

#include <cstdint>
#include <string>

namespace parley::simulation {

struct Outcome {
  /// The first invariant that does not hold, in words; empty where all do.
  std::string broken;
  std::uint32_t participants = 0;
  std::uint64_t messages = 0;
};

struct RunOptions {
  /// Print what every client is told and does.
  bool trace = false;
  /// Every client's log of events has to lead to the same once more.
  bool check_replays = false;
  /// In how many of a hundred meetings there is an adversary. One that is there with a lower
  /// share is there with a higher one.
  std::uint32_t adversary_percent = 33;
  /// In how many of a hundred the server has SFUs, likewise.
  std::uint32_t sfu_percent = 30;
};

/// Plays one meeting, wholly determined by its seed: two to eight clients in up to two rooms join
/// at once or apart, leave, crash, lose their sockets, and change their tracks; then everything
/// quiets. Where there is an adversary, it is gone by then.
Outcome run(std::uint64_t seed, const RunOptions& options);

}  // namespace parley::simulation
