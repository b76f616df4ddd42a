// Previewing a room before entering it. A previewer receives what happens in the room, nobody sees
// or hears it, and it already has the id with which it will enter. Of a closed room it learns only
// how many are in it.
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
  /// At the end of a call: sends another LOBBY to those who preview a room that has changed while
  /// closed, or that has been closed or opened.
  void send_changed_lobbies();

 private:
  [[nodiscard]] bool make_place(Connection& connection, const Room& room);
  void send_lobby(Connection& connection);
  [[nodiscard]] protocol::Lobby lobby_of(const Previewing& preview) const;

  HubContext& context_;
  Registry& registry_;
  Hosts& hosts_;
  IceServerList& ice_servers_;
};

}  // namespace parley::hub
