// Plays meetings by their seeds:
// `simulation [--from SEED] [--seeds COUNT] [--jobs THREADS] [--trace 1] [--replays 1]
// [--adversary PERCENT] [--sfu PERCENT]`.
// With --replays every client's log of events is replayed as well, which takes as long again.
// --adversary says in how many of the meetings there is one, --sfu in how many the server has SFUs.
// Ends with 1, and with the command that replays it, at the first meeting in which an invariant
// does not hold.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "meetings.h"
#include "run.h"

namespace {

int fail(std::uint64_t seed, const std::string& broken) {
  std::cout << "seed " << seed << ": " << broken << "\nreplay: make sim SEED=" << seed << "\n";
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace parley::simulation;
  std::uint64_t from = 1;
  std::uint64_t count = 1000;
  std::uint32_t jobs = 1;
  RunOptions options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::uint64_t value = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::strcmp(argv[i], "--from") == 0) from = value;
    if (std::strcmp(argv[i], "--seeds") == 0) count = value;
    if (std::strcmp(argv[i], "--jobs") == 0) jobs = static_cast<std::uint32_t>(value);
    if (std::strcmp(argv[i], "--trace") == 0) options.trace = value != 0;
    if (std::strcmp(argv[i], "--replays") == 0) options.check_replays = value != 0;
    if (std::strcmp(argv[i], "--adversary") == 0) {
      options.adversary_percent = static_cast<std::uint32_t>(value);
    }
    if (std::strcmp(argv[i], "--sfu") == 0) {
      options.sfu_percent = static_cast<std::uint32_t>(value);
    }
  }
  if (options.trace) {
    const Outcome outcome = run(from, options);
    if (!outcome.broken.empty()) return fail(from, outcome.broken);
    std::cout << "seed " << from << ": every invariant held\n";
    return 0;
  }
  const auto start = std::chrono::steady_clock::now();
  const Summary summary = play_meetings(from, count, jobs, options);
  if (summary.failure) return fail(summary.failure->seed, summary.failure->broken);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::cout << summary.meetings << " meetings, " << summary.fewest_participants << " to "
            << summary.most_participants << " participants, " << summary.messages
            << " messages, in " << seconds.count() << " s: no invariant broken\n";
  return 0;
}
