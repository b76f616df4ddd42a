// Writes the JSON of messages that are made here. The library's own writer (json_parser.h's dump)
// can also print fractions. That code would be a twentieth of all that a client loads, and no
// message contains fractions. Private to the codec.
#pragma once

#include <string>

#include "json_parser.h"

namespace parley::protocol {

/// One line of JSON, as dump() makes it; bytes that are not UTF-8 become U+FFFD. A fraction, which
/// no message has, becomes null.
std::string write_json(const Json& json);

}  // namespace parley::protocol
