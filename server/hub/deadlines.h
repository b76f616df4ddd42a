// What a hub waits for.
#pragma once

#include <compare>
#include <cstdint>
#include <variant>

#include "deadline_queue.h"

namespace parley::hub {

struct Connection;
class Room;
struct Member;

/// Something that is due, and for whom.
struct Deadline {
  /// In the order in which deadlines for the same time are handled.
  enum class Kind : std::uint8_t {
    IceServers,     ///< a connection's TURN credential has to be renewed
    RestoreWindow,  ///< a room's members from before a restart should be back
    Hello,          ///< a connection has to have said HELLO or PREVIEW
    Preview,        ///< a connection has previewed a room for long enough
    WaitingRoom,    ///< a connection has waited for long enough
    Vacancy,        ///< a vacant room forgets what was set
    Away,           ///< a member has been away for long enough
    Stay,           ///< a member has been in the room for as long as it may
    Reservation,    ///< a room that was created has been empty for long enough
    SmallRoom,      ///< a room that goes through the SFU has been small for long enough
    SfuRetry,       ///< a room has to be opened in the SFU again
    SfuOverlap,     ///< a room that is a mesh again has been open in the SFU for long enough
  };

  Kind kind = Kind::RestoreWindow;
  std::variant<std::monostate, Connection*, Room*, Member*> of = {};

  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the default for a 0
  friend auto operator<=>(const Deadline&, const Deadline&) = default;
};

using Deadlines = DeadlineQueue<Deadline>;

}  // namespace parley::hub
