// The format of a log entry.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parley/base/logger.h"

namespace parley::logging {

enum class Format : std::uint8_t {
  Text,  ///< join room=RM91 participant=PA5c
  Json,  ///< {"event":"join","room":"RM91","participant":"PA5c"}, without the braces
};

/// The event and its fields on one line. Escapes anything that could end the line or move a
/// terminal's cursor, and bytes that are not UTF-8.
std::string format_entry(Format format, std::string_view event, base::Logger::Fields fields);

}  // namespace parley::logging
