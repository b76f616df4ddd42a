#pragma once

#include <string>
#include <string_view>

namespace parley::names {

/// The UTF-8 text in Unicode's normalization form C, without spaces at its ends, with one U+0020
/// for any number of spaces inside, and without invisible characters except those that change how
/// the ones around them look. Tidying the result again does not change it.
std::string tidy(std::string_view text);

/// True if the text contains a letter, digit, punctuation mark or symbol.
bool has_something_to_see(std::string_view text);

}  // namespace parley::names
