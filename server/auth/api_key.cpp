#include "parley/auth/api_key.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <stdexcept>

#include "hex.h"
#include "hmac.h"
#include "parley/auth/hmac_signer.h"
#include "parley/base/config_text.h"

namespace parley::auth {
namespace {

bool is_id_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_';
}

}  // namespace

ApiKey parse_api_key(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view id = text.substr(0, colon);
  if (colon == std::string_view::npos || id.empty() || id.size() > api_key_id_bytes ||
      !std::all_of(id.begin(), id.end(), is_id_character)) {
    throw std::invalid_argument(
        "An API key is written ID:SECRET, with an ID of letters and digits such as SK0123.");
  }
  const std::string_view secret = text.substr(colon + 1);
  if (secret.size() < key_bytes || secret.size() > api_key_secret_bytes) {
    throw std::invalid_argument("The secret of the API key " + std::string(id) + " has " +
                                std::to_string(secret.size()) + " bytes; it needs at least " +
                                std::to_string(key_bytes) + " and may have " +
                                std::to_string(api_key_secret_bytes) + ".");
  }
  return {std::string(id), std::string(secret)};
}

std::vector<ApiKey> read_api_keys(const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    throw std::runtime_error(std::string("The file cannot be read: ") + std::strerror(errno) + ".");
  }
  std::vector<ApiKey> keys;
  std::size_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    const std::string_view text = base::without_blanks(line);
    if (text.empty() || text.front() == '#') continue;
    try {
      keys.push_back(parse_api_key(text));
    } catch (const std::invalid_argument& error) {
      throw std::invalid_argument("In line " + std::to_string(number) + ": " + error.what());
    }
  }
  if (keys.empty()) throw std::invalid_argument("The file holds no API key.");
  return keys;
}

ApiKey derive_api_key(std::string_view secret) {
  return {"SK" + to_hex(hmac_sha256(secret, "parley api key id")).substr(0, 32),
          to_hex(hmac_sha256(secret, "parley api key secret"))};
}

}  // namespace parley::auth
