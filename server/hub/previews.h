// Looking at a room before entering it: who previews hears what goes on there, is heard and seen by
// nobody, and has the id that it will enter with.
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
