// Requests that have hubs do something, from many threads at a time.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "parley/serving/server.h"
#include "test_client.h"
#include "test_settings.h"

namespace parley::serving {
namespace {

// Counts; called by both loops.
class Count : public hub::RoomObserver {
 public:
  void room_opened(std::string_view /*sid*/, std::string_view /*name*/) override { ++opened; }
  void room_ended(std::string_view /*sid*/) override { ++ended; }
  void participant_joined(std::string_view /*sid*/,
                          const protocol::Participant& /*participant*/) override {}
  void participant_left(std::string_view /*sid*/, std::string_view /*id*/) override {}
  void tracks_changed(std::string_view /*sid*/, std::string_view /*id*/,
                      const std::vector<protocol::TrackPublication>& /*tracks*/) override {}

  std::atomic<int> opened = 0;
  std::atomic<int> ended = 0;
};

int status_for(hub::CommandResult result) {
  if (result == hub::CommandResult::Done) return 200;
  return result == hub::CommandResult::NotFound ? 404 : 503;
}

// "/v1/NAME" creates that room, "/v1/NAME/end" ends it.
http::Response answer(const http::Request& request, const hub::Commander& commander,
                      const hub::RoomFinder& /*finder*/) {
  std::string name(request.path.substr(4));
  const bool ends = name.ends_with("/end");
  if (ends) name.resize(name.size() - 4);
  const hub::RoomSettings settings{10, {}, std::chrono::minutes(1), std::chrono::minutes(1)};
  const hub::Command command = ends ? hub::Command(hub::EndRoom{name, "RM" + name})
                                    : hub::Command(hub::CreateRoom{name, "RM" + name, settings});
  return http::text_response(status_for(commander(command)), "\n");
}

TEST(Commands, AreCarriedOutByTheHubOfTheRoom) {
  Count count;
  ServerSettings settings = test_settings();
  settings.hub.observer = &count;
  settings.rest = answer;
  auto server = std::make_unique<Server>(std::move(settings), signer);
  const std::uint16_t port = server->port();
  constexpr int threads = 4;
  constexpr int rooms = 8;
  std::vector<std::thread> all;
  std::atomic<int> failures = 0;
  for (int thread = 0; thread < threads; ++thread) {
    all.emplace_back([&, thread] {
      for (int room = 0; room < rooms; ++room) {
        const std::string path = "/v1/" + std::to_string(thread) + "-" + std::to_string(room);
        for (const char* suffix : {"", "/end"}) {
          if (status_of(TestClient(port).request("GET", path + suffix)) != 200) ++failures;
        }
      }
    });
  }
  for (std::thread& thread : all) thread.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(count.opened, threads * rooms);
  EXPECT_EQ(count.ended, threads * rooms);
  EXPECT_EQ(status_of(TestClient(port).request("GET", "/v1/0-0/end")), 404);

  // Whoever is in a created room is told of its end.
  EXPECT_EQ(status_of(TestClient(port).request("GET", "/v1/standup")), 200);
  TestClient ann(port);
  EXPECT_EQ(ann.join("standup", "Ann").room_sid, "RMstandup");
  EXPECT_EQ(status_of(TestClient(port).request("GET", "/v1/standup/end")), 200);
  EXPECT_EQ(ann.read_error(), "room-ended");

  server->stop();
  EXPECT_EQ(status_of(TestClient(port).request("GET", "/v1/late")), 503);
}

}  // namespace
}  // namespace parley::serving
