#include "options/describe.h"

namespace parley {
namespace {

std::string check_origin(std::string& origin) {
  const std::size_t scheme_end = origin.find("://");
  const bool is_http = origin.starts_with("http://") || origin.starts_with("https://");
  if (is_http && origin.size() > scheme_end + 3 &&
      origin.find('/', scheme_end + 3) == std::string::npos) {
    return {};
  }
  return "\"" + origin + "\" is no origin. Expected https://HOST or https://HOST:PORT, no path.";
}

std::string check_address(std::string& address) {
  if (address == "localhost") address = "127.0.0.1";
  return CLI::ValidIPV4(address);
}

}  // namespace

void describe_network(CLI::App& app, transport::ServerSettings& settings) {
  app.add_option("--port", settings.port, "TCP port; 0 picks a free one")
      ->envname("PARLEY_PORT")
      ->capture_default_str();
  app.add_option("--address", settings.address,
                 "IPv4 address to listen on. 0.0.0.0 lets other machines in; browsers there give "
                 "no camera to a page without https, so put a proxy for TLS in front")
      ->envname("PARLEY_ADDRESS")
      ->transform(CLI::Validator(check_address, "IPV4", "IPv4"))
      ->capture_default_str();
  app.add_option("--allow-origin", settings.allowed_origins,
                 "Origin whose pages may connect, besides this server's own, such as "
                 "https://meet.example.org. May be given several times, or with commas")
      ->envname("PARLEY_ALLOW_ORIGIN")
      ->delimiter(',')
      ->transform(CLI::Validator(check_origin, "ORIGIN", "origin"));
  app.add_option("--max-connections", settings.max_connections,
                 "WebSocket connections held at a time; the next is told server-full")
      ->envname("PARLEY_MAX_CONNECTIONS")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}))
      ->capture_default_str();
  app.add_option("--loops", settings.loops, "Threads that relay messages; 0 for one on each core")
      ->envname("PARLEY_LOOPS")
      ->check(CLI::Range(std::size_t{0}, std::size_t{256}))
      ->capture_default_str();
}

}  // namespace parley
