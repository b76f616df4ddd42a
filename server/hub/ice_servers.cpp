#include "ice_servers.h"

#include <algorithm>

#include "parley/protocol/codec.h"

namespace parley::hub {

using protocol::IceServer;

namespace {

// RFC 7065: "turn:" and "turns:".
bool is_turn(const IceServer& server) {
  return !server.urls.empty() && server.urls.front().starts_with("turn");
}

}  // namespace

std::vector<IceServer> IceServerList::for_member(const Member& member, Instant now) {
  const base::TurnIssuer* turn = context_.options.turn;
  if (turn == nullptr) return context_.options.ice_servers;
  context_.deadlines.set({Deadline::Kind::IceServers, member.connection},
                         now + turn->lifetime() / 2);
  return with(turn->issue(member.participant.id));
}

std::optional<std::vector<IceServer>> IceServerList::for_previewer() const {
  const std::vector<IceServer>& servers = context_.options.ice_servers;
  if (std::any_of(servers.begin(), servers.end(), is_turn)) return std::nullopt;
  return servers;
}

std::vector<IceServer> IceServerList::with(const base::TurnCredential& credential) const {
  std::vector<IceServer> servers = context_.options.ice_servers;
  for (IceServer& server : servers) {
    if (!is_turn(server) || !server.username.empty()) continue;
    server.username = credential.username;
    server.credential = credential.password;
  }
  return servers;
}

void IceServerList::renew(Connection& connection, Instant now) {
  Member* member = connection.member();
  if (member == nullptr) return;
  context_.out.send(*member, share(encode(protocol::IceServers{for_member(*member, now)})));
}

}  // namespace parley::hub
