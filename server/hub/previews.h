// Previewing a room before entering it. A previewer receives what happens in the room, nobody sees
// or hears it, and it already has the id with which it will enter.
#pragma once

#include "hosts.h"
#include "ice_servers.h"
#include "registry.h"

namespace parley::hub {

class Previews {
 public:
  Previews(HubContext& context, Registry& registry, Hosts& hosts, IceServerList& ice_servers)
      : context_(context), registry_(registry), hosts_(hosts), ice_servers_(ice_servers) {}

  void handle(Connection& connection, const protocol::Preview& message, Instant now);

 private:
  [[nodiscard]] protocol::Lobby lobby_of(const Room& room, Connection& connection, Instant now);

  HubContext& context_;
  Registry& registry_;
  Hosts& hosts_;
  IceServerList& ice_servers_;
};

}  // namespace parley::hub
