#include "parley/auth/login.h"

#include <gtest/gtest.h>

#include <string>

namespace parley::auth {
namespace {

class LoginTest : public testing::Test {
 protected:
  // Whom the token that comes back lets into that room, or the status.
  [[nodiscard]] std::string entry(const Login& to, const std::string& body,
                                  const std::string& room) const {
    const base::LoginAnswer answer = to.answer(body);
    if (answer.status != 200) return std::to_string(answer.status);
    constexpr std::string_view before = R"({"token":")";
    EXPECT_TRUE(answer.body.starts_with(before)) << answer.body;
    const std::string token =
        answer.body.substr(before.size(), answer.body.size() - before.size() - 2);
    const auto access = tokens.verify(token, room);
    return access ? access.value().identity : std::string(to_string(access.error().id));
  }

  AccessTokens tokens{
      {{"SK1", std::string(32, 's')}}, "", [] { return std::int64_t{1'800'000'000}; }};
  Login login{tokens, "My Room", std::chrono::hours(1)};
};

TEST_F(LoginTest, GivesATokenForAName) {
  EXPECT_EQ(entry(login, R"({"username":"Ann","room":"standup"})", "standup"), "Ann");
  EXPECT_EQ(entry(login, R"({"username":"Ann","room":"standup"})", "other"), "room-not-found");
  EXPECT_EQ(entry(login, R"({"username":"\"Änn\" 💼","room":"a/b","more":[1]})", "a/b"),
            "\"Änn\" 💼");
}

TEST_F(LoginTest, HasARoomForThoseWhoNameNone) {
  for (const char* body : {R"({"username":"Ann"})", R"({"username":"Ann","room":null})"}) {
    EXPECT_EQ(entry(login, body, "My Room"), "Ann");
    EXPECT_EQ(entry(login, body, "standup"), "room-not-found");
  }
  const Login open(tokens, "", std::chrono::hours(1));
  EXPECT_EQ(entry(open, R"({"username":"Ann"})", "standup"), "Ann");
}

TEST_F(LoginTest, LetsNobodyInWithoutAName) {
  for (const char* body : {"{}", R"({"username":""})", R"({"username":null})", R"({"room":"x"})"}) {
    EXPECT_EQ(entry(login, body, ""), "401") << body;
  }
}

TEST_F(LoginTest, WritesNamesAsTheServerDoes) {
  EXPECT_EQ(entry(login, R"({"username":" Rene\u0301 ","room":"cafe\u0301 "})", "caf\u00E9"),
            "Ren\u00E9");
  EXPECT_EQ(entry(login, R"({"username":"\u200B"})", ""), "401");
  EXPECT_EQ(entry(login, R"({"username":"Ann","room":"\u200B"})", ""), "400");
}

TEST_F(LoginTest, RefusesWhatItDoesNotUnderstand) {
  const std::string long_name(257, 'a');
  for (const std::string& body :
       {std::string(), std::string("Ann"), std::string("[]"), std::string("{"),
        std::string("username=Ann"), std::string(R"({"username":7})"),
        std::string("{\"username\":\"\xff\"}"), std::string(R"({"username":"A\u0000"})"),
        R"({"username":")" + long_name + "\"}", std::string(R"({"username":"Ann","room":""})"),
        std::string(R"({"username":"Ann","room":7})"),
        std::string(R"({"username":"Ann","room":".."})"),
        R"({"username":"Ann","room":")" + long_name + "\"}"}) {
    EXPECT_EQ(entry(login, body, ""), "400") << body;
  }
}

}  // namespace
}  // namespace parley::auth
