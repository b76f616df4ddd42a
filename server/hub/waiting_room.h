// Waiting to be let in: who waits is in no room, hears nothing of it, and only hosts know.
#pragma once

#include <string>

#include "membership.h"

namespace parley::hub {

class WaitingRoom {
 public:
  WaitingRoom(HubContext& context, Registry& registry, Hosts& hosts, Membership& membership)
      : context_(context), registry_(registry), hosts_(hosts), membership_(membership) {}

  /// Someone has to wait from now on. `again`: it waited already, before this connection.
  void start(Connection& connection, protocol::Hello hello, const Grants& grants,
             std::string participant_id, bool again, Instant now);
  /// Who waited before the server was restarted is not the first to come. That someone waited says
  /// what was set, until one comes back who knows all of it.
  void start_after_restart(Connection& connection, protocol::Hello hello, const Grants& grants,
                           std::string participant_id, Instant now);

  /// The client knows by now that it waits. True where that has let it in.
  bool note_heard(Connection& connection, Instant now);
  /// It comes in, as soon as it is known to have heard that it waits.
  void admit(Connection& connection, Instant now);
  void admit_all(const Room& room, Instant now);
  /// A host has ended the meeting they wait for.
  void refuse_all(Room& room);

 private:
  void let_in(Connection& connection, Instant now);

  HubContext& context_;
  Registry& registry_;
  Hosts& hosts_;
  Membership& membership_;
};

}  // namespace parley::hub
