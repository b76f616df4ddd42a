// The keys that access tokens are signed with. Several, so that they can be changed one after the
// other without anyone being locked out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parley::auth {

/// At most so many keys, and so many bytes in an id and in a secret.
inline constexpr std::size_t most_api_keys = 64;
inline constexpr std::size_t api_key_id_bytes = 64;
inline constexpr std::size_t api_key_secret_bytes = 256;

struct ApiKey {
  std::string id;  ///< such as "SK" and 32 hex digits; what a token's `iss` names
  std::string secret;
};

/// Reads "ID:SECRET": letters, digits, '-' and '_' of an id, and a secret of at least 32 bytes.
/// Throws std::invalid_argument with a sentence for the operator, which repeats no secret.
ApiKey parse_api_key(std::string_view text);

/// The keys of a file, one to a line; empty lines and those that begin with '#' are passed over.
/// Throws std::runtime_error or std::invalid_argument with a sentence for the operator.
std::vector<ApiKey> read_api_keys(const std::string& path);

/// A key made from another secret of this server's, so that it is the same after a restart.
ApiKey derive_api_key(std::string_view secret);

}  // namespace parley::auth
