// Plays meetings by their seeds: `simulation [--from SEED] [--seeds COUNT] [--trace 1]`. Ends with
// 1, and with the command that replays it, at the first meeting in which an invariant does not
// hold.

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "run.h"

int main(int argc, char** argv) {
  std::uint64_t from = 1;
  std::uint64_t count = 1000;
  bool trace = false;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--from") == 0) from = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::strcmp(argv[i], "--seeds") == 0) count = std::strtoull(argv[i + 1], nullptr, 10);
    if (std::strcmp(argv[i], "--trace") == 0) trace = std::strcmp(argv[i + 1], "0") != 0;
  }
  const auto start = std::chrono::steady_clock::now();
  for (std::uint64_t seed = from; seed < from + count; ++seed) {
    const std::string broken = parley::simulation::run(seed, trace);
    if (broken.empty()) continue;
    std::cout << "seed " << seed << ": " << broken << "\nreplay: make sim SEED=" << seed << "\n";
    return 1;
  }
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  std::cout << count << " meetings, every invariant held, in " << seconds.count() << " s\n";
  return 0;
}
