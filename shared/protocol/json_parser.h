// nlohmann/json without exceptions: a parser that keeps the reason of a failure and a limit on
// nesting. Private to the codec.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "parley/protocol/result.h"

namespace parley::protocol {

using Json = nlohmann::json;

/// The reason without the library's own prefix ("[json.exception.parse_error.101] parse error at
/// line 1, column 2: "), cut to a readable length.
std::string parse_failure(std::size_t position, const std::exception& exception);

/// An error where the text holds a NUL: no JSON does, but the library takes one for the end of its
/// input and would accept anything behind it.
std::optional<Error> find_nul(std::string_view text);

/// Parses one JSON object. Error: `bad-json`.
Result<Json> parse_object(std::string_view text);

/// One line of JSON, of somebody else's too; bytes that are not UTF-8 become U+FFFD, as dump()
/// would otherwise throw.
std::string dump(const Json& json);

}  // namespace parley::protocol
