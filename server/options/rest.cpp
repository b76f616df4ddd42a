#include <stdexcept>

#include "options/describe.h"
#include "options/values.h"
#include "parley/auth/hmac_signer.h"

namespace parley {
namespace {

// As long as the secret of a key, for the same reason.
std::string checked_token(std::string token) {
  if (token.size() < auth::key_bytes || token.size() > auth::api_key_secret_bytes) {
    throw std::invalid_argument("The token has " + std::to_string(token.size()) +
                                " bytes; it needs at least " + std::to_string(auth::key_bytes) +
                                " and may have " + std::to_string(auth::api_key_secret_bytes) +
                                ".");
  }
  return token;
}

}  // namespace

void describe_rest(Flags& flags, RestOptions& rest) {
  flags.begin_group("Programs of your own");
  flags.add("--auth-token",
            {.value = "TOKEN",
             .help = "Password of --account-sid for the REST API at /v1, which is there with this "
                     "or with an API key, and what callbacks are signed with",
             .default_value = "",
             .several = false,
             .secret = true},
            [&rest](const std::string& text) {
              return mistake_of([&] { rest.auth_token = checked_token(text); });
            });
  flags.add(
      "--auth-token-file",
      {.value = "FILE", .help = "File with that password", .default_value = ""},
      [&rest](const std::string& text) {
        return mistake_of([&] { rest.file_auth_token = checked_token(read_secret_file(text)); });
      });
  flags.add(
      "--callback-allow",
      {.value = "URL",
       .help = "Where status callbacks of rooms may go: what such URLs begin with, as in "
               "https://hooks.example.org/parley/. Without it nothing is called",
       .default_value = "",
       .several = true},
      [&rest](const std::string& text) { return rest.callback_targets.allow(text).value_or(""); });
  flags.add("--callback-network",
            {.value = "NETWORK",
             .help = "Private addresses that the hosts of those URLs may have, such as "
                     "10.0.0.0/8; public ones they always may",
             .default_value = "",
             .several = true},
            [&rest](const std::string& text) -> std::string {
              const auto network = limits::parse_ip_network(text);
              if (!network) return "Expected an address or a network: 10.0.0.1 or 10.0.0.0/8.";
              rest.callback_targets.allow_network(*network);
              return {};
            });
}

}  // namespace parley
