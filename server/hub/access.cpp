// Who may enter a room, and with which ICE servers.

#include <utility>

#include "parley/hub/hub.h"
#include "parley/protocol/codec.h"
#include "room.h"

namespace parley::hub {

using protocol::Error;
using protocol::ErrorId;
using protocol::IceServer;

namespace {

// RFC 7065: "turn:" and "turns:".
bool is_turn(const IceServer& server) {
  return !server.urls.empty() && server.urls.front().starts_with("turn");
}

}  // namespace

std::optional<Error> Hub::check_token(const std::string& room_name, const std::string& token,
                                      std::string& identity, Grants& grants) const {
  if (token.empty()) {
    if (options_.require_token) return protocol::vendor_error(ErrorId::TokenRequired);
    return std::nullopt;
  }
  // A token that is brought must be right, even where none is asked for: a page that logs people in
  // is to notice when that does not work.
  if (options_.tokens == nullptr) return protocol::vendor_error(ErrorId::TokenInvalid);
  auto access = options_.tokens->verify(token, room_name);
  if (!access) return access.error();
  identity = std::move(access.value().identity);
  grants = {true, access.value().host};
  return std::nullopt;
}

std::vector<IceServer> Hub::ice_servers_for(ConnectionId id, const std::string& participant_id,
                                            Instant now) {
  if (options_.turn == nullptr) return options_.ice_servers;
  Instant& renewal = connections_[id].renewal;
  renewals_.erase({renewal, id});
  renewal = now + options_.turn->lifetime() / 2;
  renewals_.emplace(renewal, id);
  return ice_servers_with(options_.turn->issue(participant_id));
}

std::vector<IceServer> Hub::ice_servers_with(const TurnCredential& credential) const {
  std::vector<IceServer> servers = options_.ice_servers;
  for (IceServer& server : servers) {
    if (!is_turn(server) || !server.username.empty()) continue;
    server.username = credential.username;
    server.credential = credential.password;
  }
  return servers;
}

void Hub::renew_ice_servers(Instant now) {
  while (!renewals_.empty() && renewals_.begin()->first <= now) {
    const ConnectionId id = renewals_.begin()->second;
    const Connection& connection = connections_.at(id);
    Member* member = connection.member;
    // Who looks at a room that was closed since is not to have a relay for ever.
    const bool lets_in = connection.previewed != nullptr && connection.previewed->policy().open();
    if (member == nullptr && !lets_in) {
      renewals_.erase(renewals_.begin());
      continue;
    }
    const std::string& participant_id =
        member == nullptr ? connection.preview_id : member->participant.id;
    std::string text = encode(protocol::IceServers{ice_servers_for(id, participant_id, now)});
    if (member == nullptr) {
      send(id, std::move(text));
    } else {
      send(*member, std::make_shared<const std::string>(std::move(text)));
    }
  }
}

}  // namespace parley::hub
