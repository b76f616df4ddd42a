// Puts one signalling server under load and prints what came of it, as one line of JSON. run.mjs
// starts it, for each server in turn.
#include <arpa/inet.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>

#include "crowd.h"
#include "process_figures.h"

namespace parley::bench {
namespace {

struct Options {
  std::string dialect = "parley";
  std::uint16_t port = 0;
  pid_t process = 0;
  std::string token_file;
  CrowdSettings crowd;
  double seconds = 5;
  double rate = 1000;
  bool paced_only = false;
};

// Server and generator wait for each other while the caches are cold.
constexpr double warm_up_seconds = 1;
constexpr double settle_seconds = 2;

std::vector<std::string> lines_of(const std::string& path) {
  std::vector<std::string> lines;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

std::unique_ptr<Dialect> dialect_of(const Options& options) {
  if (options.dialect == "seed") return speak_seed();
  if (options.dialect == "peerjs") return speak_peerjs();
  return speak_parley(options.token_file.empty() ? std::vector<std::string>()
                                                 : lines_of(options.token_file));
}

double microseconds(std::uint64_t nanoseconds) {
  return static_cast<double>(nanoseconds) / 1000;
}

double per(double amount, double count) {
  return count > 0 ? amount / count : 0;
}

// Shells allow fewer than the system does.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

int run(const Options& options) {
  const auto dialect = dialect_of(options);
  const ProcessFigures empty = figures_of(options.process);
  Crowd crowd(options.crowd, *dialect);
  const std::int64_t start = now_ns();
  if (!crowd.enter(options.crowd.clients)) {
    std::fprintf(stderr, "relay_load: %s\n", crowd.why().c_str());
    return 1;
  }
  const double entering = static_cast<double>(now_ns() - start) / 1e9;
  if (!options.paced_only) crowd.idle(settle_seconds);
  const ProcessFigures idle = figures_of(options.process);

  if (!options.paced_only) crowd.saturate(warm_up_seconds);
  const ProcessFigures before = figures_of(options.process);
  const double own_before = figures_of(getpid()).cpu_seconds;
  const Crowd::Flow most = crowd.saturate(options.paced_only ? 0 : options.seconds);
  const ProcessFigures after = figures_of(options.process);
  const double own = figures_of(getpid()).cpu_seconds - own_before;
  crowd.drain(10);

  Histogram warm;
  crowd.pace(options.rate, warm_up_seconds, warm);
  Histogram latency;
  const ProcessFigures before_paced = figures_of(options.process);
  const Crowd::Flow paced = crowd.pace(options.rate, options.seconds, latency);
  const ProcessFigures after_paced = figures_of(options.process);

  const auto clients = static_cast<double>(options.crowd.clients);
  const auto delivered = static_cast<double>(most.delivered);
  const auto expected = paced.sent * (options.crowd.room_size - 1);
  std::printf(
      "{\"enteringSeconds\":%.3f,\"lost\":%zu,\"residentPerConnection\":%.0f,"
      "\"messagesPerSecond\":%.0f,\"deliveriesPerSecond\":%.0f,\"cpuPerDelivery\":%.3f,"
      "\"cpuShare\":%.2f,\"ownCpuShare\":%.2f,\"pacedSent\":%llu,\"pacedMissing\":%lld,"
      "\"pacedCpuPerDelivery\":%.2f,\"p50\":%.1f,\"p99\":%.1f,\"p999\":%.1f,\"max\":%.1f,"
      "\"residentAtEnd\":%lld,\"complaint\":\"%s\"}\n",
      entering, crowd.lost(),
      static_cast<double>(idle.resident_bytes - empty.resident_bytes) / clients,
      per(static_cast<double>(most.sent), most.seconds), per(delivered, most.seconds),
      per((after.cpu_seconds - before.cpu_seconds) * 1e6, delivered),
      per(after.cpu_seconds - before.cpu_seconds, most.seconds), per(own, most.seconds),
      static_cast<unsigned long long>(paced.sent),
      static_cast<long long>(expected) - static_cast<long long>(paced.delivered),
      per((after_paced.cpu_seconds - before_paced.cpu_seconds) * 1e6,
          static_cast<double>(paced.delivered)),
      microseconds(latency.percentile(0.5)), microseconds(latency.percentile(0.99)),
      microseconds(latency.percentile(0.999)), microseconds(latency.max()),
      static_cast<long long>(after_paced.resident_bytes), crowd.why().empty() ? "" : "see stderr");
  if (!crowd.why().empty()) std::fprintf(stderr, "relay_load: %s\n", crowd.why().c_str());
  crowd.leave();
  return 0;
}

}  // namespace
}  // namespace parley::bench

int main(int argc, char** argv) {
  parley::bench::Options options;
  CLI::App app("Puts a signalling server under load.");
  app.add_option("--dialect", options.dialect)->check(CLI::IsMember({"parley", "seed", "peerjs"}));
  app.add_option("--port", options.port)->required();
  app.add_option("--process", options.process, "The server's, whose figures are read")->required();
  app.add_option("--tokens", options.token_file, "One a line, one for each client");
  app.add_option("--connections", options.crowd.clients);
  app.add_option("--room-size", options.crowd.room_size)->check(CLI::Range(2, 50));
  app.add_option("--window", options.crowd.window, "Messages of each client on their way");
  app.add_option("--seconds", options.seconds, "How long each measurement takes");
  app.add_option("--rate", options.rate, "Messages a second while latency is measured");
  app.add_flag("--paced-only", options.paced_only, "Measure latency only");
  CLI11_PARSE(app, argc, argv);
  options.crowd.target.sin_family = AF_INET;
  options.crowd.target.sin_port = htons(options.port);
  options.crowd.target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  parley::bench::raise_descriptor_limit();
  return parley::bench::run(options);
}
