#include "meetings.h"

#include <algorithm>
#include <atomic>
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

#include "run.h"

namespace parley::simulation {
namespace {

// Seeds that a thread takes at a time.
constexpr std::uint64_t batch = 100;
constexpr std::uint64_t progress_interval = 50'000;

class Meetings {
 public:
  Meetings(std::uint64_t from, std::uint64_t count, const RunOptions& options)
      : options_(options), next_(from), end_(from + count) {}

  // Batches are taken in the order of their seeds, so that all before a failure are played.
  void play() {
    while (true) {
      const std::uint64_t from = next_.fetch_add(batch);
      if (from >= end_) return;
      play(from, std::min(from + batch, end_.load()));
    }
  }

  [[nodiscard]] Summary summary() const { return summary_; }

 private:
  void play(std::uint64_t from, std::uint64_t end) {
    std::vector<Outcome> outcomes;
    for (std::uint64_t seed = from; seed < end; ++seed) {
      outcomes.push_back(run(seed, options_));
      if (outcomes.back().broken.empty()) continue;
      const std::lock_guard lock(mutex_);
      if (!summary_.failure || seed < summary_.failure->seed) {
        summary_.failure = {seed, outcomes.back().broken};
        end_ = seed;
      }
      break;
    }
    const std::lock_guard lock(mutex_);
    for (const Outcome& outcome : outcomes) add(outcome);
  }

  void add(const Outcome& outcome) {
    Summary& sum = summary_;
    sum.messages += outcome.messages;
    sum.most_participants = std::max(sum.most_participants, outcome.participants);
    sum.fewest_participants = sum.meetings == 0
                                  ? outcome.participants
                                  : std::min(sum.fewest_participants, outcome.participants);
    if (++sum.meetings % progress_interval == 0) std::cerr << sum.meetings << " meetings\n";
  }

  RunOptions options_;
  std::atomic<std::uint64_t> next_;
  std::atomic<std::uint64_t> end_;
  std::mutex mutex_;
  Summary summary_;
};

}  // namespace

Summary play_meetings(std::uint64_t from, std::uint64_t count, std::uint32_t jobs,
                      const RunOptions& options) {
  Meetings meetings(from, count, options);
  std::vector<std::thread> threads;
  for (std::uint32_t job = 1; job < jobs; ++job) threads.emplace_back([&] { meetings.play(); });
  meetings.play();
  for (std::thread& thread : threads) thread.join();
  return meetings.summary();
}

}  // namespace parley::simulation
