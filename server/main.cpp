#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "embedded_bundle.h"
#include "entrance.h"
#include "options/options.h"
#include "parley/auth/hmac_signer.h"
#include "parley/transport/server.h"

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

void serve(parley::Options options) {
  const sigset_t stop_signals = block_stop_signals();
  raise_descriptor_limit();
  options.settings.bundle =
      options.bundle_directory
          ? parley::transport::Bundle::from_directory(*options.bundle_directory)
          : parley::embedded_bundle();
  const std::string address = options.settings.address;
  const std::string resume_key = parley::obtain_resume_key(options.resume_key_file);
  const parley::auth::HmacSigner signer(resume_key);
  const parley::Entrance entrance(options.access, resume_key);
  entrance.prepare(options.settings);
  parley::transport::Server server(std::move(options.settings), signer);
  std::cout << "Parley is serving " << url_of(address, server.port()) << " (Ctrl+C stops it)"
            << std::endl;
  int signal = 0;
  sigwait(&stop_signals, &signal);
  server.stop();
  // Everyone has been told and comes back as soon as the port is free. CivetWeb would keep it for
  // two more seconds, to end threads that hold nothing.
  std::quick_exit(0);
}

}  // namespace

int main(int argc, char** argv) {
  auto parsed = parley::parse_options(argc, argv);
  if (const int* exit_code = std::get_if<int>(&parsed)) return *exit_code;
  try {
    serve(std::move(std::get<parley::Options>(parsed)));
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "parley: " << error.what() << '\n';
    return 1;
  }
}
