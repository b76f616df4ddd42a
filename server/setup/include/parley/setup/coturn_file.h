// A turnserver.conf as it is found on a machine.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace parley::setup {

/// The values of a setting, in their order. coturn takes "name=value" and "name value".
std::vector<std::string> coturn_values(std::string_view text, std::string_view name);

/// Whether nobody has set anything in it: there are only comments, and what Debian's own has set.
bool is_pristine_coturn(std::string_view text);

/// Whether it is as turn_config() made it, for whatever host, address and secret.
bool is_own_coturn(std::string_view text);

}  // namespace parley::setup
