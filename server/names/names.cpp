#include "parley/names/names.h"

#include "parley/protocol/room_name.h"
#include "tidy.h"

namespace parley::names {
namespace {

protocol::Result<std::string> tidied_room_name(const protocol::Result<std::string>& name) {
  if (!name) return name.error();
  const std::string tidied = tidy(name.value());
  if (!has_something_to_see(tidied)) {
    return protocol::Error{protocol::ErrorId::BadRoomName,
                           "The room's name has nothing that can be seen."};
  }
  // It may be longer than it was, and " .. " has become "..".
  return protocol::check_room_name(tidied);
}

}  // namespace

protocol::Result<std::string> room_name(std::string_view name) {
  return tidied_room_name(protocol::check_room_name(name));
}

protocol::Result<std::string> room_name_in(std::string_view segment) {
  return tidied_room_name(protocol::decode_room_name(segment));
}

std::string identity(std::string_view name) {
  std::string tidied = tidy(name);
  if (!has_something_to_see(tidied)) tidied.clear();
  return tidied;
}

}  // namespace parley::names
