#include <sstream>

#include "options/describe.h"
#include "options/options.h"
#include "parley/base/ice_url.h"
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

}  // namespace

// A browser refuses its whole RTCConfiguration for one bad URL, so a mistake is found here.
std::string mistake_in_ice_servers(const std::string& list) {
  const std::vector<std::string> urls = urls_of(list);
  for (const std::string& url : urls) {
    if (!base::read_ice_url(url)) {
      return "\"" + shown(url) +
             "\" is no ICE server. Expected stun:HOST:PORT, turn:HOST:PORT?transport=tcp or "
             "turns:HOST:PORT, with commas between several, or none.";
    }
  }
  if (urls.size() <= protocol::limits::ice_servers) return {};
  return "Expected at most " + std::to_string(protocol::limits::ice_servers) + " ICE servers.";
}

std::vector<protocol::IceServer> parse_ice_servers(const std::string& list, const TurnUser& user) {
  std::vector<protocol::IceServer> servers;
  for (const std::string& url : urls_of(list)) {
    protocol::IceServer server{{url}, "", ""};
    const auto read = base::read_ice_url(url);
    if (read && read->is_turn && !user.by_secret) {
      server.username = user.username;
      server.credential = user.credential;
    }
    servers.push_back(std::move(server));
  }
  return servers;
}

}  // namespace parley
