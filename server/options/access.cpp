#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "options/describe.h"
#include "options/values.h"
#include "parley/auth/api_key.h"

namespace parley {
namespace {

constexpr int longest_token = 86'400;

void describe_keys(Flags& flags, AccessOptions& access) {
  flags.add(
      "--api-key",
      {.value = "ID:SECRET",
       .help = "Key for access tokens, with a secret of at least 32 bytes: tokens of all keys "
               "are accepted, and made with the first. Without a key the server makes one",
       .default_value = "",
       .several = true,
       .secret = true},
      [&access](const std::string& text) {
        return mistake_of([&] { access.api_keys.push_back(auth::parse_api_key(text)); });
      },
      "PARLEY_API_KEYS");
  flags.add("--api-key-file",
            {.value = "FILE",
             .help = "File with more such keys, one to a line; # begins a comment",
             .default_value = ""},
            [&access](const std::string& text) {
              return mistake_of([&] { access.file_api_keys = auth::read_api_keys(text); });
            });
  flags.add("--account-sid",
            {.value = "SID",
             .help = "What tokens must name as their account (sub); any by default",
             .default_value = ""},
            take_text(access.account_sid));
}

void describe_entry(Flags& flags, AccessOptions& access) {
  flags.add_switch(
      "--require-token", access.require_token,
      "Nobody enters without an access token, guests (a WebSocket with no subprotocol) never, "
      "and /login is closed");
  flags.add("--duplicate-identity",
            {.value = "WHAT",
             .help = "What becomes of a participant when another enters whose token has the same "
                     "name: allow (both stay) or replace (the older one leaves, with 53205)",
             .default_value = "allow"},
            take_choice<bool>(access.replace_duplicates, {{"allow", false}, {"replace", true}}));
  flags.add_switch("--hosts-by-token", access.hosts_by_token,
                   "Only a token makes one host of a room (grants.parley.host), never being the "
                   "first in it");
  flags.add_switch("--login", access.login,
                   "Have /login give a token to whoever says a name, with --require-token too: "
                   "only for a server that a proxy guards");
  flags.add("--login-room",
            {.value = "ROOM",
             .help = "Room of a token of /login where none is asked for; \"\" for all rooms",
             .default_value = access.login_room},
            take_text(access.login_room));
  flags.add("--token-ttl",
            {.value = "SECONDS",
             .help = "Seconds for which a token of /login is good; it is needed again when a "
                     "connection is lost",
             .default_value = std::to_string(access.token_seconds)},
            take_number(access.token_seconds, 60, longest_token));
}

}  // namespace

void describe_access(Flags& flags, AccessOptions& access) {
  flags.begin_group("Access");
  describe_keys(flags, access);
  describe_entry(flags, access);
}

void describe_turn(Flags& flags, AccessOptions& access) {
  constexpr int shortest_credential = 10;
  flags.add("--turn-secret",
            {.value = "SECRET",
             .help = "Secret shared with the TURN servers (coturn's static-auth-secret): every "
                     "participant gets a user name and password of its own, renewed in time",
             .default_value = "",
             .several = false,
             .secret = true},
            take_text(access.turn_secret));
  flags.add("--turn-secret-file",
            {.value = "FILE", .help = "File with that secret", .default_value = ""},
            [&access](const std::string& text) {
              return mistake_of([&] { access.file_turn_secret = read_secret_file(text); });
            });
  flags.add("--turn-ttl",
            {.value = "SECONDS",
             .help = "Seconds for which such a password is good",
             .default_value = std::to_string(access.turn_seconds)},
            take_number(access.turn_seconds, shortest_credential, longest_token));
  flags.add_switch("--relay-only", access.relay_only,
                   "Media goes through the TURN servers only, and no participant learns another's "
                   "address");
}

std::string read_secret_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    throw std::invalid_argument(std::string("The file cannot be read: ") + std::strerror(errno) +
                                ".");
  }
  std::string secret((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
  if (secret.empty()) throw std::invalid_argument("The file holds no secret.");
  return secret;
}

}  // namespace parley
