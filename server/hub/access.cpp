#include "access.h"

#include <utility>

namespace parley::hub {

using protocol::Error;
using protocol::ErrorId;

std::optional<Error> check_token(const HubOptions& options, const std::string& room_name,
                                 const std::string& token, std::string& identity, Grants& grants) {
  if (token.empty()) {
    if (options.require_token) return protocol::vendor_error(ErrorId::TokenRequired);
    return std::nullopt;
  }
  // A token that is brought must be right, even where none is asked for: a page that logs people in
  // is to notice when that does not work.
  if (options.tokens == nullptr) return protocol::vendor_error(ErrorId::TokenInvalid);
  auto access = options.tokens->verify(token, room_name);
  if (!access) return access.error();
  identity = std::move(access.value().identity);
  grants = {true, access.value().host};
  return std::nullopt;
}

}  // namespace parley::hub
