// Whom the server lets in at all: those with a token that is right, or everyone.
#pragma once

#include <optional>
#include <string>

#include "entry_policy.h"
#include "parley/hub/options.h"

namespace parley::hub {

/// Why nobody enters that room with that token; else has `identity` be the token's, if it has one,
/// and `grants` what it says.
[[nodiscard]] std::optional<protocol::Error> check_token(const HubOptions& options,
                                                         const std::string& room_name,
                                                         const std::string& token,
                                                         std::string& identity, Grants& grants);

}  // namespace parley::hub
