// POST /login over HTTP: methods, content types, and which pages may ask (Fetch, "CORS protocol").
// The handler deals with the body.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "parley/transport/failure_throttle.h"
#include "parley/transport/http_message.h"
#include "parley/transport/origin.h"

namespace parley::transport {

struct LoginAnswer {
  int status = 200;
  /// JSON if `status` is 200, otherwise a sentence.
  std::string body;
};

/// Answers the body of a POST. Called by many threads at the same time.
using LoginHandler = std::function<LoginAnswer(std::string_view body)>;

class LoginRoute {
 public:
  /// Without a handler, /login is closed.
  explicit LoginRoute(LoginHandler handler = {}, OriginPolicy origins = {},
                      hub::Logger& logger = hub::Logger::silent())
      : handler_(std::move(handler)), origins_(std::move(origins)), logger_(logger) {}

  [[nodiscard]] Response handle(const Request& request) const;

 private:
  [[nodiscard]] Response answer(const Request& request) const;
  [[nodiscard]] Response log_in(const Request& request) const;

  LoginHandler handler_;
  OriginPolicy origins_;
  hub::Logger& logger_;
  mutable FailureThrottle throttle_;
};

}  // namespace parley::transport
