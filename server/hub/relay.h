// Relays messages between members, and publishes their tracks.
#pragma once

#include <string_view>
#include <vector>

#include "parley/protocol/envelope.h"
#include "registry.h"

namespace parley::hub {

class Relay {
 public:
  Relay(HubContext& context, Registry& registry) : context_(context), registry_(registry) {}

  /// The member sends the text to one other member, or to all.
  void relay(Member& member, std::string_view text, const protocol::Envelope& envelope);
  /// The member publishes these tracks from now on.
  void publish(Member& member, std::vector<protocol::TrackPublication> tracks);

 private:
  void hand_on(Member& recipient, const Text& text, std::string_view type);
  void release_candidates(Member& guest);

  HubContext& context_;
  Registry& registry_;
};

}  // namespace parley::hub
