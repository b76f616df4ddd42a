// Reads the JSON of access tokens and of /login. Nothing else here sees JSON. access_tokens.cpp
// decides what is valid.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parley::auth {

/// RFC 7515 section 4.1. A field that is absent or not a string reads as "".
struct TokenHeader {
  std::string algorithm;     // "alg"
  std::string type;          // "typ"
  std::string content_type;  // "cty"
  bool critical = false;     // "crit": extensions that must be understood; none are
};

struct Grants {
  std::string identity;
  std::optional<std::string> room = std::nullopt;  // absent: any
  std::optional<bool> host = std::nullopt;
};

/// RFC 7519 section 4.1, and the vendor's `grants`.
struct Claims {
  std::string issuer;                          // "" if it is not a string
  std::string subject;                         // "" if it is not a string
  std::optional<std::int64_t> expires;         // nothing if it is absent or not a time
  std::optional<std::int64_t> not_before = 0;  // 0 if it is absent, nothing if it is not a time
  std::optional<Grants> grants;                // nothing if a part is absent or has a wrong type
};

struct LoginRequest {
  std::string username;             // "" if it is absent, null or empty
  std::optional<std::string> room;  // if it is given
};

/// Each returns nothing for a text that is not one JSON object.
std::optional<TokenHeader> read_header(std::string_view json);
std::optional<Claims> read_claims(std::string_view json);
/// Also returns nothing if a field has a wrong type.
std::optional<LoginRequest> read_login(std::string_view json);

/// As the vendor's helper libraries write them.
std::string write_header();
struct NewClaims {
  std::string id;
  std::string issuer;
  std::string subject;
  std::int64_t issued = 0;
  std::int64_t expires = 0;
  Grants grants;
};
std::string write_claims(const NewClaims& claims);
std::string write_login_answer(const std::string& token);

}  // namespace parley::auth
