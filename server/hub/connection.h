// A client's connection, and how far it has come.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "entry_policy.h"
#include "parley/hub/client_block.h"
#include "parley/hub/delivery.h"
#include "parley/hub/options.h"
#include "parley/protocol/message.h"

namespace parley::hub {

class Room;
struct Member;

/// It has said nothing yet.
struct AwaitingHello {};

/// It receives what happens in a room, and nobody in the room knows of it.
struct Previewing {
  Room* room = nullptr;
  /// The id that it will have when it enters.
  std::string participant_id;
  /// Its last LOBBY, if the room was closed then; otherwise empty.
  std::string closed_lobby = {};
};

/// It has said HELLO, and a host has to admit it.
struct InWaitingRoom {
  Room* room = nullptr;
  protocol::Hello hello;
  Grants grants;
  std::string participant_id;
  /// The client knows that it waits. Anything it sent right after its HELLO, assuming that it had
  /// entered, arrived before this.
  bool heard = false;
  bool admitted = false;
};

struct Connection {
  ConnectionId id = 0;
  Mode mode = Mode::Legacy;
  std::string room_name = {};
  ClientBlock client = unknown_block;
  /// When the client asked to enter the room.
  Instant asked{};
  std::variant<AwaitingHello, Previewing, InWaitingRoom, Member*> state = AwaitingHello{};

  [[nodiscard]] Previewing* preview() { return std::get_if<Previewing>(&state); }
  [[nodiscard]] const Previewing* preview() const { return std::get_if<Previewing>(&state); }
  [[nodiscard]] InWaitingRoom* waiting() { return std::get_if<InWaitingRoom>(&state); }
  [[nodiscard]] Member* member() const {
    Member* const* found = std::get_if<Member*>(&state);
    return found == nullptr ? nullptr : *found;
  }
};

}  // namespace parley::hub
