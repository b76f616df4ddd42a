#include "parley/setup/redact.h"

#include <algorithm>
#include <array>

#include "parley/base/text.h"

namespace parley::setup {
namespace {

// coturn's databases are named with the password for them, and its users with theirs.
constexpr std::array<std::string_view, 8> secret_parts = {
    "secret", "password", "passwd", "credential", "token", "key", "userdb", "statsdb"};
constexpr std::string_view coturn_user = "user";
constexpr std::array<std::string_view, 3> no_secrets = {"hosts-by-token", "require-token",
                                                        "token-ttl"};
// Their values are paths.
constexpr std::array<std::string_view, 2> key_files = {"pkey", "ssl_certificate_key"};

template <class List>
bool has(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool is_secret(std::string_view name) {
  if (has(no_secrets, name) || has(key_files, name) || name.ends_with("file")) return false;
  return name == coturn_user ||
         std::any_of(secret_parts.begin(), secret_parts.end(), [name](std::string_view part) {
           return name.find(part) != std::string_view::npos;
         });
}

}  // namespace

std::string redacted(std::string_view line) {
  constexpr std::string_view before_name = " \t#;";
  constexpr std::string_view after_name = " \t=:";
  const std::size_t begin = line.find_first_not_of(before_name);
  if (begin == std::string_view::npos) return std::string(line);
  const std::size_t end = std::min(line.find_first_of(after_name, begin), line.size());
  const std::size_t value = line.find_first_not_of(after_name, end);
  if (value == std::string_view::npos || !is_secret(base::lower(line.substr(begin, end - begin)))) {
    return std::string(line);
  }
  return std::string(line.substr(0, value)) + "(not shown)";
}

}  // namespace parley::setup
