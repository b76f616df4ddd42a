// Sets up who may enter, from the operator's options.
#pragma once

#include <memory>
#include <string>

#include "options/options.h"
#include "parley/auth/access_tokens.h"
#include "parley/auth/login.h"
#include "parley/auth/turn_secret.h"
#include "parley/serving/server.h"

namespace parley {

/// Must outlive the server whose settings it has prepared.
class AccessSetup {
 public:
  /// If the operator gives no API key, it is derived from `resume_key`, so that tokens survive a
  /// restart as calls do. Throws std::exception with a sentence for the operator.
  AccessSetup(const AccessOptions& options, const std::string& resume_key);

  /// Sets what the server needs to know about tokens, /login and TURN.
  void prepare(serving::ServerSettings& settings) const;

 private:
  AccessOptions options_;
  auth::AccessTokens tokens_;
  auth::Login login_;
  std::unique_ptr<auth::TurnSecret> turn_;
};

}  // namespace parley
