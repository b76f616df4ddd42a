// For a server on which no participant is to learn another's address: what of a relayed message may
// go on.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parley/protocol/result.h"

namespace parley::protocol {

/// The OFFER, ANSWER or candidate without any address but those of relays (RFC 8656): other
/// candidates are taken out of a description, and what else there names an address is made to name
/// none. Nothing where a candidate may not go on at all. Other types have no addresses in them.
/// Error: `bad-message` for one that is not as PROTOCOL.md has it, as it could hold an address
/// anywhere.
Result<std::optional<std::string>> keep_relays_only(std::string_view text, std::string_view type);

}  // namespace parley::protocol
