// nlohmann/json without exceptions: a parser that records why it failed and limits nesting. Private
// to the codec.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "parley/protocol/result.h"

namespace parley::protocol {

using Json = nlohmann::json;

/// The reason without the library's own prefix ("[json.exception.parse_error.101] parse error at
/// line 1, column 2: "), shortened to a readable length.
std::string parse_failure(std::size_t position, const std::exception& exception);

/// An error if the text contains a NUL. JSON never does, but the library treats it as the end of
/// its input and would accept anything after it.
std::optional<Error> find_nul(std::string_view text);

/// Parses one JSON object. Error: `bad-json`.
Result<Json> parse_object(std::string_view text);

/// One line of JSON, even if someone else made it. Bytes that are not UTF-8 become U+FFFD, because
/// dump() would otherwise throw.
std::string dump(const Json& json);

}  // namespace parley::protocol
