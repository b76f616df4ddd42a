#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>

#include "access_setup.h"
#include "commands.h"
#include "embedded_bundle.h"
#include "nodes_setup.h"
#include "options/options.h"
#include "parley/auth/hmac_signer.h"
#include "parley/logging/spdlog_logger.h"
#include "parley/metrics/exposition.h"
#include "parley/serving/server.h"
#include "rest_setup.h"
#include "sfu_setup.h"

namespace {

// Ctrl+C and what a service manager sends. Blocked in every thread, so that main can wait for them.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// Shells allow 1024 descriptors by default, and every participant takes one.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

std::string url_of(const std::string& address, int port) {
  const bool local = address == "127.0.0.1" || address == "0.0.0.0";
  return "http://" + (local ? "localhost" : address) + ":" + std::to_string(port);
}

parley::http::Response metrics_page(const parley::websocket::Telemetry& telemetry) {
  parley::http::Response response;
  response.fields = {{"Content-Type", parley::metrics::content_type},
                     {"Cache-Control", "no-store"}};
  response.text = parley::metrics::exposition(telemetry);
  return response;
}

// For the operator alone, on an address of its own.
std::unique_ptr<parley::serving::HttpServer> serve_metrics(
    const std::string& address, parley::websocket::Telemetry& telemetry) {
  if (address.empty()) return nullptr;
  const std::size_t colon = address.find(':');
  const auto port = static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1)));
  return std::make_unique<parley::serving::HttpServer>(
      parley::serving::HttpServerSettings{address.substr(0, colon),
                                          port,
                                          parley::limits::metrics_threads,
                                          parley::http::security_fields({}),
                                          {}},
      [&telemetry](const parley::http::Request& request) {
        if (request.path == "/metrics") return metrics_page(telemetry);
        return parley::http::text_response(404, "Metrics are at /metrics.\n");
      },
      nullptr, telemetry.http());
}

std::int64_t milliseconds_since(std::chrono::steady_clock::time_point start) {
  const auto passed = std::chrono::steady_clock::now() - start;
  return std::chrono::duration_cast<std::chrono::milliseconds>(passed).count();
}

// A second signal ends the process at once.
void await_stop(const sigset_t& stop_signals) {
  int signal = 0;
  sigwait(&stop_signals, &signal);
  pthread_sigmask(SIG_UNBLOCK, &stop_signals, nullptr);
}

void serve(parley::Options options, const std::string& resume_key) {
  using Level = parley::base::Logger::Level;
  const auto start = std::chrono::steady_clock::now();
  const sigset_t stop_signals = block_stop_signals();
  raise_descriptor_limit();
  options.settings.bundle = options.bundle_directory
                                ? parley::http::Bundle::from_directory(*options.bundle_directory)
                                : parley::embedded_bundle();
  if (options.branding) put_on_pages(*options.branding, options.settings.bundle);
  const std::string address = options.settings.address;
  const auto drain_timeout = options.settings.limits.drain_timeout;
  const parley::auth::HmacSigner signer(resume_key);
  const parley::AccessSetup access(options.access, resume_key);
  access.prepare(options.settings);
  parley::logging::SpdlogLogger logger(options.observability.log_format,
                                       options.observability.log_level);
  parley::websocket::Telemetry telemetry(logger);
  options.settings.telemetry = &telemetry;
  // Two servers may share a key, but not their address.
  auto sfu =
      std::make_unique<parley::SfuSetup>(options.sfu, own_address_of(options), signer, logger);
  options.settings.nodes = node_settings(options.nodes);
  sfu->prepare(options.settings);
  parley::RestSetup rest(options, resume_key, telemetry);
  rest.prepare(options.settings);
  if (options.observability.public_metrics) {
    options.settings.made_pages["/metrics"] = [&telemetry] { return metrics_page(telemetry); };
  }
  parley::serving::Server server(std::move(options.settings), signer);
  const auto metrics = serve_metrics(options.observability.metrics_address, telemetry);
  std::cout << "Parley is serving " << url_of(address, server.port()) << " (Ctrl+C stops it)"
            << std::endl;
  logger.write(Level::Info, "start",
               {{"version", PARLEY_VERSION},
                {"port", std::to_string(server.port())},
                {"milliseconds", std::to_string(milliseconds_since(start))}});
  await_stop(stop_signals);
  const auto stopped = std::chrono::steady_clock::now();
  server.stop();
  rest.finish(drain_timeout);
  sfu.reset();
  logger.write(Level::Info, "stop",
               {{"milliseconds", std::to_string(milliseconds_since(stopped))}});
  logger.flush();
  // Everyone has been told and comes back as soon as the port is free. CivetWeb would keep it for
  // two more seconds, to end threads that hold nothing.
  std::quick_exit(0);
}

}  // namespace

int main(int argc, char** argv) try {
  if (const auto* const command = argc > 1 ? parley::find_subcommand(argv[1]) : nullptr) {
    return command->run(argc - 1, argv + 1);
  }
  auto parsed = parley::parse_options(argc, argv);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  auto& options = std::get<parley::Options>(parsed);
  std::string resume_key;
  try {
    resume_key = parley::obtain_resume_key(options.resume_key_file);
  } catch (const std::exception& error) {
    std::cerr << "parley: --resume-key-file: " << error.what()
              << "\n\"parley --help\" lists all flags.\n";
    return parley::usage_error;
  }
  serve(std::move(options), resume_key);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "parley: " << error.what() << '\n';
  return 1;
}
