#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace parley::base {

/// The answer to POST /login.
struct LoginAnswer {
  int status = 200;
  /// JSON with the token if `status` is 200, otherwise a sentence.
  std::string body;
};

/// Answers the body of a POST. Called by many threads at the same time.
using LoginHandler = std::function<LoginAnswer(std::string_view body)>;

}  // namespace parley::base
