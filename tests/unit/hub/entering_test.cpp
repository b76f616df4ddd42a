// Who comes into a room and who hears of it: PROTOCOL.md, "Entering and leaving" and "Tracks".
#include "meeting.h"

namespace parley::hub {
namespace {

using protocol::Participant;
using protocol::Publications;
using protocol::TrackKind;
using protocol::UserJoin;
using protocol::UserLeave;
using protocol::Welcome;

using Entering = Meeting;

const protocol::TrackPublication microphone{"MT1", TrackKind::Audio, "microphone", true};

TEST_F(Entering, WelcomeNamesRoomAndIceServers) {
  join(ann, "Ann");
  const auto welcome = heard<Welcome>(ann);
  EXPECT_EQ(welcome.room_name, "standup");
  EXPECT_EQ(welcome.room_sid.substr(0, 2), "RM");
  EXPECT_EQ(welcome.id.substr(0, 2), "PA");
  ASSERT_EQ(welcome.ice_servers.size(), 1U);
  EXPECT_EQ(welcome.ice_servers[0].urls[0], "stun:stun.example.org");
  EXPECT_TRUE(welcome.participants.empty());
}

TEST_F(Entering, WelcomeListsParticipantsInOrderOfJoiningAllPolite) {
  const std::string ann_id = join(ann, "Ann");
  join_as_guest(ben);
  join(cleo, "Cleo");
  const auto welcome = heard<Welcome>(cleo);
  ASSERT_EQ(welcome.participants.size(), 2U);
  EXPECT_EQ(welcome.participants[0], (Participant{ann_id, "Ann", false, true, {}}));
  EXPECT_EQ(welcome.participants[1].identity, "Guest");
  EXPECT_TRUE(welcome.participants[1].guest);
  EXPECT_TRUE(welcome.participants[1].polite);
}

TEST_F(Entering, MemberHearsJoinOfImpoliteNewcomer) {
  join(ann, "Ann");
  const std::string ben_id = join(ben, "Ben");
  EXPECT_EQ(heard<UserJoin>(ann).participant, (Participant{ben_id, "Ben", false, false, {}}));
}

TEST_F(Entering, GuestHearsJoinOfNewcomer) {
  join_as_guest(ann);
  const std::string ben_id = join(ben, "Ben");
  EXPECT_EQ(heard<UserJoin>(ann).participant.id, ben_id);
}

TEST_F(Entering, GuestIsInTheRoomAtOnceAndHearsNothingOfThoseWhoWereThere) {
  join(ann, "Ann");
  join_as_guest(ben);
  EXPECT_TRUE(heard_nothing(ben));
  const auto joined = heard<UserJoin>(ann).participant;
  EXPECT_EQ(joined.identity, "Guest");
  EXPECT_TRUE(joined.guest);
}

// names_test has the rule in full.
TEST_F(Entering, NameIsWrittenInOneWay) {
  join(ann, "Ann");
  join(ben, "\u202E Rene\u0301  Lee ");
  EXPECT_EQ(heard<UserJoin>(ann).participant.identity, "Ren\u00E9 Lee");
}

TEST_F(Entering, NameOfNothingThatCanBeSeenIsRefused) {
  for (const std::string name : {" ", "\u200B", "\u3164\u202E"}) {
    hub.connect(ann, "standup", Mode::Parley1, now);
    say(ann, encode(protocol::Hello{name, {}}));
    expect_refused(ann, protocol::ErrorId::BadMessage, 0);
    EXPECT_EQ(heard<protocol::Error>(ann).message, "HELLO.identity: has nothing that can be seen");
  }
}

TEST_F(Entering, ClientIsInNoRoomBeforeHello) {
  join_as_guest(ann);
  last = hub.connect(ben, "standup", Mode::Parley1, now);
  EXPECT_TRUE(last.empty());
  say(ann, R"({"type":"OFFER"})");
  EXPECT_TRUE(last.empty());
}

TEST_F(Entering, OtherRoomHearsNothing) {
  join(ann, "Ann", "standup");
  join(ben, "Ben", "retro");
  EXPECT_TRUE(heard<Welcome>(ben).participants.empty());
  EXPECT_TRUE(heard_nothing(ann));
}

TEST_F(Entering, HelloTracksReachMembersAndNewcomers) {
  join(ann, "Ann");
  hub.connect(ben, "standup", Mode::Parley1, now);
  say(ben, encode(protocol::Hello{"Ben", {microphone}}));
  EXPECT_EQ(heard<UserJoin>(ann).participant.tracks, std::vector{microphone});
  join(cleo, "Cleo");
  EXPECT_EQ(heard<Welcome>(cleo).participants[1].tracks, std::vector{microphone});
}

TEST_F(Entering, PublicationsReachMembersAndLaterNewcomers) {
  const std::string ann_id = join(ann, "Ann");
  join(ben, "Ben");
  say(ann, encode(Publications{"PAforged", {microphone}}));
  EXPECT_EQ(heard<Publications>(ben), (Publications{ann_id, {microphone}}));
  EXPECT_TRUE(heard_nothing(ann));
  join(cleo, "Cleo");
  EXPECT_EQ(heard<Welcome>(cleo).participants[0].tracks, std::vector{microphone});
}

TEST_F(Entering, UnchangedPublicationsReachNobody) {
  join(ann, "Ann");
  join(ben, "Ben");
  say(ann, encode(Publications{"", {}}));
  EXPECT_TRUE(last.empty());
  say(ann, encode(Publications{"", {microphone}}));
  say(ann, encode(Publications{"", {microphone}}));
  EXPECT_TRUE(last.empty());
}

TEST_F(Entering, GuestHearsNoPublications) {
  join(ann, "Ann");
  join_as_guest(ben);
  say(ann, encode(Publications{"", {microphone}}));
  EXPECT_TRUE(last.empty());
}

TEST_F(Entering, ByeLeavesAndCloses) {
  const std::string ann_id = join(ann, "Ann");
  join(ben, "Ben");
  say(ann, R"({"type":"BYE"})");
  EXPECT_EQ(closed_with(ann), 1000);
  EXPECT_EQ(heard<UserLeave>(ben).from, ann_id);
}

TEST_F(Entering, GuestHearsNoLeave) {
  join(ann, "Ann");
  join_as_guest(ben);
  say(ann, R"({"type":"BYE"})");
  EXPECT_TRUE(heard_nothing(ben));
}

TEST_F(Entering, MembersHearGuestLeave) {
  join(ann, "Ann");
  join_as_guest(ben);
  const std::string guest_id = heard<UserJoin>(ann).participant.id;
  last = hub.disconnect(ben, now);
  EXPECT_EQ(heard<UserLeave>(ann).from, guest_id);
}

TEST_F(Entering, ConnectionLostBeforeHelloIsForgotten) {
  hub.connect(ann, "standup", Mode::Parley1, now);
  last = hub.disconnect(ann, now);
  EXPECT_TRUE(last.empty());
  EXPECT_FALSE(hub.deadline());
}

TEST_F(Entering, RoomExistsAsLongAsSomeoneIsInIt) {
  hub.connect(ann, "standup", Mode::Parley1, now);
  EXPECT_EQ(hub.room_count(), 0U);
  say(ann, encode(protocol::Hello{"Ann", {}}));
  const std::string sid = heard<Welcome>(ann).room_sid;
  EXPECT_EQ(hub.room_count(), 1U);
  say(ann, R"({"type":"BYE"})");
  EXPECT_EQ(hub.room_count(), 0U);
  join(ben, "Ben");
  EXPECT_NE(heard<Welcome>(ben).room_sid, sid);
}

TEST_F(Entering, WhatAForgottenConnectionSaysIsIgnored) {
  join(ann, "Ann");
  say(ann, R"({"type":"BYE"})");
  say(ann, R"({"type":"OFFER"})");
  EXPECT_TRUE(last.empty());
  last = hub.disconnect(ann, now);
  EXPECT_TRUE(last.empty());
}

}  // namespace
}  // namespace parley::hub
