// Parley's configuration file as a text in which settings are read and changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley::setup {

/// The value of a setting that has one, without quotes. Nothing if it is not set.
std::optional<std::string> setting(std::string_view text, std::string_view name);

/// The values of a setting that may have several: in one line as a list, or in several.
std::vector<std::string> values_of(std::string_view text, std::string_view name);

/// The text with one line that sets it: in the place of the one there is, else below the comment
/// that shows it, else at the end. All other lines stay as they are.
std::string with_setting(std::string_view text, std::string_view name, std::string_view value);

/// The text in which a setting with several values has this one, too: unchanged if it has.
std::string with_value(std::string_view text, std::string_view name, const std::string& value);

}  // namespace parley::setup
