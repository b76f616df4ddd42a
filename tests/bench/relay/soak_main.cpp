// Has thousands of clients join, talk and leave for a long time, and watches the server's memory.
// Prints a line every ten seconds, and at the end how much it has grown.
#include <arpa/inet.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <random>

#include "crowd.h"
#include "process_figures.h"

namespace parley::bench {
namespace {

struct Options {
  std::uint16_t port = 0;
  pid_t process = 0;
  std::size_t clients = 10'000;
  double seconds = 600;
  double stay_seconds = 60;
  double rate = 2000;
};

constexpr double slice_seconds = 0.1;
constexpr double report_seconds = 10;
// One in so many goes without a word, and the server keeps its place for 30 s.
constexpr unsigned goes_silently = 5;
constexpr double resume_window_seconds = 35;

double megabytes(pid_t process) {
  return static_cast<double>(figures_of(process).resident_bytes) / (1024 * 1024);
}

// Of the second half of the samples, by least squares: what came before is the filling.
double growth_per_sample(const std::vector<double>& samples) {
  const std::size_t first = samples.size() / 2;
  const auto count = static_cast<double>(samples.size() - first);
  double sum_x = 0;
  double sum_y = 0;
  double sum_xx = 0;
  double sum_xy = 0;
  for (std::size_t index = first; index < samples.size(); ++index) {
    const auto x = static_cast<double>(index - first);
    sum_x += x;
    sum_y += samples[index];
    sum_xx += x * x;
    sum_xy += x * samples[index];
  }
  const double divisor = count * sum_xx - sum_x * sum_x;
  return divisor == 0 ? 0 : (count * sum_xy - sum_x * sum_y) / divisor;
}

int run(const Options& options) {
  const auto dialect = speak_parley({});
  CrowdSettings settings;
  settings.clients = options.clients;
  settings.target.sin_family = AF_INET;
  settings.target.sin_port = htons(options.port);
  settings.target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  Crowd crowd(settings, *dialect);
  const double empty = megabytes(options.process);
  if (!crowd.enter(options.clients, 60)) {
    std::fprintf(stderr, "soak: %s\n", crowd.why().c_str());
    return 1;
  }
  std::printf("%zu are in; %.1f MB before, %.1f MB now\n", options.clients, empty,
              megabytes(options.process));

  std::minstd_rand random;
  std::vector<double> samples;
  Histogram latency;
  std::uint64_t sent = 0;
  std::uint64_t delivered = 0;
  std::size_t replaced = 0;
  const double replacements_per_slice =
      static_cast<double>(options.clients) / options.stay_seconds * slice_seconds;
  double owed = 0;
  const std::int64_t start = now_ns();
  const auto elapsed = [start] { return static_cast<double>(now_ns() - start) / 1e9; };
  for (double next_report = report_seconds; elapsed() < options.seconds;) {
    for (owed += replacements_per_slice; owed >= 1; --owed, ++replaced) {
      crowd.replace(random() % options.clients, random() % goes_silently != 0);
    }
    const Crowd::Flow flow = crowd.talk(options.rate, slice_seconds, latency);
    sent += flow.sent;
    delivered += flow.delivered;
    if (elapsed() < next_report) continue;
    next_report += report_seconds;
    samples.push_back(megabytes(options.process));
    std::printf("%5.0f s  %7.1f MB  %9zu joined and left  %11llu messages  %llu delivered\n",
                elapsed(), samples.back(), replaced, static_cast<unsigned long long>(sent),
                static_cast<unsigned long long>(delivered));
    std::fflush(stdout);
  }
  if (!crowd.why().empty()) std::printf("complaint: %s\n", crowd.why().c_str());
  const double full = megabytes(options.process);
  crowd.leave();
  crowd.idle(resume_window_seconds);
  const double growth = growth_per_sample(samples) * 60 / report_seconds;
  std::printf(
      "memory in the second half: %+.2f MB a minute (%+.2f %% of %.1f MB); "
      "%.1f MB when all have left\nlatency p50 %.2f ms, p99 %.2f ms\n",
      growth, growth / full * 100, full, megabytes(options.process),
      static_cast<double>(latency.percentile(0.5)) / 1e6,
      static_cast<double>(latency.percentile(0.99)) / 1e6);
  return 0;
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) {
  parley::bench::Options options;
  CLI::App app("Has clients join, talk and leave, and watches the server's memory.");
  app.add_option("--port", options.port)->required();
  app.add_option("--process", options.process, "The server's")->required();
  app.add_option("--connections", options.clients);
  app.add_option("--seconds", options.seconds);
  app.add_option("--stay", options.stay_seconds, "Seconds that a client stays, on average");
  app.add_option("--rate", options.rate, "Messages a second of all together");
  CLI11_PARSE(app, argc, argv);
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  return parley::bench::run(options);
}
