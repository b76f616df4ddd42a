#include "parley/hub/room_directory.h"

#include <cstddef>

namespace parley::hub {

bool is_room_sid(std::string_view text) {
  constexpr std::string_view prefix = "RM";
  constexpr std::size_t digits = 32;
  return text.size() == prefix.size() + digits && text.starts_with(prefix) &&
         text.find_first_not_of("0123456789abcdef", prefix.size()) == std::string_view::npos;
}

bool RoomDirectory::add(const std::string& sid, const std::string& room_name) {
  const std::lock_guard lock(mutex_);
  return names_.emplace(sid, room_name).second;
}

void RoomDirectory::remove(const std::string& sid) {
  const std::lock_guard lock(mutex_);
  names_.erase(sid);
}

std::optional<std::string> RoomDirectory::name_of(const std::string& sid) const {
  const std::lock_guard lock(mutex_);
  const auto found = names_.find(sid);
  if (found == names_.end()) return std::nullopt;
  return found->second;
}

}  // namespace parley::hub
