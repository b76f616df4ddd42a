// What may be passed on of a relayed message, on a server where no participant may learn another's
// address.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parley/protocol/result.h"

namespace parley::protocol {

/// The OFFER, ANSWER or candidate with no addresses except those of relays (RFC 8656): removes
/// other candidates from a description, and blanks any other address in it. Nothing if a candidate
/// may not be passed on at all. Other types contain no addresses. Error: `bad-message` for one that
/// is not as PROTOCOL.md specifies, because it could contain an address anywhere.
Result<std::optional<std::string>> keep_relays_only(std::string_view text, std::string_view type);

}  // namespace parley::protocol
