// branding.json: what may be in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley::branding {

/// A branding.json that has been checked.
struct Description {
  std::string name;
  std::vector<std::string> logos;  ///< names of files in the same folder
  std::string json;                ///< all of it, on one line
};

/// Throws std::invalid_argument with a sentence that begins with the key.
Description parse_description(std::string_view text);

}  // namespace parley::branding
