// Requests and answers as values; tests/server/rest.test.mjs has the whole server answer the
// vendor's library.
#include "parley/rest/api.h"

#include <gtest/gtest.h>

#include <string>

namespace parley::rest {
namespace {

using hub::CommandResult;

class ApiTest : public testing::Test {
 protected:
  ApiTest() {
    ApiSettings settings;
    settings.account_sid = "AC1";
    settings.knows = [](std::string_view said) { return said == "right"; };
    settings.why_not_called = [](const std::string& url) -> std::optional<std::string> {
      if (url.starts_with("https://hooks.example.org/")) return std::nullopt;
      return "Not there.";
    };
    settings.origins.own = {"https://meet.example.org"};
    api.emplace(directory, settings);
  }

  http::Response ask(std::string_view method, std::string_view path, std::string body = "") {
    form = std::move(body);
    length = std::to_string(form.size());
    http::Request request;
    request.method = method;
    request.path = path.substr(0, path.find('?'));
    request.query = path.substr(request.path.size());
    request.authorization = authorization;
    request.origin.host = host;
    request.origin.origin = page;
    if (method == "POST") {
      request.content_type = "application/x-www-form-urlencoded; charset=utf-8";
      request.content_length = length;
      request.body = form;
    }
    return api->handle(
        request, [this](const hub::Command& command) { return carry_out(command); },
        [this](const std::string& name) { return name == elsewhere ? owner : std::string(); });
  }

  // As hubs do.
  CommandResult carry_out(const hub::Command& command) {
    last_command = command;
    if (result != CommandResult::Done) return result;
    if (const auto* create = std::get_if<hub::CreateRoom>(&command)) {
      directory.room_opened(create->sid, create->name);
    } else if (const auto* end = std::get_if<hub::EndRoom>(&command)) {
      directory.room_ended(end->sid);
    }
    return result;
  }

