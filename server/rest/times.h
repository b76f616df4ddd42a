// Times as the vendor writes them: ISO 8601, in UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "parley/rest/records.h"

namespace parley::rest {

/// "2026-01-31T12:00:00Z".
std::string to_iso(Time time);
/// "2026-01-31T12:00:00.123Z".
std::string to_iso_with_milliseconds(Time time);
/// A date, or a date and a time in UTC, with or without a fraction; nothing for anything else.
std::optional<Time> from_iso(std::string_view text);

/// Whole seconds.
inline std::int64_t seconds_between(Time begin, Time end) {
  constexpr Time milliseconds_per_second = 1000;
  return end < begin ? 0 : (end - begin) / milliseconds_per_second;
}

}  // namespace parley::rest
