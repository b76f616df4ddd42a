// Waiting to be let in: a client that waits is not in the room and receives nothing from it, and
// only hosts know of it.
#pragma once

#include <string>

#include "membership.h"

namespace parley::hub {

class WaitingRoom {
 public:
  WaitingRoom(HubContext& context, Registry& registry, Hosts& hosts, Membership& membership)
      : context_(context), registry_(registry), hosts_(hosts), membership_(membership) {}

  /// A client has to wait from now on. `again`: it already waited on an earlier connection.
  void start(Connection& connection, protocol::Hello hello, const Grants& grants,
             std::string participant_id, bool again, Instant now);
  /// A client that waited before the server was restarted does not count as the first to come.
  /// Since it waited, the room has a waiting room, until someone comes back who knows all settings.
  void start_after_restart(Connection& connection, protocol::Hello hello, const Grants& grants,
                           std::string participant_id, Instant now);

  /// The client knows by now that it waits. True if that has let it in.
  bool note_heard(Connection& connection, Instant now);
  /// Lets the client in as soon as it is known to have received WAITING.
  void admit(Connection& connection, Instant now);
  void admit_all(const Room& room, Instant now);
  /// A host has ended the meeting that they wait for.
  void refuse_all(Room& room);

 private:
  [[nodiscard]] bool make_place(Connection& connection, const Room& room);
  void let_in(Connection& connection, Instant now);

  HubContext& context_;
  Registry& registry_;
  Hosts& hosts_;
  Membership& membership_;
};

}  // namespace parley::hub
