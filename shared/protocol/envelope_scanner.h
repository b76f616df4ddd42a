// Reads the envelope of an ordinary message in one pass that copies nothing else: it is what the
// server does most.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "parley/protocol/envelope.h"
#include "parley/protocol/limits.h"
#include "parley/protocol/result.h"

namespace parley::protocol {

/// The envelope, where the text is one JSON object within the limits. Nothing for what is not, and
/// for what is out of the ordinary: characters that are not ASCII, \u, escapes in names, numbers
/// with exponents or of many digits. Then the JSON library decides.
std::optional<Envelope> scan_envelope(std::string_view text,
                                      std::size_t depth = limits::json_depth);

/// What read_envelope() answers, by the JSON library: slower by a microsecond, and the measure of
/// what the scanner may accept.
Result<Envelope> parse_envelope(std::string_view text, std::size_t depth = limits::json_depth);

}  // namespace parley::protocol
