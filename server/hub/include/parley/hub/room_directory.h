// Which room a sid leads to. A room lives in the hub that its name decides, so whoever knows only
// its sid has to look the name up first.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parley::hub {

/// Whether the text is written as the sid of a room is: "RM" and 32 hex digits, a to f small.
[[nodiscard]] bool is_room_sid(std::string_view text);

/// The sids of all hubs' rooms. Several threads may use it at the same time. It holds at most two
/// entries for each room.
class RoomDirectory {
 public:
  /// False if the sid leads to a room already; then it stays as it is.
  bool add(const std::string& sid, const std::string& room_name);
  void remove(const std::string& sid);
  /// The name of the room with that sid, if there is one.
  [[nodiscard]] std::optional<std::string> name_of(const std::string& sid) const;

 private:
  mutable std::mutex mutex_;
  std::unordered_map<std::string, std::string> names_;
};

}  // namespace parley::hub
