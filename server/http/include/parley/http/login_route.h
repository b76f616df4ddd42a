// POST /login over HTTP: methods, content types, and which pages may ask (Fetch, "CORS protocol").
// The handler deals with the body.
#pragma once

#include "parley/base/logger.h"
#include "parley/base/login_answer.h"
#include "parley/http/http_message.h"
#include "parley/http/origin.h"
#include "parley/limits/failure_throttle.h"

namespace parley::http {

class LoginRoute {
 public:
  /// Without a handler, /login is closed.
  explicit LoginRoute(base::LoginHandler handler = {}, OriginPolicy origins = {},
                      base::Logger& logger = base::Logger::silent())
      : handler_(std::move(handler)), origins_(std::move(origins)), logger_(logger) {}

  [[nodiscard]] Response handle(const Request& request) const;

 private:
  [[nodiscard]] Response answer(const Request& request) const;
  [[nodiscard]] Response log_in(const Request& request) const;

  base::LoginHandler handler_;
  OriginPolicy origins_;
  base::Logger& logger_;
  mutable limits::FailureThrottle throttle_;
};

}  // namespace parley::http
