// Who is host of a room: the first participant in the room, or whoever has a token that says so;
// when no host is left, the participant who has been in the room longest.
#pragma once

#include <optional>

#include "hub_context.h"
#include "vacancies.h"

namespace parley::hub {

class Hosts {
 public:
  Hosts(HubContext& context, Vacancies& vacancies) : context_(context), vacancies_(vacancies) {}

  /// The state that everyone in the room is told.
  [[nodiscard]] protocol::RoomState state_of(const Room& room) const;
  /// Sends the state to everyone except one member who has just received it with its WELCOME.
  void send_state(const Room& room, const Member* but = nullptr);
  /// Tells a participant who has just become host about everyone who waits.
  void send_waiting(Member& host);

  /// Whether the order of joining may make it host.
  [[nodiscard]] bool may_be_host(const Grants& grants) const;
  /// Whether it would become host as the first participant in the room.
  [[nodiscard]] bool would_be_host(const Room& room, const Grants& grants) const;
  /// If the room has no host, makes the participant who has been there longest host. True if that
  /// changed something.
  bool appoint(Room& room);
  /// The same, and sends the new state.
  void appoint_and_send(Room& room);
  /// To be called when someone has left.
  void replace(Room& room, bool was_host);

  /// The member was here before the server was restarted, and brings the policy of that time. The
  /// first to come back is believed over those who came since; after that the latest policy counts.
  void restore_policy(Member& member, std::optional<RoomPolicy> kept);

 private:
  [[nodiscard]] bool may_succeed(const Member& member) const;
  [[nodiscard]] bool awaits_host(Room& room) const;

  HubContext& context_;
  Vacancies& vacancies_;
};

}  // namespace parley::hub
