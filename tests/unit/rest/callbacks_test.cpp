// What is told, in which order.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "parley/rest/directory.h"

namespace parley::rest {
namespace {

using protocol::TrackKind;
using protocol::TrackPublication;

class CallbacksTest : public testing::Test {
 protected:
  void SetUp() override {
    directory.expect("RM1", {.callback_url = "https://hooks.example.org/"});
    directory.room_opened("RM1", "standup");
  }
  [[nodiscard]] static std::string field(const base::StatusCallback& callback,
                                         std::string_view name) {
    for (const auto& [key, value] : callback.fields) {
      if (key == name) return value;
    }
    return "(none)";
  }
  std::vector<std::string> take_events() {
    std::vector<std::string> events;
    for (const auto& callback : std::exchange(told, {})) {
      const std::string track = field(callback, "TrackSid");
      events.push_back(field(callback, "StatusCallbackEvent") +
                       (track == "(none)" ? "" : " " + track));
    }
    return events;
  }

  using Events = std::vector<std::string>;
  const TrackPublication microphone{"MT1", TrackKind::Audio, "microphone"};
  const TrackPublication camera{"MT2", TrackKind::Video, "camera"};

  std::vector<base::StatusCallback> told;
  Time now = 1'769'860'800'000;
  Directory directory{
      "AC1", [this](base::StatusCallback callback) { told.push_back(std::move(callback)); },
      [this] { return now; }};
};

TEST_F(CallbacksTest, ChangesOfTracksAreToldOneByOne) {
  directory.participant_joined("RM1", {"PA1", "Ann", false, false, {microphone}});
  EXPECT_EQ(take_events(), (Events{"room-created", "participant-connected", "track-added MT1"}));
  TrackPublication off = microphone;
  off.enabled = false;
  directory.tracks_changed("RM1", "PA1", {off, camera});
  EXPECT_EQ(take_events(), (Events{"track-disabled MT1", "track-added MT2"}));
  directory.tracks_changed("RM1", "PA1", {microphone});
  EXPECT_EQ(take_events(), (Events{"track-removed MT2", "track-enabled MT1"}));
  TrackPublication high = microphone;
  high.priority = protocol::TrackPriority::High;
  directory.tracks_changed("RM1", "PA1", {high});
  EXPECT_EQ(take_events(), Events{});
  directory.participant_left("RM1", "PA1");
  directory.room_ended("RM1");
  EXPECT_EQ(take_events(), (Events{"participant-disconnected", "room-ended"}));
}

TEST_F(CallbacksTest, FieldsAreTheVendors) {
  now += 1500;
  directory.participant_joined("RM1", {"PA1", "Ann", false, false, {camera}});
  now += 2500;
  directory.participant_left("RM1", "PA1");
  directory.room_ended("RM1");
  const std::vector<std::pair<std::string, std::string>> left = {
      {"AccountSid", "AC1"},
      {"RoomSid", "RM1"},
      {"RoomName", "standup"},
      {"RoomStatus", "in-progress"},
      {"RoomType", "peer-to-peer"},
      {"StatusCallbackEvent", "participant-disconnected"},
      {"Timestamp", "2026-01-31T12:00:04.000Z"},
      {"SequenceNumber", "3"},
      {"ParticipantSid", "PA1"},
      {"ParticipantIdentity", "Ann"},
      {"ParticipantStatus", "disconnected"},
      {"ParticipantDuration", "2"}};
  ASSERT_EQ(told.size(), 5U);
  EXPECT_EQ(told[3].fields, left);
  EXPECT_EQ(field(told[2], "TrackSid"), "MT2");
  EXPECT_EQ(field(told[2], "TrackKind"), "video");
  EXPECT_EQ(field(told[2], "TrackName"), "camera");
  EXPECT_EQ(field(told[4], "RoomStatus"), "completed");
  EXPECT_EQ(field(told[4], "RoomDuration"), "4");
}

TEST_F(CallbacksTest, WhoAsksForNoneGetsNone) {
  take_events();
  directory.room_opened("RM2", "other");
  directory.room_ended("RM2");
  EXPECT_EQ(take_events(), Events{});
}

}  // namespace
}  // namespace parley::rest
