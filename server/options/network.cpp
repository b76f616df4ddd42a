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

std::string check_network(const std::string& text) {
  if (transport::parse_ip_network(text)) return {};
  return "\"" + text +
         "\" is no address or network. Expected 10.0.0.1, 10.0.0.0/8 or 2001:db8::/32.";
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
  app.add_option("--allow-origin", settings.origins.allowed,
                 "Origin whose pages may connect, besides this server's own, such as "
                 "https://meet.example.org. May be given several times, or with commas")
      ->envname("PARLEY_ALLOW_ORIGIN")
      ->delimiter(',')
      ->transform(CLI::Validator(check_origin, "ORIGIN", "origin"));
  app.add_option("--public-origin", settings.origins.own,
                 "This server's own origin as browsers know it, such as https://meet.example.org. "
                 "Without it, it is what each request's Host says")
      ->envname("PARLEY_PUBLIC_ORIGIN")
      ->transform(CLI::Validator(check_origin, "ORIGIN", "origin"));
  app.add_option("--connect-origin", settings.page_policy.connect_origins,
                 "Server that the pages may talk to besides this one, where signalling is "
                 "elsewhere. May be given several times, or with commas")
      ->envname("PARLEY_CONNECT_ORIGIN")
      ->delimiter(',')
      ->transform(CLI::Validator(check_origin, "ORIGIN", "origin"));
  app.add_option("--embed-origin", settings.page_policy.embed_origins,
                 "Origin whose pages may show this server's in a frame; without it nobody's may. "
                 "May be given several times, or with commas")
      ->envname("PARLEY_EMBED_ORIGIN")
      ->delimiter(',')
      ->transform(CLI::Validator(check_origin, "ORIGIN", "origin"));
  app.add_flag("--allow-missing-origin", settings.origins.allow_missing,
               "Let programs connect that are no browser and send no Origin")
      ->envname("PARLEY_ALLOW_MISSING_ORIGIN");
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
