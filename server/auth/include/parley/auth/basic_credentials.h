// HTTP Basic (RFC 7617): who may use the REST API.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parley/auth/api_key.h"

namespace parley::auth {

class BasicCredentials {
 public:
  /// The id of each key is a user, its secret the password.
  explicit BasicCredentials(std::vector<ApiKey> users) : users_(std::move(users)) {}

  [[nodiscard]] bool empty() const { return users_.empty(); }

  /// Whether the value of an Authorization header names one of them with its password. Takes as
  /// long for one as for another.
  [[nodiscard]] bool knows(std::string_view authorization) const;

 private:
  std::vector<ApiKey> users_;
};

}  // namespace parley::auth
