// Pieces of sentences.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace parley::doctor {

/// "a", "a and b", "a, b and c".
std::string joined(const std::vector<std::string>& words);

/// "1 day", "3 days".
std::string counted(std::int64_t count, const std::string& noun);

/// "512 MiB".
std::string mebibytes(std::uint64_t bytes);

/// "2026-11-30", in UTC.
std::string day(std::int64_t seconds);

/// The text without control characters, and shortened: it comes from somebody else's program.
std::string printable(const std::string& text);

}  // namespace parley::doctor
