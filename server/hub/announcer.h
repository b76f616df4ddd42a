// Tells the observer what happens in the rooms, if there is an observer.
#pragma once

#include "parley/hub/room_observer.h"
#include "room.h"

namespace parley::hub {

class Announcer {
 public:
  /// Null: nobody is told.
  explicit Announcer(RoomObserver* observer) : observer_(observer) {}

  [[nodiscard]] bool has_observer() const { return observer_ != nullptr; }

  /// The room is in progress from now on, unless it is already.
  void opened(Room& room) const;
  /// The room, if it was in progress, is over.
  void ended(Room& room) const;
  /// The member has just entered; it may be the first.
  void joined(const Member& member) const;
  /// The member is about to be taken out of its room.
  void leaving(const Member& member) const;
  void published(const Member& member) const;

 private:
  RoomObserver* observer_;
};

}  // namespace parley::hub
