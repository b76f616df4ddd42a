// The difference of two texts, as `diff -u` writes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parley::setup {

/// Without the values of secrets (redact.h). Nothing if they are equal. `before` is nothing for a file that there is not yet. Where many
/// comments in a row are removed, one line says how many (limits.h).
std::string unified_diff(const std::string& path, const std::optional<std::string>& before,
                         std::string_view after);

}  // namespace parley::setup
