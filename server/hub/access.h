// Whom the server lets in at all: everyone, or everyone with a valid token.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "entry_policy.h"
#include "parley/hub/options.h"

namespace parley::hub {

/// Why this token does not open that room, which has all of these names. If there is no error, sets
/// `identity` to the token's, if there is a token, and `grants` to what it grants.
[[nodiscard]] std::optional<protocol::Error> check_token(const HubOptions& options,
                                                         const std::vector<std::string>& room_names,
                                                         const std::string& token,
                                                         std::string& identity, Grants& grants);

}  // namespace parley::hub
