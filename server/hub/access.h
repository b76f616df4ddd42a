// Whom the server lets in at all: everyone, or everyone with a valid token.
#pragma once

#include <optional>
#include <string>

#include "entry_policy.h"
#include "parley/hub/options.h"

namespace parley::hub {

/// Why this token does not open that room. If there is no error, sets `identity` to the token's, if
/// there is a token, and `grants` to what it grants.
[[nodiscard]] std::optional<protocol::Error> check_token(const HubOptions& options,
                                                         const std::string& room_name,
                                                         const std::string& token,
                                                         std::string& identity, Grants& grants);

}  // namespace parley::hub
