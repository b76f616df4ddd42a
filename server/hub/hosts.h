// Who is host of a room. The first in the room is, or whom its token makes one; where no host is
// left, the one who is there longest.
#pragma once

#include <optional>

#include "hub_context.h"
#include "vacancies.h"

namespace parley::hub {

class Hosts {
 public:
  Hosts(HubContext& context, Vacancies& vacancies) : context_(context), vacancies_(vacancies) {}

  /// What everyone in the room knows of it.
  [[nodiscard]] protocol::RoomState state_of(const Room& room) const;
  /// To everyone but one who has just had it with its WELCOME.
  void send_state(const Room& room, const Member* but = nullptr);
  /// Sends a host who has just become one everyone who waits.
  void send_waiting(Member& host);

  /// By the order of coming.
  [[nodiscard]] bool may_be_host(const Grants& grants) const;
  /// The first to come into a room where nobody is.
  [[nodiscard]] bool would_be_host(const Room& room, const Grants& grants) const;
  /// Has the one who is there longest be host where nobody is. True where that has changed
  /// something.
  bool appoint(Room& room);
  /// The same, and says so.
  void appoint_and_send(Room& room);
  /// Someone has left.
  void replace(Room& room, bool was_host);

  /// The member was here before the server was restarted, and brings what held then. The first to
  /// come back is believed before those who came since; after that what was set last counts.
  void restore_policy(Member& member, std::optional<RoomPolicy> kept);

 private:
  [[nodiscard]] bool may_succeed(const Member& member) const;
  [[nodiscard]] bool awaits_host(const Room& room) const;

  HubContext& context_;
  Vacancies& vacancies_;
};

}  // namespace parley::hub
