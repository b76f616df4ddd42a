#include <algorithm>
#include <array>
#include <sstream>
#include <stdexcept>

#include "options/options.h"
#include "parley/protocol/limits.h"

namespace parley {
namespace {

// A browser refuses its whole RTCConfiguration for one bad URL, so a mistake is found here.
void check_url(const std::string& url) {
  constexpr std::array<std::string_view, 4> schemes = {"stun:", "stuns:", "turn:", "turns:"};
  constexpr std::string_view allowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:[]?=";
  const bool known_scheme = std::any_of(schemes.begin(), schemes.end(), [&url](auto scheme) {
    return url.starts_with(scheme) && url.size() > scheme.size();
  });
  if (!known_scheme || url.find_first_not_of(allowed) != std::string::npos) {
    throw std::invalid_argument("\"" + url +
                                "\" is no ICE server. Expected stun:HOST:PORT, turn:HOST:PORT or "
                                "turns:HOST:PORT, with commas between several, or none.");
  }
}

}  // namespace

std::vector<protocol::IceServer> parse_ice_servers(const std::string& list, const TurnUser& user) {
  std::vector<protocol::IceServer> servers;
  if (list == "none" || list.empty()) return servers;
  std::istringstream urls(list);
  for (std::string url; std::getline(urls, url, ',');) {
    check_url(url);
    protocol::IceServer server{{url}, "", ""};
    if (url.starts_with("turn") && !user.by_secret) {
      if (user.username.empty() || user.credential.empty()) {
        throw std::invalid_argument("\"" + url +
                                    "\" needs --turn-secret, or --turn-username and "
                                    "--turn-credential.");
      }
      server.username = user.username;
      server.credential = user.credential;
    }
    servers.push_back(std::move(server));
  }
  if (servers.size() > protocol::limits::ice_servers) {
    throw std::invalid_argument("More than " + std::to_string(protocol::limits::ice_servers) +
                                " ICE servers.");
  }
  return servers;
}

}  // namespace parley
