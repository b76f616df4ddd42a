#include "claims.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace parley::auth {
namespace {

using Json = nlohmann::json;

// The texts are short, so their nesting needs no limit of its own.
std::optional<Json> parse_object(std::string_view text) {
  // The library takes a NUL for the end of its input.
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  Json object = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!object.is_object()) return std::nullopt;
  return object;
}

// The texts of the numbers that stand where a name may. Such a number may have more digits than any
// of C++ holds.
class NumbersAsNames : public nlohmann::json_sax<Json> {
 public:
  [[nodiscard]] const std::optional<std::string>& identity() const { return identity_; }
  [[nodiscard]] const std::optional<std::string>& room() const { return room_; }

  bool number_integer(Json::number_integer_t value) override { return note(std::to_string(value)); }
  bool number_unsigned(Json::number_unsigned_t value) override {
    return note(std::to_string(value));
  }
  bool number_float(Json::number_float_t /*value*/, const std::string& text) override {
    return note(text);
  }
  bool start_object(std::size_t /*elements*/) override { return enter(); }
  bool key(std::string& name) override {
    path_.back() = name;
    return true;
  }
  bool end_object() override { return leave(); }
  bool start_array(std::size_t /*elements*/) override { return enter(); }
  bool end_array() override { return leave(); }
  bool null() override { return true; }
  bool boolean(bool /*value*/) override { return true; }
  bool string(std::string& /*value*/) override { return true; }
  bool binary(Json::binary_t& /*value*/) override { return true; }
  bool parse_error(std::size_t /*position*/, const std::string& /*last_token*/,
                   const Json::exception& /*error*/) override {
    return false;
  }

 private:
  using Path = std::vector<std::string>;

  bool note(const std::string& text) {
    if (path_ == Path{"grants", "identity"}) identity_ = text;
    if (path_ == Path{"grants", "video", "room"}) room_ = text;
    return true;
  }
  bool enter() {
    path_.emplace_back();
    return true;
  }
  bool leave() {
    path_.pop_back();
    return true;
  }

  Path path_;
  std::optional<std::string> identity_;
  std::optional<std::string> room_;
};

const Json* find(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::string string_or_empty(const Json& object, const char* name) {
  const Json* value = find(object, name);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

// RFC 7519 section 2, NumericDate: seconds since 1970, and fractions of one are allowed.
std::optional<std::int64_t> time_of(const Json& value) {
  constexpr double latest = 9007199254740992;  // 2^53
  if (!value.is_number()) return std::nullopt;
  const auto seconds = value.get<double>();
  if (!(seconds >= 0 && seconds <= latest)) return std::nullopt;
  return static_cast<std::int64_t>(seconds);
}

// The name, which may be written as a number. Nothing if it is neither a string nor a number.
std::optional<std::string> name_in(const Json& value, const std::optional<std::string>& number) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_number() ? number : std::nullopt;
}

std::optional<Grants> read_grants(const Json& claims, const NumbersAsNames& numbers) {
  const Json* grants = find(claims, "grants");
  if (grants == nullptr || !grants->is_object()) return std::nullopt;
  const Json* video = find(*grants, "video");
  if (video == nullptr || !video->is_object()) return std::nullopt;
  Grants read;
  if (const Json* identity = find(*grants, "identity")) {
    read.identity = name_in(*identity, numbers.identity()).value_or("");
  }
  const Json* room = find(*video, "room");
  if (room != nullptr && !room->is_null()) {
    read.room = name_in(*room, numbers.room());
    if (!read.room) return std::nullopt;
  }
  if (const Json* parley = find(*grants, "parley")) {
    if (!parley->is_object()) return std::nullopt;
    if (const Json* host = find(*parley, "host")) {
      if (!host->is_boolean()) return std::nullopt;
      read.host = host->get<bool>();
    }
  }
  return read;
}

}  // namespace

std::optional<TokenHeader> read_header(std::string_view json) {
  const auto object = parse_object(json);
  if (!object) return std::nullopt;
  return TokenHeader{string_or_empty(*object, "alg"), string_or_empty(*object, "typ"),
                     string_or_empty(*object, "cty"), object->contains("crit")};
}

std::optional<Claims> read_claims(std::string_view json) {
  const auto object = parse_object(json);
  if (!object) return std::nullopt;
  Claims claims;
  claims.issuer = string_or_empty(*object, "iss");
  claims.subject = string_or_empty(*object, "sub");
  if (const Json* expires = find(*object, "exp")) claims.expires = time_of(*expires);
  if (const Json* not_before = find(*object, "nbf")) claims.not_before = time_of(*not_before);
  NumbersAsNames numbers;
  if (!Json::sax_parse(json.begin(), json.end(), &numbers)) return std::nullopt;
  claims.grants = read_grants(*object, numbers);
  return claims;
}

std::optional<LoginRequest> read_login(std::string_view json) {
  const auto object = parse_object(json);
  if (!object) return std::nullopt;
  LoginRequest request;
  const Json* username = find(*object, "username");
  if (username != nullptr && !username->is_null()) {
    if (!username->is_string()) return std::nullopt;
    request.username = username->get<std::string>();
  }
  const Json* room = find(*object, "room");
  if (room != nullptr && !room->is_null()) {
    if (!room->is_string()) return std::nullopt;
    request.room = room->get<std::string>();
  }
  return request;
}

std::string write_header() {
  return Json{{"alg", "HS256"}, {"cty", "twilio-fpa;v=1"}, {"typ", "JWT"}}.dump();
}

std::string write_claims(const NewClaims& claims) {
  Json video = Json::object();
  if (claims.grants.room) video["room"] = *claims.grants.room;
  return Json{{"jti", claims.id},
              {"iss", claims.issuer},
              {"sub", claims.subject},
              {"iat", claims.issued},
              {"exp", claims.expires},
              {"grants", {{"identity", claims.grants.identity}, {"video", std::move(video)}}}}
      .dump();
}

std::string write_login_answer(const std::string& token) {
  return Json{{"token", token}}.dump();
}

}  // namespace parley::auth
