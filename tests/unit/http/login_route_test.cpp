#include "parley/http/login_route.h"

#include <gtest/gtest.h>

#include <string>

#include "parley/limits/limits.h"

namespace parley::http {
namespace {

std::string field(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.fields) {
    if (key == name) return value;
  }
  return "(none)";
}

class LoginRouteTest : public testing::Test {
 protected:
  static Request post(std::string_view body) {
    Request request;
    request.method = "POST";
    request.path = "/login";
    request.body = body;
    return request;
  }

  // A handler that knows only Ann.
  const LoginRoute route{[](std::string_view body) {
                           return body == "Ann" ? base::LoginAnswer{200, R"({"token":"t"})"}
                                                : base::LoginAnswer{401, "Who?"};
                         },
                         {{"https://pages.example.org"}, {"https://meet.example.org"}, false}};
};

TEST_F(LoginRouteTest, PassesTheDesksAnswerOn) {
  const Response response = route.handle(post("Ann"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body(), R"({"token":"t"})");
  EXPECT_EQ(field(response, "Content-Type"), "application/json");
  EXPECT_EQ(field(response, "Cache-Control"), "no-store");
  const Response refusal = route.handle(post("Ben"));
  EXPECT_EQ(refusal.status, 401);
  EXPECT_EQ(refusal.body(), "Who?\n");
  EXPECT_EQ(field(refusal, "Cache-Control"), "no-store");
}

TEST_F(LoginRouteTest, TakesJsonUnderTheNamesThatPagesGiveIt) {
  Request request = post("Ann");
  for (const char* type :
       {"application/json", "Application/JSON; charset=utf-8", "text/plain;charset=UTF-8", ""}) {
    request.content_type = type;
    EXPECT_EQ(route.handle(request).status, 200) << type;
  }
  for (const char* type : {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                           "text/html", "application/jsonx"}) {
    request.content_type = type;
    EXPECT_EQ(route.handle(request).status, 415) << type;
  }
}

TEST_F(LoginRouteTest, TakesNoLongBody) {
  Request request = post("Ben");
  request.content_length = std::to_string(limits::body_bytes);
  EXPECT_EQ(route.handle(request).status, 401);
  request.content_length = std::to_string(limits::body_bytes + 1);
  EXPECT_EQ(route.handle(request).status, 413);
}

TEST_F(LoginRouteTest, TakesNoBodyOfUnknownLength) {
  Request request = post("Ann");
  request.has_transfer_encoding = true;
  EXPECT_EQ(route.handle(request).status, 411);
}

TEST_F(LoginRouteTest, AllowsOtherMethodsNot) {
  Request request = post("Ann");
  for (const char* method : {"GET", "HEAD", "PUT", "DELETE", "TRACE"}) {
    request.method = method;
    const Response response = route.handle(request);
    EXPECT_EQ(response.status, 405) << method;
    EXPECT_EQ(field(response, "Allow"), "POST, OPTIONS");
  }
}

TEST_F(LoginRouteTest, AnswersPagesOfAllowedOriginsOnly) {
  Request request = post("Ann");
  request.origin = {"https://pages.example.org", "meet.example.org", ""};
  EXPECT_EQ(route.handle(request).status, 200);
  EXPECT_EQ(field(route.handle(request), "Access-Control-Allow-Origin"),
            "https://pages.example.org");
  EXPECT_EQ(field(route.handle(request), "Vary"), "Origin");
  request.origin.origin = "https://meet.example.org";
  EXPECT_EQ(route.handle(request).status, 200);
  for (const char* origin :
       {"https://evil.example", "null", "https://pages.example.org.evil.example"}) {
    request.origin = {origin, "evil.example", ""};
    const Response response = route.handle(request);
    EXPECT_EQ(response.status, 403) << origin;
    EXPECT_EQ(field(response, "Access-Control-Allow-Origin"), "(none)");
  }
}

TEST_F(LoginRouteTest, AnswersThePreflightOfAllowedOriginsOnly) {
  Request request = post("");
  request.method = "OPTIONS";
  request.origin = {"https://pages.example.org", "meet.example.org", ""};
  const Response response = route.handle(request);
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(field(response, "Access-Control-Allow-Origin"), "https://pages.example.org");
  EXPECT_EQ(field(response, "Access-Control-Allow-Methods"), "POST");
  EXPECT_EQ(field(response, "Access-Control-Allow-Headers"), "Content-Type");
  EXPECT_EQ(serialize(response, true, "").find("Content-Length"), std::string::npos);
  request.origin.origin = "https://evil.example";
  EXPECT_EQ(route.handle(request).status, 403);
}

TEST_F(LoginRouteTest, IsClosedWithoutADesk) {
  const Response response = LoginRoute().handle(post("Ann"));
  EXPECT_EQ(response.status, 403);
  EXPECT_NE(response.body().find("--login"), std::string_view::npos);
}

TEST_F(LoginRouteTest, TurnsWhoKeepsFailingAway) {
  Request request = post("Ben");
  request.client = limits::parse_ip_address("192.0.2.1").value_or(limits::IpAddress{});
  for (std::uint32_t count = 0; count < limits::failures_per_minute; ++count) {
    EXPECT_EQ(route.handle(request).status, 401);
  }
  EXPECT_EQ(route.handle(request).status, 429);
  EXPECT_EQ(field(route.handle(request), "Retry-After"), "60");
  request.body = "Ann";
  EXPECT_EQ(route.handle(request).status, 429);
  request.client = limits::parse_ip_address("192.0.2.2").value_or(limits::IpAddress{});
  EXPECT_EQ(route.handle(request).status, 200);
}

}  // namespace
}  // namespace parley::http
