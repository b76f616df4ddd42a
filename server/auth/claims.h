// The JSON of access tokens and of /login: the one place here that sees JSON. It only reads; what
// is right and what is not, access_tokens.cpp says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parley::auth {

/// RFC 7515 section 4.1. A field that is absent or no string reads as "".
struct TokenHeader {
  std::string algorithm;     // "alg"
  std::string type;          // "typ"
  std::string content_type;  // "cty"
  bool critical = false;     // "crit": extensions that must be understood, and none is
};

struct Grants {
  std::string identity;
  std::optional<std::string> room = std::nullopt;  // absent: any
  std::optional<bool> host = std::nullopt;
};

/// RFC 7519 section 4.1, and the vendor's `grants`.
struct Claims {
  std::string issuer;                          // "" where it is no string
  std::string subject;                         // "" where it is no string
  std::optional<std::int64_t> expires;         // nothing where it is absent or no time
  std::optional<std::int64_t> not_before = 0;  // 0 where it is absent, nothing where it is no time
  std::optional<Grants> grants;                // nothing where a part is absent or of a wrong type
};

struct LoginRequest {
  std::string username;             // "" where it is absent, null or empty
  std::optional<std::string> room;  // where it is given
};

/// Each is nothing for a text that is not one JSON object.
std::optional<TokenHeader> read_header(std::string_view json);
std::optional<Claims> read_claims(std::string_view json);
/// Nothing too where a field has a wrong type.
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
