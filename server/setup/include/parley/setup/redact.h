// Keeps secrets off the screen.
#pragma once

#include <string>
#include <string_view>

namespace parley::setup {

/// A line of a configuration file as it may be shown: the value of a setting whose name says that
/// it is a secret is left out, in a comment too. "name = value", "name=value" and "name value" are
/// settings, so this is for the files of Parley, coturn, Caddy and nginx alike.
std::string redacted(std::string_view line);

}  // namespace parley::setup
