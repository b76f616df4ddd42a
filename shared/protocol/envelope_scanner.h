// Reads the envelope of an ordinary message in one pass, without copying anything else, because
// this is what the server does most.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "parley/protocol/envelope.h"
#include "parley/protocol/limits.h"
#include "parley/protocol/result.h"

namespace parley::protocol {

/// The envelope, if the text is one JSON object within the limits. Nothing for anything else, and
/// for unusual text: characters that are not ASCII, \u, escapes in names, numbers with exponents or
/// many digits. The JSON library then decides.
std::optional<Envelope> scan_envelope(std::string_view text,
                                      std::size_t depth = limits::json_depth);

/// The result of read_envelope() as the JSON library determines it: a microsecond slower, and the
/// reference for what the scanner may accept.
Result<Envelope> parse_envelope(std::string_view text, std::size_t depth = limits::json_depth);

}  // namespace parley::protocol
