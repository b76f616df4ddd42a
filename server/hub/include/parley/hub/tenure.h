// Rooms that one server of several has for a while.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parley::hub {

/// What goes on in a room while one server has it. Claims of earlier runs are believed only if they
/// are named.
struct Tenure {
  std::string run;
  std::vector<std::string> earlier;
};

/// Who gives rooms to hubs, and has them back.
///
/// Called by the threads of all hubs, in the middle of a call: it must not wait, nor call a hub.
class Landlord {
 public:
  Landlord() = default;
  Landlord(const Landlord&) = delete;
  Landlord& operator=(const Landlord&) = delete;
  virtual ~Landlord() = default;

  /// The hub has no more use for the room, for which Hub::own() was called that often in this run.
  virtual void freed(const std::string& room_name, const std::string& run,
                     std::uint64_t clients) = 0;
};

}  // namespace parley::hub
