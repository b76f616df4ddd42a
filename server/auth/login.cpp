#include "parley/auth/login.h"

#include "claims.h"
#include "parley/protocol/limits.h"
#include "parley/protocol/room_name.h"
#include "parley/protocol/utf8.h"

namespace parley::auth {

LoginAnswer Login::answer(std::string_view body) const {
  const auto request = read_login(body);
  if (!request) {
    return {400, R"(Expected a JSON object such as {"username": "Ann", "room": "standup"}.)"};
  }
  if (request->username.empty()) return {401, "There is no name in \"username\"."};
  if (request->username.size() > protocol::limits::identity_bytes ||
      protocol::has_control_characters(request->username)) {
    return {400, "The name is too long or has control characters."};
  }
  std::optional<std::string> room = request->room;
  if (!room && !room_.empty()) room = room_;
  if (room) {
    const auto checked = protocol::check_room_name(*room);
    if (!checked) return {400, checked.error().message};
  }
  return {200, write_login_answer(tokens_.make(request->username, room, lifetime_))};
}

}  // namespace parley::auth
