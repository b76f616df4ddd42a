// How participants become members of a room, lose their connection, and leave.
#pragma once

#include <string>
#include <string_view>

#include "hosts.h"
#include "hub_context.h"
#include "ice_servers.h"
#include "registry.h"
#include "removals.h"

namespace parley::hub {

class Membership {
 public:
  Membership(HubContext& context, Registry& registry, Hosts& hosts, IceServerList& ice_servers,
             Removals& removals)
      : context_(context),
        registry_(registry),
        hosts_(hosts),
        ice_servers_(ice_servers),
        removals_(removals) {}

  /// A newcomer, a member that comes back, and a client that had no WELCOME yet because it
  /// previewed the room or waited to be let in.
  enum class Entry : std::uint8_t { New, Resumed, FromPreview, FromWaiting };

  /// A page of the plain protocol enters. Null if it is refused.
  Member* enter_as_guest(Connection& connection, Instant now);
  /// A newcomer enters. Null if the room is full, which the client is told.
  Member* enter(Connection& connection, const protocol::Hello& hello, const Grants& grants,
                std::string participant_id, Entry entry, Instant now);
  /// A member from before a restart of the server enters, and brings the policy of that time.
  void restore(Connection& connection, Room& room, const protocol::Hello& hello,
               const Grants& grants, const SessionToken& token, std::optional<RoomPolicy> kept,
               Instant now);

  /// The connection becomes the member's; a previous one is closed.
  void take_over(Connection& connection, Member& member, Instant now);
  /// Sends WELCOME.
  void welcome(Member& member, Entry entry, Instant now);
  /// Another claim with which it can come back, if the last one is old; otherwise empty.
  [[nodiscard]] std::string renewed_claim(Member& member, Instant now);
  /// The member is back: sends it what it has missed, and tells the others.
  void catch_up(const Member& member);

  void lose_connection(Member& member, Instant now);
  /// The member does not come back, and hears why. The caller takes it out of the room.
  void expel(Member& member, const protocol::Error& error, Instant now);
  void leave(Member& member);
  /// On purpose: where not everyone may come in, its claim must not bring it back, neither in
  /// this run, if it came by one of before, nor after a restart.
  void leave_for_good(Member& member, Instant now);

 private:
  /// The member is in its room, as "new", "restored" or "guest".
  void note_joined(Member& member, std::string_view how, Instant now);
  /// Members of before may still come back.
  [[nodiscard]] bool others_may_come_back(const Room& room, Instant now) const;
  [[nodiscard]] std::string claim_of(Member& member, Instant now);
  void replace_namesakes(Room& room, const std::string& identity, const Grants& grants,
                         Instant now);
  void attach(Connection& connection, Member& member);
  void announce(const Member& member);

  HubContext& context_;
  Registry& registry_;
  Hosts& hosts_;
  IceServerList& ice_servers_;
  Removals& removals_;
};

}  // namespace parley::hub
