// The form of Parley's configuration file: "name = value", comments, quotes and lists. What reads
// the file and what writes into it have to understand it alike.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley::base {

/// A line that sets something.
struct ConfigLine {
  std::string_view name;
  /// As it is written, quotes and brackets too, without a comment behind it. Nothing: there is no
  /// "=", which is how a switch is turned on.
  std::optional<std::string_view> value;
};

/// What the line sets; nothing if it is empty or a comment (# or ;). What follows a # behind a
/// blank is a comment too, unless it stands in quotes.
std::optional<ConfigLine> read_config_line(std::string_view line);

/// The text of a single value: without the quotes around it.
std::string_view without_quotes(std::string_view value);

/// The values of a list: with commas between them, in brackets or not, each without blanks and
/// quotes around it. Empty ones are left out.
std::vector<std::string> read_list(std::string_view value);

/// Without blanks at both ends, those that end a line included.
std::string_view without_blanks(std::string_view text);

}  // namespace parley::base
