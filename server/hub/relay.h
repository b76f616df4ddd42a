// Relays messages between members, and publishes their tracks.
#pragma once

#include <string_view>
#include <vector>

#include "parley/protocol/envelope.h"
#include "parley/protocol/sfu_messages.h"
#include "registry.h"

namespace parley::hub {

class Relay {
 public:
  Relay(HubContext& context, Registry& registry) : context_(context), registry_(registry) {}

  /// The member sends the text to one other member; a guest may also send it to all. False if it
  /// has sent too much.
  [[nodiscard]] bool relay(Member& member, std::string_view text,
                           const protocol::Envelope& envelope, Instant now);
  /// The member has sent a text that leads to a message for everyone else. False if it has sent too
  /// much.
  [[nodiscard]] bool may_send_to_all(Member& member, std::size_t bytes, Instant now);
  /// The member sends the SFU a text. False if it has sent too much.
  [[nodiscard]] bool may_send_to_sfu(Member& member, std::size_t bytes, Instant now) {
    return budget_of(member, now).take_for(protocol::sfu_send, bytes, now);
  }
  /// The member publishes these tracks from now on. The others are told if that changes anything.
  void publish(Member& member, std::vector<protocol::TrackPublication> tracks);
  /// For the others the member's tracks of that kind are off from now on, until the member itself
  /// has switched them off.
  void mute(Member& member, protocol::TrackKind kind, const std::string& host_id);

 private:
  [[nodiscard]] SenderBudget& budget_of(Member& member, Instant now);
  void hand_on(Member& recipient, const Text& text, std::string_view type);
  void release_candidates(Member& guest);
  void set_tracks(Member& member, std::vector<protocol::TrackPublication> tracks);

  HubContext& context_;
  Registry& registry_;
};

}  // namespace parley::hub
