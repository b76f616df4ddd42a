#include "options/describe.h"

namespace parley {
namespace {

// It becomes part of a Content-Security-Policy, so nothing is let through that ends one there.
std::string check_origin(std::string& origin) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:[]";
  const std::size_t scheme_end = origin.find("://");
  const bool is_http = origin.starts_with("http://") || origin.starts_with("https://");
  if (is_http && origin.size() > scheme_end + 3 &&
      origin.find_first_not_of(allowed, scheme_end + 3) == std::string::npos) {
    return {};
  }
  return "\"" + origin + "\" is no origin. Expected https://HOST or https://HOST:PORT, no path.";
}

std::string check_network(const std::string& text) {
  if (transport::parse_ip_network(text)) return {};
  return "\"" + text +
         "\" is no address or network. Expected 10.0.0.1, 10.0.0.0/8 or 2001:db8::/32.";
}

std::string check_address(std::string& address) {
  if (address == "localhost") address = "127.0.0.1";
  return CLI::ValidIPV4(address);
}

// One origin, or with a list of them as the value several.
template <class Origins>
CLI::Option* add_origins(CLI::App& app, const std::string& flag, Origins& origins,
                         const std::string& text) {
  return app.add_option(flag, origins, text)
      ->envname(environment_name(flag))
      ->transform(CLI::Validator(check_origin, "ORIGIN", "origin"));
}

void describe_origins(CLI::App& app, transport::ServerSettings& settings) {
  const std::string several = " May be given several times, or with commas";
  add_origins(app, "--allow-origin", settings.origins.allowed,
              "Origin whose pages may connect, besides this server's own, such as "
              "https://meet.example.org." +
                  several)
      ->delimiter(',');
  add_origins(app, "--public-origin", settings.origins.own,
              "This server's own origin as browsers know it, such as https://meet.example.org. "
              "Without it, it is what each request's Host says");
  add_origins(app, "--connect-origin", settings.page_policy.connect_origins,
              "Server that the pages may talk to besides this one, where signalling is elsewhere." +
                  several)
      ->delimiter(',');
  add_origins(
      app, "--embed-origin", settings.page_policy.embed_origins,
      "Origin whose pages may show this server's in a frame; without it nobody's may." + several)
      ->delimiter(',');
  app.add_flag("--allow-missing-origin", settings.origins.allow_missing,
               "Let programs connect that are no browser and send no Origin")
      ->envname("PARLEY_ALLOW_MISSING_ORIGIN");
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
  describe_origins(app, settings);
  app.add_option_function<std::vector<std::string>>(
         "--trusted-proxy",
         [&settings](const std::vector<std::string>& networks) {
           for (const std::string& text : networks) {
             settings.trusted_proxies.push_back(*transport::parse_ip_network(text));
           }
         },
         "Reverse proxy whose X-Forwarded-For, -Proto and -Host are believed: an address, or a "
         "network such as 10.0.0.0/8. May be given several times, or with commas")
      ->envname("PARLEY_TRUSTED_PROXY")
      ->delimiter(',')
      ->check(CLI::Validator(check_network, "NETWORK", "network"));
  app.add_option("--loops", settings.loops, "Threads that relay messages; 0 for one on each core")
      ->envname("PARLEY_LOOPS")
      ->check(CLI::Range(std::size_t{0}, std::size_t{256}))
      ->capture_default_str();
}

}  // namespace parley
