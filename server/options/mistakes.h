// Tells an operator what is wrong with a command.
#pragma once

#include <string>
#include <vector>

#include "options/flags.h"

namespace CLI {  // NOLINT(readability-identifier-naming): the name that CLI11 has
class ParseError;
}

namespace parley {

/// A line on stderr for each mistake.
void write(const std::vector<Mistake>& mistakes);

/// The same, and where help is: `command` is "parley". Returns usage_error.
int tell(const std::vector<Mistake>& mistakes, const std::string& command);

/// The same for what CLI11 has thrown, which is also help or the version: then returns 0.
int tell(const CLI::App& app, const CLI::ParseError& error, const std::string& command);

}  // namespace parley
