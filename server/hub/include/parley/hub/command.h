// What others than clients have a hub do: the operator's programs, and the other servers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <variant>

#include "parley/base/instant.h"
#include "parley/hub/tenure.h"

namespace parley::hub {

/// What holds for a room that was created before anyone came.
struct RoomSettings {
  /// At most as many as the hub's limit.
  std::size_t participants = 0;
  /// How long one may stay; 0: as long as one likes.
  base::Instant stay = {};
  /// How long the room stays after the last one has left, and before the first has come.
  base::Instant empty_timeout = {};
  base::Instant unused_timeout = {};
};

/// A room that exists while nobody is in it. `name` is normalized, as for Hub::connect().
struct CreateRoom {
  std::string name;
  std::string sid;  ///< the new room's: "RM" and 32 hex digits
  RoomSettings settings;
  /// Where several servers share the rooms: by which tenure this one has it, in which term of the
  /// lease. Counts as one Hub::own().
  Tenure tenure = {};
  std::uint64_t term = 0;
};

/// Everyone has to go, and the room ends.
struct EndRoom {
  std::string name;
  std::string sid;
};

/// The participant has to go, and may come again as another.
struct RemoveParticipant {
  std::string name;  ///< the room's
  std::string sid;   ///< the room's
  std::string participant_id;
};

/// Another server has the room by now: whoever is in it goes there. `run` as in Tenure.
struct LoseRoom {
  std::string name;
  std::string run;
};

using Command = std::variant<CreateRoom, EndRoom, RemoveParticipant, LoseRoom>;

enum class CommandResult : std::uint8_t {
  Done,
  RoomExists,  ///< a room of that name is in progress
  NotFound,    ///< no such room, or nobody of that id in it
  TooManyRooms,
  Unavailable,  ///< the server is stopping, or too busy
};

/// Has the hub of the room carry it out, and waits for it. Any thread may call it.
using Commander = std::function<CommandResult(const Command& command)>;

/// Which other server has the room of that name, by the address that servers know it by; empty if none
/// has it, or nobody can say. May wait for the answer.
using RoomFinder = std::function<std::string(const std::string& room_name)>;

}  // namespace parley::hub
