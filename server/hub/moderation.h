// What hosts can do: change the room's settings, admit, refuse, mute and remove others, end the
// meeting.
#pragma once

#include <string>

#include "relay.h"
#include "removals.h"
#include "waiting_room.h"

namespace parley::hub {

class Moderation {
 public:
  Moderation(HubContext& context, Registry& registry, Hosts& hosts, Membership& membership,
             WaitingRoom& waiting_room, Removals& removals, Relay& relay)
      : context_(context),
        registry_(registry),
        hosts_(hosts),
        membership_(membership),
        waiting_room_(waiting_room),
        removals_(removals),
        relay_(relay) {}

  void set_room(Member& host, const protocol::SetRoom& wish, Instant now);
  void carry_out(Member& host, const protocol::HostOrder& order, Instant now);

  /// Everyone has to go, those too who wait, and nothing stays of what was set.
  void end_room(Room& room, Instant now);
  /// The member has to go, and may come again as another.
  void dismiss(Member& member, Instant now);
  /// The same, because it has been there for as long as it may.
  void end_stay(Member& member, Instant now);

  /// Someone comes back and knows who was removed before the server was restarted. One of those may
  /// be back already, or wait again with the secret from before it was let in.
  void remove_again(const std::string& room_name, const RoomPolicy& kept, Instant now);
  /// Members of a later meeting are back: those restored from an earlier one have to go.
  void dismiss_restored(Room& room, Instant now);

 private:
  void remove(Member& member, Instant now);
  void mute(const Member& host, Member& member, protocol::TrackKind kind);

  HubContext& context_;
  Registry& registry_;
  Hosts& hosts_;
  Membership& membership_;
  WaitingRoom& waiting_room_;
  Removals& removals_;
  Relay& relay_;
};

}  // namespace parley::hub
