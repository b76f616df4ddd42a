// Rooms that have grown too large for everyone to send to everyone, and go through the SFU.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "hosts.h"
#include "hub_context.h"
#include "parley/protocol/envelope.h"
#include "parley/sfu/action.h"
#include "registry.h"

namespace parley::hub {

/// Does nothing where the hub has no SFU.
class LargeRooms {
 public:
  LargeRooms(HubContext& context, Registry& registry, Hosts& hosts)
      : context_(context), registry_(registry), hosts_(hosts) {}

  /// At the end of a call: moves the rooms that somebody has entered or left, if their size says so.
  void check_resized(Instant now);
  /// The SFU is there, perhaps again: all rooms that are large enough move to it.
  void check_all(Instant now);

  /// The member says that to the SFU (protocol::is_for_sfu).
  void receive(Member& member, std::string_view text, const protocol::Envelope& envelope,
               Instant now);
  /// The member cannot reach the SFU.
  void note_failed(Member& member, Instant now);
  /// What comes out of the bridge, but for SendToJanus.
  void carry_out(const sfu::Action& action, Instant now);

  /// The room is a mesh from now on; in the SFU it stays open for `sfu_overlap`.
  void end_sfu(Room& room, Instant now);
  /// The SFU forgets the room.
  void close(Room& room, Instant now);
  /// It is time to open the room in the SFU again, unless that is done.
  void retry(Room& room, Instant now);

 private:
  void check(Room& room, Instant now);
  /// Opens it in the SFU, and has its participants connect to it.
  void open(Room& room, Instant now);
  /// Those who have come enter in the SFU, and those who have left leave.
  void match_participants(Room& room, Instant now);
  void remove_departed(const Room& room, Instant now);
  /// Nothing is left to wait for.
  void forget(Room& room);
  void do_without(Room& room, Instant now);
  void retry_later(Room& room, Instant now);
  [[nodiscard]] std::uint32_t next_epoch(Instant now);
  /// Sends the participant the SFU's description; null if it is gone.
  template <class Action>
  Member* describe(const Action& action, protocol::DescriptionType type, const char* from);
  [[nodiscard]] Member* find(const std::string& room_name, const std::string& participant_id);

  void carry_out_one(const sfu::SendToJanus& action, Instant now);
  void carry_out_one(const sfu::AnswerTo& action, Instant now);
  void carry_out_one(const sfu::OfferTo& action, Instant now);
  void carry_out_one(const sfu::SlotsOf& action, Instant now);
  void carry_out_one(const sfu::SpeakingIn& action, Instant now);
  void carry_out_one(const sfu::SendingFailed& action, Instant now);
  void carry_out_one(const sfu::RoomLost& action, Instant now);

  HubContext& context_;
  Registry& registry_;
  Hosts& hosts_;
  std::uint32_t last_epoch_ = 0;
};

}  // namespace parley::hub
