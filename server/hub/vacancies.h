// Rooms that everyone has left. Their settings stay for a while, and as long as someone waits to be
// let in. The next one to come becomes host; most often that is the host, who has reloaded the
// page.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "room.h"

namespace parley::hub {

class Vacancies {
 public:
  /// Someone has left the room, has stopped waiting for it, or knows by now that it waits.
  void check(Room& room);
  /// Names of the rooms that were checked and may be vacant, at the end of a call.
  [[nodiscard]] std::vector<std::string> take() { return std::exchange(maybe_vacant_, {}); }
  /// If everyone has left that room, keeps its settings for a while, or for as long as someone
  /// waits. Returns the successor of the host; null if there is none yet.
  static Connection* note(Room& room, Instant now);

 private:
  std::vector<std::string> maybe_vacant_;
};

}  // namespace parley::hub
