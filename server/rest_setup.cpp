#include "rest_setup.h"

#include <algorithm>
#include <utility>

namespace parley {
namespace {

// Answers name an account. One that the operator has not named is this server's own, and the same
// after a restart.
std::string account_of(const Options& options, const std::string& resume_key) {
  if (!options.access.account_sid.empty()) return options.access.account_sid;
  return "AC" + auth::derive_api_key(resume_key).id.substr(2);
}

bool has_turn(const std::vector<protocol::IceServer>& servers) {
  return std::any_of(servers.begin(), servers.end(),
                     [](const auto& server) { return server.urls.front().starts_with("turn"); });
}

}  // namespace

std::vector<auth::ApiKey> rest_users(const Options& options) {
  std::vector<auth::ApiKey> users;
  if (!options.rest.auth_token.empty()) {
    users.push_back({options.access.account_sid, options.rest.auth_token});
  }
  for (const auto* keys : {&options.access.api_keys, &options.access.file_api_keys}) {
    users.insert(users.end(), keys->begin(), keys->end());
  }
  return users;
}

RestSetup::RestSetup(const Options& options, const std::string& resume_key,
                     websocket::Telemetry& telemetry)
    : credentials_(rest_users(options)),
      targets_(options.rest.callback_targets),
      account_sid_(account_of(options, resume_key)) {
  if (credentials_.empty()) return;
  base::CallbackSink sink;
  if (!targets_.empty()) {
    sender_ = std::make_unique<callbacks::Sender>(
        callbacks::SenderSettings{rest_users(options).front().secret, targets_},
        telemetry.callbacks(), telemetry.logger());
    sink = [this](base::StatusCallback callback) { sender_->send(std::move(callback)); };
  }
  directory_ = std::make_unique<rest::Directory>(account_sid_, std::move(sink));
}

void RestSetup::prepare(serving::ServerSettings& settings) {
  if (!directory_) return;
  api_ = std::make_unique<rest::Api>(*directory_, api_settings(settings));
  settings.hub.observer = directory_.get();
  settings.rest = [this](const http::Request& request, const hub::Commander& commander,
                         const hub::RoomFinder& finder) {
    return api_->handle(request, commander, finder);
  };
}

rest::ApiSettings RestSetup::api_settings(const serving::ServerSettings& settings) const {
  rest::ApiSettings api;
  api.account_sid = account_sid_;
  api.knows = [this](std::string_view authorization) { return credentials_.knows(authorization); };
  api.why_not_called = [this](const std::string& url) { return targets_.why_refused(url); };
  api.origins = settings.origins;
  api.has_turn = has_turn(settings.hub.ice_servers);
  api.participants_per_room = settings.hub.limits.participants_per_room;
  api.room_name_bytes = settings.limits.room_name_bytes;
  return api;
}

void RestSetup::finish(std::chrono::milliseconds time) {
  if (sender_) sender_->finish(time);
}

}  // namespace parley
