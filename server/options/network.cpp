#include <arpa/inet.h>

#include "options/describe.h"
#include "options/values.h"

namespace parley {
namespace {

// It becomes part of a Content-Security-Policy, so nothing is let through that ends one there.
bool is_origin(const std::string& origin) {
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:[]";
  const std::size_t scheme_end = origin.find("://");
  const bool is_http = origin.starts_with("http://") || origin.starts_with("https://");
  return is_http && origin.size() > scheme_end + 3 &&
         origin.find_first_not_of(allowed, scheme_end + 3) == std::string::npos;
}

Take take_origin(std::vector<std::string>& origins) {
  return [&origins](const std::string& origin) -> std::string {
    if (!is_origin(origin)) {
      return "That is no origin. Expected https://HOST or https://HOST:PORT, without a path.";
    }
    origins.push_back(origin);
    return {};
  };
}

FlagText several_origins(std::string help) {
  return {.value = "ORIGIN", .help = std::move(help), .default_value = "", .several = true};
}

void describe_origins(Flags& flags, serving::ServerSettings& settings) {
  flags.add("--allow-origin",
            several_origins("Origin whose pages may connect, besides this server's own, such as "
                            "https://meet.example.org"),
            take_origin(settings.origins.allowed));
  flags.add("--public-origin",
            several_origins("This server's own origin as browsers know it, such as "
                            "https://meet.example.org. Without it, the server's pages connect only "
                            "where they are opened by localhost or an IP address"),
            take_origin(settings.origins.own));
  flags.add("--connect-origin",
            several_origins("Server that the pages may talk to besides this one, where signalling "
                            "is elsewhere"),
            take_origin(settings.page_policy.connect_origins));
  flags.add("--embed-origin",
            several_origins("Origin whose pages may show this server's in a frame; without it "
                            "nobody's may"),
            take_origin(settings.page_policy.embed_origins));
  flags.add_switch("--allow-missing-origin", settings.origins.allow_missing,
                   "Let programs connect that are no browser and send no Origin");
}

std::string take_address(std::string& address, const std::string& text) {
  if (!is_ipv4(text) && text != "localhost") {
    return "Expected an IPv4 address, such as 127.0.0.1 or 0.0.0.0.";
  }
  address = text == "localhost" ? "127.0.0.1" : text;
  return {};
}

std::string take_network(limits::TrustedProxies& proxies, const std::string& text) {
  const auto network = limits::parse_ip_network(text);
  if (!network) return "Expected an address or a network: 10.0.0.1, 10.0.0.0/8 or 2001:db8::/32.";
  proxies.push_back(*network);
  return {};
}

}  // namespace

bool is_ipv4(const std::string& text) {
  in_addr address{};
  return inet_pton(AF_INET, text.c_str(), &address) == 1;
}

void describe_network(Flags& flags, serving::ServerSettings& settings) {
  constexpr std::uint16_t most = UINT16_MAX;
  flags.add("--port",
            {.value = "PORT",
             .help = "TCP port; 0 picks a free one",
             .default_value = std::to_string(settings.port)},
            take_number(settings.port, std::uint16_t{0}, most, "a TCP port"));
  flags.add("--address",
            {.value = "IPV4",
             .help = "IPv4 address to listen on. 0.0.0.0 lets other machines in; browsers there "
                     "give no camera to a page without https, so put a proxy for TLS in front",
             .default_value = settings.address},
            [&settings](const std::string& text) { return take_address(settings.address, text); });
  describe_origins(flags, settings);
  flags.add("--trusted-proxy",
            {.value = "NETWORK",
             .help = "Reverse proxy whose X-Forwarded-For, -Proto and -Host are believed: an "
                     "address, or a network such as 10.0.0.0/8",
             .default_value = "",
             .several = true},
            [&settings](const std::string& text) {
              return take_network(settings.trusted_proxies, text);
            });
  flags.add("--loops",
            {.value = "NUMBER",
             .help = "Threads that relay messages; 0 for one on each core",
             .default_value = std::to_string(settings.loops)},
            take_number(settings.loops, std::size_t{0}, std::size_t{256}));
}

}  // namespace parley
