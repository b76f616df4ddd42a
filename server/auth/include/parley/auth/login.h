#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "parley/auth/access_tokens.h"

namespace parley::auth {

/// What POST /login answers.
struct LoginAnswer {
  int status = 200;
  /// JSON with the token where `status` is 200, else a sentence.
  std::string body;
};

/// The second seed's /login: a token for whoever says a name.
class Login {
 public:
  /// `tokens` must outlive this. `room` is the room of a token when none is asked for; empty: all.
  Login(const AccessTokens& tokens, std::string room, std::chrono::seconds lifetime)
      : tokens_(tokens), room_(std::move(room)), lifetime_(lifetime) {}

  /// `body`: {"username": …, "room"?: …}. 401 without a name, as the seed does; 400 for what is not
  /// such an object, or a name or room that cannot be.
  [[nodiscard]] LoginAnswer answer(std::string_view body) const;

 private:
  const AccessTokens& tokens_;
  std::string room_;
  std::chrono::seconds lifetime_;
};

}  // namespace parley::auth
