// Someone who waits to be let into a room.
#pragma once

#include "parley/hub/hub.h"
#include "room.h"

namespace parley::hub {

struct Hub::JoinRequest {
  Room& room;
  protocol::Hello hello;
  Grants grants;
  std::string participant_id;
  Instant until{};
  /// The client knows that it waits: what it said behind its HELLO, taking that for enough, has
  /// come before this.
  bool heard = false;
  bool admitted = false;
};

}  // namespace parley::hub
