#include "parley/setup/coturn_file.h"

#include <algorithm>
#include <array>

#include "parley/base/config_text.h"
#include "parley/setup/lines.h"
#include "parley/setup/turn_config.h"

namespace parley::setup {
namespace {

// Of coturn 4.6 in Debian 12.
constexpr std::array<std::string_view, 4> set_by_debian = {
    "syslog", "no-rfc5780", "no-stun-backward-compatibility", "response-origin-only-with-rfc5780"};

std::string first_of(std::string_view text, std::string_view name) {
  const auto values = coturn_values(text, name);
  return values.empty() ? std::string() : values.front();
}

}  // namespace

std::vector<std::string> coturn_values(std::string_view text, std::string_view name) {
  std::vector<std::string> values;
  for (std::string_view line : lines_of(text)) {
    line = base::without_blanks(line);
    if (!line.starts_with(name)) continue;
    line.remove_prefix(name.size());
    const std::size_t start = line.find_first_not_of(" \t=");
    if (start == 0 || start == std::string_view::npos) continue;
    values.emplace_back(base::without_quotes(line.substr(start)));
  }
  return values;
}

bool is_pristine_coturn(std::string_view text) {
  const auto lines = lines_of(text);
  return std::all_of(lines.begin(), lines.end(), [](std::string_view line) {
    line = base::without_blanks(line);
    return line.empty() || line.starts_with('#') ||
           std::find(set_by_debian.begin(), set_by_debian.end(), line) != set_by_debian.end();
  });
}

bool is_own_coturn(std::string_view text) {
  TurnConfig config;
  config.realm = first_of(text, "realm");
  config.external_ip = first_of(text, "external-ip");
  config.secret = first_of(text, "static-auth-secret");
  config.certificate = first_of(text, "cert");
  config.private_key = first_of(text, "pkey");
  return text == turn_config(config);
}

}  // namespace parley::setup
