#include <fstream>
#include <iterator>
#include <stdexcept>

#include "options/describe.h"

namespace parley {
namespace {

constexpr const char* group = "Access";
constexpr int longest_token = 86'400;

void describe_keys(CLI::App& app, AccessOptions& access) {
  app.add_option("--api-key", access.api_keys,
                 "Key for access tokens, as ID:SECRET with a secret of at least 32 bytes. May be "
                 "given several times, or with commas: tokens of all are accepted, and made with "
                 "the first. Better given by environment or file: other users of the machine see "
                 "command lines. Without a key the server makes one")
      ->envname("PARLEY_API_KEYS")
      ->delimiter(',')
      ->group(group);
  app.add_option("--api-key-file", access.api_key_file,
                 "File with more such keys, one to a line; # begins a comment")
      ->envname("PARLEY_API_KEY_FILE")
      ->group(group);
  app.add_option("--account-sid", access.account_sid,
                 "What tokens must name as their account (sub); any by default")
      ->envname("PARLEY_ACCOUNT_SID")
      ->group(group);
}

void describe_entry(CLI::App& app, AccessOptions& access) {
  app.add_flag("--require-token", access.require_token,
               "Nobody enters without an access token, guests of the first seed's page never, and "
               "/login is closed")
      ->envname("PARLEY_REQUIRE_TOKEN")
      ->group(group);
  app.add_flag("--hosts-by-token", access.hosts_by_token,
               "Only a token makes one host of a room (grants.parley.host), never being the first "
               "in it")
      ->envname("PARLEY_HOSTS_BY_TOKEN")
      ->group(group);
  app.add_flag(
         "--login", access.login,
         "Have /login give a token to whoever says a name, with --require-token too: only for "
         "a server that a proxy guards")
      ->envname("PARLEY_LOGIN")
      ->group(group);
  app.add_option("--login-room", access.login_room,
                 "Room of a token of /login where none is asked for; \"\" for all rooms")
      ->envname("PARLEY_LOGIN_ROOM")
      ->capture_default_str()
      ->group(group);
  app.add_option(
         "--token-ttl", access.token_seconds,
         "Seconds for which a token of /login is good; it is needed again when a connection "
         "is lost")
      ->envname("PARLEY_TOKEN_TTL")
      ->check(CLI::Range(60, longest_token))
      ->capture_default_str()
      ->group(group);
}

}  // namespace

void describe_access(CLI::App& app, AccessOptions& access) {
  describe_keys(app, access);
  describe_entry(app, access);
}

void describe_turn(CLI::App& app, AccessOptions& access) {
  constexpr int shortest_credential = 10;
  app.add_option("--turn-secret", access.turn_secret,
                 "Secret shared with the TURN servers (coturn's static-auth-secret): every "
                 "participant gets a user name and password of its own, renewed in time. Better "
                 "given by environment or file")
      ->envname("PARLEY_TURN_SECRET")
      ->group(group);
  app.add_option("--turn-secret-file", access.turn_secret_file, "File with that secret")
      ->envname("PARLEY_TURN_SECRET_FILE")
      ->group(group);
  app.add_option("--turn-ttl", access.turn_seconds, "Seconds for which such a password is good")
      ->envname("PARLEY_TURN_TTL")
      ->check(CLI::Range(shortest_credential, longest_token))
      ->capture_default_str()
      ->group(group);
  app.add_flag("--relay-only", access.relay_only,
               "Media goes through the TURN servers only, and no participant learns another's "
               "address")
      ->envname("PARLEY_RELAY_ONLY")
      ->group(group);
}

std::string read_secret_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::invalid_argument("The file " + path + " cannot be read.");
  std::string secret((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
  return secret;
}

}  // namespace parley
