// Explores the scripts (scripts.cpp), all orders of events up to a depth:
// `exploration [--depth STEPS] [--percent OF_DEPTH] [--script NAME] [--jobs THREADS]
//              [--choices 0.2.1]`.
// With choices, plays that one path step by step. Ends with 1 where something was violated.

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <mutex>
#include <sstream>
#include <thread>

#include "exploration.h"
#include "scripts.h"

namespace {

using namespace parley::simulation;

struct Options {
  std::size_t depth = 0;  // each script's own
  std::size_t percent = 100;
  const char* script = nullptr;
  const char* choices = nullptr;
  std::size_t jobs = 1;
};

Options read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i + 1 < argc; i += 2) {
    const char* value = argv[i + 1];
    if (std::strcmp(argv[i], "--depth") == 0) options.depth = std::strtoul(value, nullptr, 10);
    if (std::strcmp(argv[i], "--percent") == 0) options.percent = std::strtoul(value, nullptr, 10);
    if (std::strcmp(argv[i], "--script") == 0) options.script = value;
    if (std::strcmp(argv[i], "--choices") == 0) options.choices = value;
    if (std::strcmp(argv[i], "--jobs") == 0) options.jobs = std::strtoul(value, nullptr, 10);
  }
  return options;
}

std::string report(const Script& script, const Findings& found, double seconds) {
  std::ostringstream text;
  text << script.name << ": " << found.interleavings << " interleavings ("
       << (found.complete ? "all there are, at most " : "cut after ") << found.longest_path
       << " steps), " << found.endings << " endings, all well after at most "
       << found.most_time_needed.count() << " ms, in " << seconds << " s\n";
  if (found.violation) {
    text << script.name << ": " << found.violation->broken
         << "\nreplay: make explore SCRIPT=" << script.name
         << " CHOICES=" << found.violation->choices << "\n";
  }
  return text.str();
}

// Takes one script after the other, as long as nothing is violated.
class Explorer {
 public:
  explicit Explorer(const Options& options) : options_(options) {}

  void explore() {
    while (!violated_) {
      const std::size_t index = next_++;
      if (index >= scripts().size()) return;
      const Script& script = scripts()[index];
      if (options_.script == nullptr || std::strcmp(options_.script, script.name) == 0) {
        explore(script);
      }
    }
  }

  [[nodiscard]] bool violated() const { return violated_; }

 private:
  void explore(const Script& script) {
    const auto start = std::chrono::steady_clock::now();
    const std::size_t depth =
        options_.depth == 0 ? script.depth * options_.percent / 100 : options_.depth;
    const Findings found = Exploration(script, depth).explore();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (found.violation) violated_ = true;
    const std::lock_guard lock(output_);
    std::cout << report(script, found, seconds.count()) << std::flush;
  }

  const Options& options_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> violated_ = false;
  std::mutex output_;
};

int replay(const Options& options) {
  for (const Script& script : scripts()) {
    if (options.script == nullptr || std::strcmp(options.script, script.name) != 0) continue;
    const std::string broken = replay(script, options.choices);
    std::cout << (broken.empty() ? "all is well" : broken) << "\n";
    return broken.empty() ? 0 : 1;
  }
  std::cout << "no script has that name\n";
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = read_options(argc, argv);
  if (options.choices != nullptr) return replay(options);
  Explorer explorer(options);
  std::vector<std::thread> threads;
  for (std::size_t job = 1; job < options.jobs; ++job) {
    threads.emplace_back([&explorer] { explorer.explore(); });
  }
  explorer.explore();
  for (std::thread& thread : threads) thread.join();
  return explorer.violated() ? 1 : 0;
}
