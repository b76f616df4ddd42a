// What is kept, and what is forgotten.
#include "parley/rest/directory.h"

#include <gtest/gtest.h>

#include <string>

namespace parley::rest {
namespace {

using namespace std::chrono_literals;

class DirectoryTest : public testing::Test {
 protected:
  void open(const std::string& sid, const std::string& name) { directory.room_opened(sid, name); }
  void join(const std::string& room, const std::string& id) {
    directory.participant_joined(room, {id, "Ann", false, false, {}});
  }
  void pass(std::chrono::milliseconds time) { now += time.count(); }
  [[nodiscard]] std::size_t ended_count() const {
    return directory.rooms({.ended = true}, {.size = 100'000}).records.size();
  }
  [[nodiscard]] std::size_t participant_count(const std::string& room) const {
    return directory.participants(room, {}, {.size = 100'000}).records.size();
  }

  Time now = 1'769'860'800'000;
  Directory directory{"AC1", {}, [this] { return now; }};
};

TEST_F(DirectoryTest, ANameIsThatOfTheRoomInProgress) {
  open("RM1", "standup");
  EXPECT_EQ(directory.room("", "standup")->sid, "RM1");
  directory.room_ended("RM1");
  EXPECT_FALSE(directory.room("", "standup").has_value());
  EXPECT_TRUE(directory.room("RM1", "").has_value());
  open("RM2", "standup");
  EXPECT_EQ(directory.room("RM1", "standup")->sid, "RM1");
  EXPECT_EQ(directory.room("", "standup")->sid, "RM2");
}

TEST_F(DirectoryTest, AnEndThatIsToldLateFreesNoOthersName) {
  open("RM1", "standup");
  open("RM2", "standup");
  directory.room_ended("RM1");
  EXPECT_EQ(directory.room("", "standup")->sid, "RM2");
}

TEST_F(DirectoryTest, ASidThatComesAgainLeadsToTheLastRoom) {
  open("RM1", "RM1");
  directory.room_ended("RM1");
  open("RM1", "RM1");
  EXPECT_FALSE(directory.room("RM1", "")->ended.has_value());
  pass(ended_room_memory + 1ms);
  open("RM2", "other");
  EXPECT_EQ(ended_count(), 0U);
  EXPECT_TRUE(directory.room("RM1", "").has_value());
}

TEST_F(DirectoryTest, AWishIsThatOfTheRoomWithItsSid) {
  directory.expect("RM2", {.type = "group"});
  open("RM1", "a");
  open("RM2", "b");
  EXPECT_EQ(directory.room("RM1", "")->wish.type, "peer-to-peer");
  EXPECT_EQ(directory.room("RM2", "")->wish.type, "group");
  directory.expect("RM3", {.type = "group"});
  directory.forget_expected("RM3");
  open("RM3", "c");
  EXPECT_EQ(directory.room("RM3", "")->wish.type, "peer-to-peer");
}

TEST_F(DirectoryTest, EndedRoomsAreForgottenInTime) {
  open("RM1", "a");
  directory.room_ended("RM1");
  pass(ended_room_memory);
  open("RM2", "b");
  EXPECT_EQ(ended_count(), 1U);
  pass(1ms);
  open("RM3", "c");
  EXPECT_EQ(ended_count(), 0U);
  EXPECT_FALSE(directory.room("RM1", "").has_value());
}

TEST_F(DirectoryTest, EndedRoomsAreForgottenWhereThereAreMany) {
  for (std::size_t i = 0; i <= ended_rooms; ++i) {
    open("RM" + std::to_string(i), "a");
    directory.room_ended("RM" + std::to_string(i));
  }
  EXPECT_EQ(ended_count(), ended_rooms);
  EXPECT_FALSE(directory.room("RM0", "").has_value());
}

TEST_F(DirectoryTest, ThoseWhoHaveLeftAreForgottenWhereThereAreMany) {
  open("RM1", "a");
  join("RM1", "PA present");
  for (std::size_t i = 0; i <= past_participants_per_room; ++i) {
    join("RM1", "PA" + std::to_string(i));
    directory.participant_left("RM1", "PA" + std::to_string(i));
  }
  EXPECT_EQ(participant_count("RM1"), past_participants_per_room + 1);
  EXPECT_FALSE(directory.participant("RM1", "PA0").has_value());
  EXPECT_TRUE(directory.participant("RM1", "PA1").has_value());
  // And those of all rooms together.
  const std::size_t rooms = past_participants / past_participants_per_room;
  for (std::size_t room = 2; room <= rooms + 1; ++room) {
    const std::string sid = "RM" + std::to_string(room);
    open(sid, sid);
    for (std::size_t i = 0; i < past_participants_per_room; ++i) {
      join(sid, "PA");
      directory.participant_left(sid, "PA");
    }
  }
  EXPECT_EQ(participant_count("RM1"), 1U);
  EXPECT_TRUE(directory.participant("RM1", "PA present").has_value());
  EXPECT_EQ(participant_count("RM2"), past_participants_per_room);
}

TEST_F(DirectoryTest, WhatIsToldOfUnknownRoomsIsNothing) {
  directory.room_ended("RM1");
  join("RM1", "PA1");
  directory.participant_left("RM1", "PA1");
  directory.tracks_changed("RM1", "PA1", {});
  EXPECT_TRUE(directory.rooms({}, {}).records.empty());
}

TEST_F(DirectoryTest, OfOneIdentityTheNewestIsMeant) {
  open("RM1", "a");
  join("RM1", "PA1");
  join("RM1", "PA2");
  EXPECT_EQ(directory.participant("RM1", "Ann")->sid, "PA2");
  EXPECT_EQ(directory.participant("RM1", "PA1")->sid, "PA1");
}

}  // namespace
}  // namespace parley::rest
