#include "parley/auth/access_tokens.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

#include "parley/protocol/limits.h"
#include "token_forge.h"

namespace parley::auth {
namespace {

constexpr std::int64_t now = 1'800'000'000;
const std::string secret = "0123456789abcdef0123456789abcdef";
const std::string old_secret = "fedcba9876543210fedcba9876543210";
const std::string right_header = R"({"alg":"HS256","cty":"twilio-fpa;v=1","typ":"JWT"})";

// The text with `what` replaced by `with`.
std::string changed(std::string text, std::string_view what, std::string_view with) {
  const std::size_t at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return text.replace(at, what.size(), with);
}

class Tokens : public testing::Test {
 protected:
  [[nodiscard]] std::string claims() const {
    return R"({"jti":"SKnew-1","iss":"SKnew","sub":"AC1","exp":1800003600,)"
           R"("grants":{"identity":"Ann","video":{"room":"standup"}}})";
  }
  // The right claims but for one thing.
  [[nodiscard]] std::string with(std::string_view what, std::string_view instead) const {
    return forge(right_header, changed(claims(), what, instead), secret);
  }
  // "Ann", or the id and the code of the error.
  [[nodiscard]] std::string verdict(std::string_view token,
                                    std::string_view room = "standup") const {
    const auto access = tokens.verify(token, room);
    if (access) return access.value().identity;
    const protocol::Error& error = access.error();
    EXPECT_EQ(error, protocol::vendor_error(error.id));
    return std::to_string(vendor_code(error.id)) + " " + error.message;
  }

