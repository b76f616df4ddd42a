#include "ice_servers.h"

#include "parley/protocol/codec.h"

namespace parley::hub {

using protocol::IceServer;

namespace {

// RFC 7065: "turn:" and "turns:".
bool is_turn(const IceServer& server) {
  return !server.urls.empty() && server.urls.front().starts_with("turn");
}

}  // namespace

std::vector<IceServer> IceServerList::for_connection(Connection& connection,
                                                     const std::string& participant_id,
                                                     Instant now) {
  const base::TurnIssuer* turn = context_.options.turn;
  if (turn == nullptr) return context_.options.ice_servers;
  context_.deadlines.set({Deadline::Kind::IceServers, &connection}, now + turn->lifetime() / 2);
  return with(turn->issue(participant_id));
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
  const auto text_for = [&](const std::string& participant_id) {
    return share(encode(protocol::IceServers{for_connection(connection, participant_id, now)}));
  };
  if (Member* member = connection.member()) {
    context_.out.send(*member, text_for(member->participant.id));
    return;
  }
  // Who looks at a room that was closed since is not to have a relay for ever.
  const Previewing* preview = connection.preview();
  if (preview == nullptr || !preview->room->policy().open()) return;
  context_.out.send(connection, text_for(preview->participant_id));
}

}  // namespace parley::hub
