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

/// Plays one meeting, wholly determined by its seed: two to eight clients in up to two rooms join
/// at once or apart, leave, crash, lose their sockets, and change their tracks; then everything
/// quiets. With `trace`, prints what every client is told and does; with `check_replays`, every
/// client's log of events has to lead to the same once more.
Outcome run(std::uint64_t seed, bool trace, bool check_replays = false);

}  // namespace parley::simulation
