// The limits of `parley setup`, in one place.
#pragma once

#include <cstddef>

namespace parley::setup {

/// The longest configuration file that is read.
inline constexpr std::size_t file_bytes = 1'048'576;
/// How many lines that differ are compared one by one. More count as all removed and all added.
inline constexpr std::size_t compared_lines = 2000;
/// Of how many comments in a row that are removed the difference says only that they are.
inline constexpr std::size_t shown_comments = 8;

}  // namespace parley::setup
