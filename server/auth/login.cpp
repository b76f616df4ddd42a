#include "parley/auth/login.h"

#include "claims.h"
#include "parley/names/names.h"
#include "parley/protocol/limits.h"
#include "parley/protocol/utf8.h"

namespace parley::auth {

base::LoginAnswer Login::answer(std::string_view body) const {
  const auto request = read_login(body);
  if (!request) {
    return {400, R"(Expected a JSON object such as {"username": "Ann", "room": "standup"}.)"};
  }
  if (protocol::has_control_characters(request->username)) {
    return {400, "The name has control characters."};
  }
  const std::string identity = names::identity(request->username);
  if (identity.empty()) return {401, "There is no name in \"username\"."};
  if (identity.size() > protocol::limits::identity_bytes) return {400, "The name is too long."};
  std::optional<std::string> room = request->room;
  if (!room && !room_.empty()) room = room_;
  if (room) {
    const auto checked = names::room_name(*room);
    if (!checked) return {400, checked.error().message};
    room = checked.value();
  }
  return {200, write_login_answer(tokens_.make(identity, room, lifetime_))};
}

}  // namespace parley::auth