  Directory directory{"AC1"};
  std::optional<Api> api;
  std::string form;
  std::string length;
  std::string authorization = "right";
  std::string host = "localhost:8080";
  std::string page;
  CommandResult result = CommandResult::Done;
  std::optional<hub::Command> last_command;
  std::string elsewhere;  ///< a room that another server has: `owner`
  std::string owner = "10.0.0.12:7000";
};

TEST_F(ApiTest, ARoomIsCreatedAsAskedFor) {
  const auto response =
      ask("POST", "/v1/Rooms",
          "UniqueName=standup&MaxParticipants=3&EmptyRoomTimeout=2&UnusedRoomTimeout=3"
          "&MaxParticipantDuration=600&StatusCallback=https%3A%2F%2Fhooks.example.org%2Fa");
  EXPECT_EQ(response.status, 201) << response.text;
  const auto& create = std::get<hub::CreateRoom>(*last_command);
  EXPECT_EQ(create.name, "standup");
  EXPECT_EQ(create.settings.participants, 3U);
  EXPECT_EQ(create.settings.stay, std::chrono::minutes(10));
  EXPECT_EQ(create.settings.empty_timeout, std::chrono::minutes(2));
  EXPECT_EQ(create.settings.unused_timeout, std::chrono::minutes(3));
  EXPECT_NE(response.text.find(R"("status_callback":"https://hooks.example.org/a")"),
            std::string::npos);
  EXPECT_NE(response.text.find("\"url\":\"http://localhost:8080/v1/Rooms/" + create.sid + "\""),
            std::string::npos);
}

TEST_F(ApiTest, UrlsAreThoseByWhichTheServerIsKnown) {
  host = "meet.example.org";
  EXPECT_NE(ask("POST", "/v1/Rooms").text.find(R"("url":"https://meet.example.org/v1/Rooms/RM)"),
            std::string::npos);
}

TEST_F(ApiTest, WhatTheHubCannotDoIsTold) {
  for (const auto& [what, status, code] : {std::tuple{CommandResult::RoomExists, 400, "53113"},
                                           std::tuple{CommandResult::TooManyRooms, 503, "53103"},
                                           std::tuple{CommandResult::Unavailable, 503, "20503"}}) {
    result = what;
    const auto response = ask("POST", "/v1/Rooms", "UniqueName=standup");
    EXPECT_EQ(response.status, status);
    EXPECT_TRUE(response.text.starts_with("{\"code\":" + std::string(code) + ",\"message\":"))
        << response.text;
  }
  directory.room_opened("RM1", "standup");
  result = CommandResult::NotFound;  // it has just ended by itself
  EXPECT_EQ(ask("POST", "/v1/Rooms/RM1", "Status=completed").status, 400);
  result = CommandResult::Unavailable;
  EXPECT_EQ(ask("POST", "/v1/Rooms/RM1", "Status=completed").status, 503);
}

TEST_F(ApiTest, WhoHasTheRoomOfAnotherServerIsTold) {
  elsewhere = "standup";
  for (const auto& [method, path] :
       {std::pair{"GET", "/v1/Rooms/%20standup"}, std::pair{"POST", "/v1/Rooms/standup"},
        std::pair{"POST", "/v1/Rooms/standup/Participants/Ann"}}) {
    const auto response = ask(method, path, "Status=completed");
    EXPECT_EQ(response.status, 421) << path;
    EXPECT_NE(response.text.find("--node-address is 10.0.0.12:7000."), std::string::npos)
        << response.text;
  }
  EXPECT_EQ(ask("GET", "/v1/Rooms/other").status, 404);
  result = CommandResult::Unavailable;
  const auto created = ask("POST", "/v1/Rooms", "UniqueName=standup");
  EXPECT_EQ(created.status, 400);
  EXPECT_TRUE(created.text.starts_with(R"({"code":53113,"message":"Room exists: )"))
      << created.text;
  EXPECT_EQ(ask("POST", "/v1/Rooms", "UniqueName=other").status, 503);
}

TEST_F(ApiTest, NamesAreFoundHoweverTheyAreWritten) {
  directory.room_opened("RM1", "Caf\xC3\xA9");
  EXPECT_EQ(ask("GET", "/v1/Rooms/Cafe%CC%81").status, 200);
  EXPECT_EQ(ask("GET", "/v1/Rooms/%20Caf%C3%A9").status, 200);
  EXPECT_NE(ask("GET", "/v1/Rooms?UniqueName=Cafe%CC%81").text.find("RM1"), std::string::npos);
  EXPECT_EQ(ask("GET", "/v1/Rooms/..").status, 404);
  EXPECT_EQ(ask("GET", "/v1/Rooms/").status, 404);
}

TEST_F(ApiTest, WhoHasNoKeyLearnsNothing) {
  directory.room_opened("RM1", "standup");
  authorization = "wrong";
  for (const char* path : {"/v1/Rooms", "/v1/Rooms/RM1", "/v1/Rooms/RM2", "/v1/x"}) {
    EXPECT_EQ(ask("GET", path).status, 401) << path;
  }
  EXPECT_EQ(ask("POST", "/v1/Rooms").status, 401);
  EXPECT_FALSE(last_command.has_value());
}

TEST_F(ApiTest, AfterTooManyFailuresNobodyOfThatAddressIsHeard) {
  authorization = "wrong";
  for (std::size_t i = 0; i < limits::failures_per_minute; ++i) ask("GET", "/v1/Rooms");
  authorization = "right";
  EXPECT_EQ(ask("GET", "/v1/Rooms").status, 429);
}

TEST_F(ApiTest, WhoIsRightMayAskAsOftenAsItLikes) {
  for (std::size_t i = 0; i < 10 * limits::failures_per_minute; ++i) {
    ASSERT_EQ(ask("GET", "/v1/Rooms").status, 200);
  }
}

TEST_F(ApiTest, PagesOfOtherOriginsAreRefused) {
  page = "https://elsewhere.example";
  EXPECT_EQ(ask("GET", "/v1/Rooms").status, 403);
  page = "https://meet.example.org";
  EXPECT_EQ(ask("GET", "/v1/Rooms").status, 200);
}

TEST_F(ApiTest, PagesOfAListKeepItsFilters) {
  for (int i = 0; i < 3; ++i) directory.room_opened("RM" + std::to_string(i), "standup");
  const auto response = ask("GET", "/v1/Rooms?PageSize=2&UniqueName=standup");
  EXPECT_NE(response.text.find(R"(/v1/Rooms?UniqueName=standup&PageSize=2&Page=1&PageToken=2")"),
            std::string::npos)
      << response.text;
  const auto next = ask("GET", "/v1/Rooms?UniqueName=standup&PageSize=2&Page=1&PageToken=2");
  EXPECT_NE(next.text.find(R"("next_page_url":null)"), std::string::npos) << next.text;
  EXPECT_NE(next.text.find("RM0"), std::string::npos);
  EXPECT_EQ(next.text.find("RM1"), std::string::npos);
}

}  // namespace
}  // namespace parley::rest
