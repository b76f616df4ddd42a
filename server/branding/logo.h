// Whether a file is the picture that its name says.
#pragma once

#include <string>
#include <string_view>

namespace parley::branding {

/// What is wrong with a logo, as a sentence; empty if nothing is. Its name ends with .svg or .png.
std::string mistake_in_logo(std::string_view name, std::string_view bytes);

}  // namespace parley::branding