  AccessTokens tokens{{{"SKnew", secret}, {"SKold", old_secret}}, "AC1", [] { return now; }};
  static constexpr const char* invalid = "20101 Invalid Access Token";
  static constexpr const char* bad_header = "20102 Invalid Access Token header";
  static constexpr const char* bad_issuer = "20103 Invalid Access Token issuer/subject";
  static constexpr const char* expired = "20104 Access Token expired or expiration date invalid";
  static constexpr const char* too_early = "20105 Access Token not yet valid";
  static constexpr const char* bad_grants = "20106 Invalid Access Token grants";
  static constexpr const char* bad_signature = "20107 Invalid Access Token signature";
  static constexpr const char* no_room = "53106 Room not found";
};

TEST_F(Tokens, LetInWhomTheyName) {
  EXPECT_EQ(verdict(forge(right_header, claims(), secret)), "Ann");
}

// Made with Python's hmac and base64, not with anything of ours.
TEST_F(Tokens, OfAnotherMakerAreRead) {
  EXPECT_EQ(
      verdict("eyJ0eXAiOiAiSldUIiwgImFsZyI6ICJIUzI1NiIsICJjdHkiOiAidHdpbGlvLWZwYTt2PTEifQ.eyJqd"
              "GkiOiAiU0tuZXctMTc5OTk5MDAwMCIsICJpc3MiOiAiU0tuZXciLCAic3ViIjogIkFDMSIsICJleHAiO"
              "iAxODAwMDAzNjAwLCAiZ3JhbnRzIjogeyJpZGVudGl0eSI6ICJBbm4iLCAidmlkZW8iOiB7InJvb20iO"
              "iAic3RhbmR1cCJ9fX0.ngz7EsWsyIZGs4HVf7jQhBRFOY3CJvpalmyJQrg7ilo"),
      "Ann");
}

// Whoever made the token may have written the names in another way than the page's address does.
TEST_F(Tokens, NameRoomAndPersonInAnySpelling) {
  EXPECT_EQ(verdict(with("standup", R"( Cafe\u0301 )"), "Caf\u00E9"), "Ann");
  EXPECT_EQ(verdict(with("standup", "Standup")), no_room);
  EXPECT_EQ(verdict(with("Ann", R"( Ann\u202E\u00A0 Rene\u0301)")), "Ann Ren\u00E9");
  EXPECT_EQ(verdict(with("Ann", R"(\u200B\u3164)")), bad_grants);
}

// As back ends make them that use a number for a name; Python's uuid4().int has 128 bits.
TEST_F(Tokens, NameRoomAndPersonByNumbers) {
  const std::string digits = "275933186043258193479128416493281470317";
  EXPECT_EQ(verdict(with(R"("Ann")", digits)), digits);
  EXPECT_EQ(verdict(with(R"("Ann")", "18446744073709551615")), "18446744073709551615");
  EXPECT_EQ(verdict(with(R"("Ann")", "-7")), "-7");
  EXPECT_EQ(verdict(with(R"("standup")", digits), digits), "Ann");
  EXPECT_EQ(verdict(with(R"("standup")", digits), "standup"), no_room);
  EXPECT_EQ(verdict(with(R"("Ann")", "[7]")), bad_grants);
  EXPECT_EQ(verdict(with(R"("standup")", "[7]"), "7"), bad_grants);
}

TEST_F(Tokens, ForNullAreForEveryRoom) {
  EXPECT_EQ(verdict(with(R"("standup")", "null"), "any room"), "Ann");
}

TEST_F(Tokens, SayWhoIsHost) {
  const auto host = [this](std::string_view parley) {
    const std::string grants = R"("room":"standup"},)" + std::string(parley);
    const auto access = tokens.verify(with(R"("room":"standup"})", grants), "standup");
    return access ? access.value().host : std::nullopt;
  };
  EXPECT_EQ(tokens.verify(forge(right_header, claims(), secret), "standup").value().host,
            std::nullopt);
  EXPECT_EQ(host(R"("parley":{"host":true})"), true);
  EXPECT_EQ(host(R"("parley":{"host":false})"), false);
  EXPECT_EQ(host(R"("parley":{})"), std::nullopt);
  for (const char* wrong : {R"("parley":true)", R"("parley":{"host":"yes"})"}) {
    EXPECT_EQ(verdict(with(R"("room":"standup"})", R"("room":"standup"},)" + std::string(wrong))),
              bad_grants);
  }
}

TEST_F(Tokens, OfOurOwnAreRight) {
  using namespace std::chrono_literals;
  EXPECT_EQ(verdict(tokens.make("Bén \U0001F4BC", "standup", 1h)), "Bén \U0001F4BC");
  EXPECT_EQ(verdict(tokens.make("Ben", std::nullopt, 1h), "any room"), "Ben");
  EXPECT_EQ(verdict(tokens.make("Ben", "standup", 1h), "other"), no_room);
  EXPECT_EQ(verdict(tokens.make("Ben", "standup", -1min)), expired);
  EXPECT_NE(tokens.make("Ben", "standup", 1h), tokens.make("Ben", "standup", 1h));
}

TEST_F(Tokens, OfEveryKeyAreRightAndNewOnesAreOfTheFirst) {
  EXPECT_EQ(
      verdict(forge(right_header, changed(claims(), R"("SKnew",)", R"("SKold",)"), old_secret)),
      "Ann");
  const AccessTokens later({{"SKnew", secret}}, "AC1", [] { return now; });
  EXPECT_TRUE(later.verify(tokens.make("Ann", std::nullopt, std::chrono::hours(1)), "x").ok());
}

TEST_F(Tokens, ThatAreNoneAreInvalid) {
  const std::string right = forge(right_header, claims(), secret);
  for (const std::string& token :
       {std::string(), std::string("."), std::string(".."), std::string("..."), std::string("x"),
        right + ".", right + ".x", "." + right, right.substr(0, right.rfind('.')), right + "=",
        right + " ", " " + right, right + "\n", changed(right, ".", ".*"),
        changed(right, ".", "..")}) {
    EXPECT_EQ(verdict(token), invalid) << token;
  }
  EXPECT_EQ(verdict(std::string(right.size(), '\0')), invalid);
}

TEST_F(Tokens, OfOtherThanJsonObjectsAreInvalid) {
  for (const std::string& json :
       {std::string(), std::string("{"), std::string("[]"), std::string("null"), std::string("7"),
        std::string("\"x\""), std::string("{}{}"), std::string("{}\0x", 4),
        std::string("{\"iss\":\"\xff\"}"), std::string(1500, '['),
        std::string("{\"exp\":1e999}")}) {
    EXPECT_EQ(verdict(forge(json, claims(), secret)), invalid) << json;
    EXPECT_EQ(verdict(forge(right_header, json, secret)), invalid) << json;
  }
}

TEST_F(Tokens, OfMoreThan4KibAreInvalid) {
  const auto padded = [this](std::size_t bytes) {
    return forge(right_header,
                 changed(claims(), "{", R"({"x":")" + std::string(bytes, 'x') + "\","), secret);
  };
  EXPECT_EQ(verdict(padded(2700)), "Ann");
  ASSERT_GT(padded(3000).size(), protocol::limits::token_bytes);
  EXPECT_EQ(verdict(padded(3000)), invalid);
}

TEST_F(Tokens, OfAnotherAlgorithmAreRefused) {
  for (const char* algorithm :
       {R"("none")", R"("None")", R"("hs256")", R"("HS384")", R"("HS512")", R"("RS256")",
        R"("ES256")", R"("")", "null", "256", "[\"HS256\"]"}) {
    const std::string header = changed(right_header, R"("HS256")", algorithm);
    EXPECT_EQ(verdict(forge(header, claims(), secret)), bad_header) << algorithm;
    const std::string unsigned_token = base64url(header) + "." + base64url(claims()) + ".";
    EXPECT_EQ(verdict(unsigned_token), bad_header) << algorithm;
  }
}

TEST_F(Tokens, OfAnotherTypeAreRefused) {
  EXPECT_EQ(verdict(forge("{}", claims(), secret)), bad_header);
  EXPECT_EQ(verdict(forge(changed(right_header, "JWT", "JWE"), claims(), secret)), bad_header);
  EXPECT_EQ(verdict(forge(changed(right_header, "v=1", "v=2"), claims(), secret)), bad_header);
  EXPECT_EQ(verdict(forge(R"({"alg":"HS256","typ":"JWT"})", claims(), secret)), bad_header);
}

TEST_F(Tokens, ThatAskForWhatWeDoNotUnderstandAreRefused) {
  EXPECT_EQ(verdict(forge(changed(right_header, "{", R"({"crit":["b64"],"b64":false,)"), claims(),
                          secret)),
            bad_header);
}

// RFC 8725 section 3.10: whoever can choose the key can sign anything.
TEST_F(Tokens, DoNotChooseTheirKey) {
  const std::string chosen(32, 'k');
  for (const char* header :
       {R"({"kid":"SKold",)", R"({"jku":"https://evil.example/keys",)",
        R"({"x5u":"https://evil.example/cert",)", R"({"x5c":["x"],)",
        R"({"jwk":{"kty":"oct","k":"a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s"},)",
        R"({"kid":"../../dev/null",)", R"({"iss":"SKold",)"}) {
    const std::string full = changed(right_header, "{", header);
    EXPECT_EQ(verdict(forge(full, claims(), secret)), "Ann") << header;
    EXPECT_EQ(verdict(forge(full, claims(), chosen)), bad_signature) << header;
    EXPECT_EQ(verdict(forge(full, claims(), old_secret)), bad_signature) << header;
  }
}

TEST_F(Tokens, OfAnUnknownKeyAreRefused) {
  for (const char* issuer : {R"("SKother")", R"("sknew")", R"("SKnew ")", R"("SKnew\u0000")",
                             R"("")", "null", "7", R"(["SKnew"])"}) {
    EXPECT_EQ(verdict(with(R"("SKnew",)", std::string(issuer) + ",")), bad_issuer) << issuer;
  }
  EXPECT_EQ(verdict(forge(right_header, "{}", secret)), bad_issuer);
}

TEST_F(Tokens, OfAnotherAccountAreRefused) {
  for (const char* account : {R"("AC2")", R"("")", "null", "1"}) {
    EXPECT_EQ(verdict(with(R"("AC1")", account)), bad_issuer) << account;
  }
  const AccessTokens any_account({{"SKnew", secret}}, "", [] { return now; });
  EXPECT_TRUE(any_account.verify(with(R"("AC1")", R"("AC2")"), "standup").ok());
}

TEST_F(Tokens, WithAnotherSignatureAreRefused) {
  const std::string right = forge(right_header, claims(), secret);
  const std::string text = right.substr(0, right.rfind('.') + 1);
  EXPECT_EQ(verdict(text), bad_signature);
  EXPECT_EQ(verdict(text + base64url(std::string(32, '\0'))), bad_signature);
  EXPECT_EQ(verdict(text + base64url(std::string(31, 'x'))), bad_signature);
  EXPECT_EQ(verdict(text + base64url(hmac_bytes(secret, text))), bad_signature);
  // The same bytes, in another case, and those of another text.
  EXPECT_EQ(verdict(forge(right_header, claims(), old_secret)), bad_signature);
  const std::string other = with("Ann", "Bob");
  EXPECT_EQ(verdict(text + other.substr(other.rfind('.') + 1)), bad_signature);
  EXPECT_EQ(verdict(changed(right, right.substr(right.size() - 43, 1), "_")).substr(0, 2), "20");
}

// Bits that stand for nothing (RFC 4648 section 3.5): else one token had several texts.
TEST_F(Tokens, HaveOneText) {
  std::string token = forge(right_header, claims(), secret);
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  token.back() = digits[digits.find(token.back()) + 1];
  EXPECT_EQ(verdict(token), invalid);
}

TEST_F(Tokens, ExpireHalfAMinuteLate) {
  EXPECT_EQ(verdict(with("1800003600", "1799999971")), "Ann");
  EXPECT_EQ(verdict(with("1800003600", "1799999970")), expired);
  EXPECT_EQ(verdict(with("1800003600", "0")), expired);
  EXPECT_EQ(verdict(with("1800003600", "1800000000.5")), "Ann");
}

TEST_F(Tokens, MustExpire) {
  for (const char* time : {R"("1800003600")", "null", "true", "-1", "1e300", "18446744073709551615",
                           "[1800003600]", "-1e300"}) {
    EXPECT_EQ(verdict(with("1800003600", time)), expired) << time;
  }
  EXPECT_EQ(verdict(with(R"("exp":1800003600,)", "")), expired);
}

TEST_F(Tokens, MayBeginLater) {
  EXPECT_EQ(verdict(with(R"("exp")", R"("nbf":1800000030,"exp")")), "Ann");
  EXPECT_EQ(verdict(with(R"("exp")", R"("nbf":1800000031,"exp")")), too_early);
  for (const char* time : {R"("0")", "null", "-1", "1e300", "{}"}) {
    EXPECT_EQ(verdict(with(R"("exp")", R"("nbf":)" + std::string(time) + R"(,"exp")")), too_early)
        << time;
  }
  // Nothing follows from when it was made.
  EXPECT_EQ(verdict(with(R"("exp")", R"("iat":1900000000,"exp")")), "Ann");
}

TEST_F(Tokens, MustGrantANameAndVideo) {
  for (const char* grants :
       {"null", "[]", "\"video\"", "{}", R"({"identity":"Ann"})", R"({"video":{}})",
        R"({"identity":"Ann","video":null})", R"({"identity":"Ann","video":"standup"})",
        R"({"identity":"Ann","chat":{}})", R"({"identity":"","video":{}})",
        R"({"identity":[7],"video":{}})", R"({"identity":"A\nn","video":{}})",
        R"({"identity":"Ann","video":{"room":true}})", R"({"identity":"Ann","video":{"room":{}}})",
        R"({"identity":"Ann","video":{"room":["standup"]}})"}) {
    EXPECT_EQ(verdict(with(R"({"identity":"Ann","video":{"room":"standup"}})", grants)), bad_grants)
        << grants;
  }
  EXPECT_EQ(verdict(with(R"(,"grants":{"identity":"Ann","video":{"room":"standup"}})", "")),
            bad_grants);
  EXPECT_EQ(verdict(with("Ann", std::string(256, 'a'))), std::string(256, 'a'));
  EXPECT_EQ(verdict(with("Ann", std::string(257, 'a'))), bad_grants);
}

TEST_F(Tokens, AreForExactlyOneRoomOrForAll) {
  const std::string right = forge(right_header, claims(), secret);
  for (const char* room : {"Standup", "standup ", "standu", "standup2", "", "*"}) {
    EXPECT_EQ(verdict(right, room), no_room) << room;
  }
  const std::string any = with(R"("room":"standup")", "");
  EXPECT_EQ(verdict(any, "standup"), "Ann");
  EXPECT_EQ(verdict(any, "other"), "Ann");
  EXPECT_EQ(verdict(with(R"("room":"standup")", R"("room":"")")), no_room);
  EXPECT_EQ(verdict(with(R"("room":"standup")", R"("room":"*")")), no_room);
}

TEST(AccessTokens, NeedKeysOfDifferentIds) {
  EXPECT_THROW(AccessTokens({}), std::invalid_argument);
  EXPECT_THROW(AccessTokens({{"SK1", secret}, {"SK1", old_secret}}), std::invalid_argument);
  EXPECT_THROW(AccessTokens(std::vector<ApiKey>(most_api_keys + 1)), std::invalid_argument);
}

}  // namespace
}  // namespace parley::auth
