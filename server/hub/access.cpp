#include "access.h"

#include <utility>

namespace parley::hub {

using protocol::Error;
using protocol::ErrorId;

std::optional<Error> check_token(const HubOptions& options,
                                 const std::vector<std::string>& room_names,
                                 const std::string& token, std::string& identity, Grants& grants) {
  if (token.empty()) {
    if (options.require_token) return protocol::vendor_error(ErrorId::TokenRequired);
    return std::nullopt;
  }
  // A token that is brought must be right, even where none is asked for: a page that logs people in
  // is to notice when that does not work.
  if (options.tokens == nullptr) return protocol::vendor_error(ErrorId::TokenInvalid);
  for (const std::string& name : room_names) {
    auto access = options.tokens->verify(token, name);
    if (!access && access.error().id == ErrorId::RoomNotFound) continue;
    if (!access) return access.error();
    identity = std::move(access.value().identity);
    grants = {true, access.value().host};
    return std::nullopt;
  }
  return protocol::vendor_error(ErrorId::RoomNotFound);
}

}  // namespace parley::hub
