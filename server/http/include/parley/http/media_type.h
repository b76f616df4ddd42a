#pragma once

#include <string_view>

namespace parley::http {

/// The Content-Type of a file, by its extension; that of a page if it has none.
std::string_view media_type(std::string_view path);

}  // namespace parley::http
