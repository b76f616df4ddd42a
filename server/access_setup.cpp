#include "access_setup.h"

#include <utility>

namespace parley {
namespace {

std::vector<auth::ApiKey> keys_of(const AccessOptions& options, const std::string& resume_key) {
  std::vector<auth::ApiKey> keys = options.api_keys;
  keys.insert(keys.end(), options.file_api_keys.begin(), options.file_api_keys.end());
  if (keys.empty()) keys.push_back(auth::derive_api_key(resume_key));
  return keys;
}

}  // namespace

AccessSetup::AccessSetup(const AccessOptions& options, const std::string& resume_key)
    : options_(options),
      tokens_(keys_of(options, resume_key), options.account_sid),
      login_(tokens_, options.login_room, std::chrono::seconds(options.token_seconds)) {
  if (options.turn_secret.empty()) return;
  turn_ = std::make_unique<auth::TurnSecret>(options.turn_secret,
                                             std::chrono::seconds(options.turn_seconds));
}

void AccessSetup::prepare(serving::ServerSettings& settings) const {
  settings.hub.tokens = &tokens_;
  settings.hub.require_token = options_.require_token;
  settings.hub.replace_duplicates = options_.replace_duplicates;
  settings.hub.hosts_by_token = options_.hosts_by_token;
  settings.hub.turn = turn_.get();
  settings.hub.relay_only = options_.relay_only;
  if (options_.require_token && !options_.login) return;
  settings.login = [this](std::string_view body) { return login_.answer(body); };
}

}  // namespace parley
