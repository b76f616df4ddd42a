#pragma once

#include <string>
#include <string_view>

namespace parley::names {

/// The text, which is UTF-8, in Unicode's normalization form C; without spaces at its ends, with
/// one U+0020 for any number of spaces within, and without characters that cannot be seen, but for
/// those that change how the ones around them look. Tidied once more it stays as it is.
std::string tidy(std::string_view text);

/// True where a letter, digit, punctuation mark or symbol is in it.
bool has_something_to_see(std::string_view text);

}  // namespace parley::names
