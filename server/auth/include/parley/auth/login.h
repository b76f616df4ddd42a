#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "parley/auth/access_tokens.h"
#include "parley/base/login_answer.h"

namespace parley::auth {

/// POST /login: a token for anyone who gives a name.
class Login {
 public:
  /// `tokens` must outlive this. `room` is the token's room if the request names none; empty: all.
  Login(const AccessTokens& tokens, std::string room, std::chrono::seconds lifetime)
      : tokens_(tokens), room_(std::move(room)), lifetime_(lifetime) {}

  /// `body`: {"username": …, "room"?: …}. 401 without a name, as the vendor's tutorial expects; 400
  /// if it is not such an object, or for an invalid name or room.
  [[nodiscard]] base::LoginAnswer answer(std::string_view body) const;

 private:
  const AccessTokens& tokens_;
  std::string room_;
  std::chrono::seconds lifetime_;
};

}  // namespace parley::auth
