// What is left of a meeting that everyone has left: what was set stays for a while, and as long as
// someone waits to be let in. The one who comes next is host of it: most often the host, who has
// reloaded the page.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "room.h"

namespace parley::hub {

class Vacancies {
 public:
  /// Someone has left the room, waits for it no longer, or knows by now that it waits.
  void check(Room& room);
  /// Names of the rooms that were checked and may be vacant, at the end of a call.
  [[nodiscard]] std::vector<std::string> take() { return std::exchange(maybe_vacant_, {}); }
  /// If everyone has left that room, keeps what was set for a while. Where someone waits it is kept
  /// for them, and the answer is who succeeds the host; null: nobody yet.
  static Connection* note(Room& room, Instant now);

 private:
  std::vector<std::string> maybe_vacant_;
};

}  // namespace parley::hub
