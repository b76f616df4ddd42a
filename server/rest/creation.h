// What a request to create a room asks for.
#pragma once

#include <string>
#include <variant>

#include "answers.h"
#include "form.h"
#include "parley/hub/command.h"
#include "parley/rest/api.h"

namespace parley::rest {

struct Creation {
  hub::CreateRoom command;
  RoomWish wish;
};

/// `sid` is the new room's.
std::variant<Creation, Refusal> read_creation(const Form& form, const std::string& sid,
                                              const ApiSettings& settings);

/// "RM" and 32 hex digits.
bool is_room_sid(std::string_view text);

}  // namespace parley::rest
