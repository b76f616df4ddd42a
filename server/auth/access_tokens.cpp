#include "parley/auth/access_tokens.h"

#include <array>
#include <ctime>
#include <stdexcept>
#include <utility>

#include "base64.h"
#include "claims.h"
#include "hex.h"
#include "hmac.h"
#include "parley/auth/key_file.h"
#include "parley/base/constant_time.h"
#include "parley/names/names.h"
#include "parley/protocol/limits.h"
#include "parley/protocol/utf8.h"

namespace parley::auth {

using protocol::ErrorId;
using protocol::vendor_error;

namespace {

// The second seed's account ids are "AC" and 32 hex digits; any will do where none is asked for.
constexpr std::string_view no_account = "AC00000000000000000000000000000000";

// RFC 7515 section 3.1: three parts with dots between. Nothing for any other number of them.
std::optional<std::array<std::string_view, 3>> split(std::string_view token) {
  const std::size_t first = token.find('.');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = token.find('.', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  if (token.find('.', second + 1) != std::string_view::npos) return std::nullopt;
  return std::array{token.substr(0, first), token.substr(first + 1, second - first - 1),
                    token.substr(second + 1)};
}

bool is_right(const TokenHeader& header) {
  return header.algorithm == "HS256" && header.type == "JWT" &&
         header.content_type == "twilio-fpa;v=1" && !header.critical;
}

// The name as others see it; "" where it cannot be one.
std::string identity_in(const Grants& grants) {
  if (protocol::has_control_characters(grants.identity)) return {};
  std::string name = names::identity(grants.identity);
  if (name.size() > protocol::limits::identity_bytes) name.clear();
  return name;
}

bool is_for(const Grants& grants, std::string_view room_name) {
  if (!grants.room) return true;
  const auto name = names::room_name(*grants.room);
  return name && name.value() == room_name;
}

// What is wrong with the claims of a token that is genuine.
std::optional<ErrorId> problem_of(const Claims& claims, std::string_view account,
                                  std::int64_t now) {
  const std::int64_t leeway = token_leeway.count();
  if (!account.empty() && claims.subject != account) return ErrorId::TokenIssuerInvalid;
  if (!claims.expires || *claims.expires <= now - leeway) return ErrorId::TokenExpired;
  if (!claims.not_before || *claims.not_before > now + leeway) return ErrorId::TokenNotYetValid;
  if (!claims.grants || identity_in(*claims.grants).empty()) return ErrorId::TokenGrantsInvalid;
  return std::nullopt;
}

}  // namespace

std::int64_t wall_clock() {
  return std::time(nullptr);
}

AccessTokens::AccessTokens(std::vector<ApiKey> keys, std::string account, Clock clock)
    : account_(std::move(account)), clock_(std::move(clock)) {
  if (keys.empty()) throw std::invalid_argument("There is no API key.");
  if (keys.size() > most_api_keys) throw std::invalid_argument("There are too many API keys.");
  first_key_ = keys.front().id;
  for (ApiKey& key : keys) {
    if (!secrets_.emplace(key.id, std::move(key.secret)).second) {
      throw std::invalid_argument("Two API keys have the id " + key.id + ".");
    }
  }
}

protocol::Result<base::Access> AccessTokens::verify(std::string_view token,
                                                    std::string_view room_name) const {
  if (token.size() > protocol::limits::token_bytes) return vendor_error(ErrorId::TokenInvalid);
  const auto parts = split(token);
  if (!parts) return vendor_error(ErrorId::TokenInvalid);
  const auto& [header_text, claims_text, signature_text] = *parts;
  const auto header_json = from_base64url(header_text);
  const auto claims_json = from_base64url(claims_text);
  const auto signature = from_base64url(signature_text);
  if (!header_json || !claims_json || !signature) return vendor_error(ErrorId::TokenInvalid);

  const auto header = read_header(*header_json);
  if (!header) return vendor_error(ErrorId::TokenInvalid);
  if (!is_right(*header)) return vendor_error(ErrorId::TokenHeaderInvalid);
  const auto claims = read_claims(*claims_json);
  if (!claims) return vendor_error(ErrorId::TokenInvalid);
  const auto secret = secrets_.find(claims->issuer);
  if (secret == secrets_.end()) return vendor_error(ErrorId::TokenIssuerInvalid);

  // Nothing else of the claims counts before this.
  const std::string_view signed_text = token.substr(0, token.size() - signature_text.size() - 1);
  if (!base::equal_in_constant_time(hmac_sha256(secret->second, signed_text), *signature)) {
    return vendor_error(ErrorId::TokenSignatureInvalid);
  }
  if (const auto problem = problem_of(*claims, account_, clock_())) return vendor_error(*problem);
  if (!is_for(*claims->grants, room_name)) return vendor_error(ErrorId::RoomNotFound);
  return base::Access{identity_in(*claims->grants), claims->grants->host};
}

std::string AccessTokens::make(const std::string& identity, const std::optional<std::string>& room,
                               std::chrono::seconds lifetime) const {
  const std::int64_t now = clock_();
  NewClaims claims;
  claims.id = first_key_ + "-" + to_hex(random_key()).substr(0, 32);
  claims.issuer = first_key_;
  claims.subject = account_.empty() ? no_account : account_;
  claims.issued = now;
  claims.expires = now + lifetime.count();
  claims.grants = {identity, room};
  std::string token = to_base64url(write_header()) + "." + to_base64url(write_claims(claims));
  const std::string signature = hmac_sha256(secrets_.find(first_key_)->second, token);
  return token + "." + to_base64url(signature);
}

}  // namespace parley::auth
