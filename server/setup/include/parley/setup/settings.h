// Parley's configuration file as a text in which settings are read and changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley::setup {

/// The value of a setting; several lines of it are one list with commas. Nothing if it is not set.
std::optional<std::string> setting(std::string_view text, std::string_view name);

/// Whether a list with commas contains the value.
bool lists(std::string_view list, std::string_view value);

/// The text with one line that sets it: in the place of the one there is, else below the comment
/// that shows it, else at the end. All other lines stay as they are.
std::string with_setting(std::string_view text, std::string_view name, std::string_view value);

}  // namespace parley::setup
