// How participants become members of a room, lose their connection, and leave.
#pragma once

#include <string>

#include "hosts.h"
#include "hub_context.h"
#include "ice_servers.h"
#include "registry.h"

namespace parley::hub {

class Membership {
 public:
  Membership(HubContext& context, Registry& registry, Hosts& hosts, IceServerList& ice_servers)
      : context_(context), registry_(registry), hosts_(hosts), ice_servers_(ice_servers) {}

  /// Of a newcomer, of one who comes back, and of one who had no WELCOME yet: who previewed the
  /// room, or waited to be let in.
  enum class Entry : std::uint8_t { New, Resumed, FromPreview, FromWaiting };

  /// A page of the plain protocol enters. Null where it is refused.
  Member* enter_as_guest(Connection& connection, Instant now);
  /// A newcomer enters. Null where the room is full, which the client is told.
  Member* enter(Connection& connection, const protocol::Hello& hello, const Grants& grants,
                std::string participant_id, Entry entry, Instant now);
  /// Someone enters who was a member before the server was restarted, and brings what held then.
  void restore(Connection& connection, Room& room, const protocol::Hello& hello,
               const Grants& grants, const SessionToken& token, std::optional<RoomPolicy> kept,
               Instant now);

  /// The connection is the member's from now on; one that it had is closed.
  void take_over(Connection& connection, Member& member);
  /// Sends WELCOME.
  void welcome(Member& member, Entry entry, Instant now);
  /// The member is back: it hears what it has missed, and the others hear of it.
  void catch_up(const Member& member);

  void lose_connection(Member& member, Instant now);
  void leave(Member& member);
  /// The end of a call: those leave whose kept messages have passed the limit.
  void drop_overflowing();

 private:
  void attach(Connection& connection, Member& member);
  void announce(const Member& member);

  HubContext& context_;
  Registry& registry_;
  Hosts& hosts_;
  IceServerList& ice_servers_;
};

}  // namespace parley::hub
