#pragma once

#include <string_view>

namespace parley::transport {

/// The Content-Type for a file, by the extension of its path; that of a page where it has none.
std::string_view media_type(std::string_view path);

}  // namespace parley::transport
