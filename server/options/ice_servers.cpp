#include <algorithm>
#include <array>
#include <sstream>

#include "options/describe.h"
#include "options/options.h"
#include "parley/protocol/limits.h"

namespace parley {
namespace {

std::vector<std::string> urls_of(const std::string& list) {
  std::vector<std::string> urls;
  if (list == "none") return urls;
  std::istringstream parts(list);
  for (std::string url; std::getline(parts, url, ',');) {
    url.erase(0, url.find_first_not_of(' '));
    url.erase(url.find_last_not_of(' ') + 1);
    urls.push_back(url);
  }
  return urls;
}

bool is_ice_url(const std::string& url) {
  constexpr std::array<std::string_view, 4> schemes = {"stun:", "stuns:", "turn:", "turns:"};
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:[]?=";
  const bool known_scheme = std::any_of(schemes.begin(), schemes.end(), [&url](auto scheme) {
    return url.starts_with(scheme) && url.size() > scheme.size();
  });
  return known_scheme && url.find_first_not_of(allowed) == std::string::npos;
}

}  // namespace

// A browser refuses its whole RTCConfiguration for one bad URL, so a mistake is found here.
std::string mistake_in_ice_servers(const std::string& list) {
  const std::vector<std::string> urls = urls_of(list);
  for (const std::string& url : urls) {
    if (!is_ice_url(url)) {
      return "\"" + shown(url) +
             "\" is no ICE server. Expected stun:HOST:PORT, turn:HOST:PORT or turns:HOST:PORT, "
             "with "
             "commas between several, or none.";
    }
  }
  if (urls.size() <= protocol::limits::ice_servers) return {};
  return "Expected at most " + std::to_string(protocol::limits::ice_servers) + " ICE servers.";
}

std::vector<protocol::IceServer> parse_ice_servers(const std::string& list, const TurnUser& user) {
  std::vector<protocol::IceServer> servers;
  for (const std::string& url : urls_of(list)) {
    protocol::IceServer server{{url}, "", ""};
    if (url.starts_with("turn") && !user.by_secret) {
      server.username = user.username;
      server.credential = user.credential;
    }
    servers.push_back(std::move(server));
  }
  return servers;
}

}  // namespace parley
