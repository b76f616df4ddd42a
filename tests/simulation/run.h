#pragma once

#include <cstdint>
#include <string>

namespace parley::simulation {

/// Plays one meeting, wholly determined by its seed: two to eight clients in up to two rooms join
/// at once or apart, leave, crash, lose their sockets, and change their tracks; then everything
/// quiets. Returns the first invariant that does not hold, in words; empty where all do.
/// With `trace`, prints what every client is told and does.
std::string run(std::uint64_t seed, bool trace);

}  // namespace parley::simulation
