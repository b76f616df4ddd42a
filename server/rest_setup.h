// Sets up the REST API and its callbacks, from the operator's options.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "options/options.h"
#include "parley/auth/basic_credentials.h"
#include "parley/callbacks/sender.h"
#include "parley/rest/api.h"
#include "parley/rest/directory.h"
#include "parley/serving/server.h"
#include "parley/websocket/telemetry.h"

namespace parley {

/// The users of the REST API: the operator's keys, and the account if it has a password.
std::vector<auth::ApiKey> rest_users(const Options& options);

/// Must outlive the server whose settings it has prepared.
class RestSetup {
 public:
  /// Without a key or a password there is no API, and nothing is recorded. `telemetry` must outlive
  /// this. Throws std::exception with a sentence for the operator.
  RestSetup(const Options& options, const std::string& resume_key, websocket::Telemetry& telemetry);

  void prepare(serving::ServerSettings& settings);
  /// Waits for the callbacks that are under way, but no longer than that.
  void finish(std::chrono::milliseconds time);

 private:
  [[nodiscard]] rest::ApiSettings api_settings(const serving::ServerSettings& settings) const;

  auth::BasicCredentials credentials_;
  callbacks::Targets targets_;
  std::string account_sid_;
  std::unique_ptr<callbacks::Sender> sender_;
  std::unique_ptr<rest::Directory> directory_;
  std::unique_ptr<rest::Api> api_;
};

}  // namespace parley
