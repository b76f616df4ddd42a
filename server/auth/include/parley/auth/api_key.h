// The keys that sign access tokens. There can be several, so that a key can be changed without
// locking anyone out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace parley::auth {

/// The maximum number of keys, and of bytes in an id and in a secret.
inline constexpr std::size_t most_api_keys = 64;
inline constexpr std::size_t api_key_id_bytes = 64;
inline constexpr std::size_t api_key_secret_bytes = 256;

struct ApiKey {
  std::string id;  ///< such as "SK" and 32 hex digits; what a token's `iss` names
  std::string secret;
};

/// Reads "ID:SECRET": an id of letters, digits, '-' and '_', and a secret of at least 32 bytes.
/// Throws std::invalid_argument with a sentence for the operator that does not repeat the secret.
ApiKey parse_api_key(std::string_view text);

/// The keys in a file, one per line; skips empty lines and those that begin with '#'.
/// Throws std::runtime_error or std::invalid_argument with a sentence for the operator.
std::vector<ApiKey> read_api_keys(const std::string& path);

/// A key derived from another secret of this server, so that it is the same after a restart.
ApiKey derive_api_key(std::string_view secret);

}  // namespace parley::auth
