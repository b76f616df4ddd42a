// Looking at a room before entering it: PROTOCOL.md, "Previewing".
#include "parley/protocol/limits.h"
#include "returning.h"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;
using protocol::ErrorId;
using protocol::Lobby;
using protocol::Participant;
using protocol::Publications;
using protocol::TrackKind;
using protocol::UserJoin;
using protocol::UserLeave;
using protocol::UserReconnected;
using protocol::UserReconnecting;
using protocol::Welcome;

const protocol::TrackPublication microphone{"MT1", TrackKind::Audio, "microphone", true};

class PreviewTest : public Returning {
 protected:
  Lobby preview(ConnectionId id, std::string_view room = "standup") {
    hub().connect(id, room, Mode::Parley1, now);
    last = hub().receive(id, encode(protocol::Preview{}), now);
    return heard<Lobby>(id);
  }

  /// Says HELLO on the connection, with the secret of a lobby that was had on another.
  Welcome say_hello(ConnectionId id, const std::string& identity, const std::string& secret = "",
                    std::vector<protocol::TrackPublication> tracks = {}) {
    protocol::Hello hello{identity, std::move(tracks)};
    hello.lobby = secret;
    say(id, encode(hello));
    const auto all = texts(id);
    if (!all.empty()) return decoded<Welcome>(all.front());
    ADD_FAILURE() << "nothing for connection " << id;
    return {};
  }

  /// The same on a new connection.
  Welcome enter_elsewhere(ConnectionId id, const std::string& secret,
                          std::vector<protocol::TrackPublication> tracks = {}) {
    hub().connect(id, "standup", Mode::Parley1, now);
    return say_hello(id, "Ben", secret, std::move(tracks));
  }

  void offer(ConnectionId from, const std::string& to) {
    say(from, R"({"type":"OFFER","to":")" + to + R"("})");
  }
};

TEST_F(PreviewTest, NamesRoomIceServersAndWhoIsThere) {
  const std::string ann_id = join(ann, "Ann");
  const Lobby lobby = preview(ben);
  EXPECT_EQ(lobby.id.substr(0, 2), "PA");
  EXPECT_EQ(lobby.room_name, "standup");
  EXPECT_EQ(lobby.participants, (std::vector{Participant{ann_id, "Ann", false, true, {}}}));
  ASSERT_TRUE(lobby.ice_servers);
  ASSERT_EQ(lobby.ice_servers->size(), 1U);
  EXPECT_EQ(lobby.ice_servers->at(0).urls[0], "stun:stun.example.org");
}

TEST_F(PreviewTest, IsToldHowManyTheRoomTakes) {
  EXPECT_EQ(preview(ben).most, protocol::limits::participants_per_room);
}

TEST_F(PreviewTest, NobodyHearsOfWhoOnlyLooks) {
  join(ann, "Ann");
  join_as_guest(cleo);
  preview(ben);
  EXPECT_TRUE(heard_nothing(ann));
  EXPECT_TRUE(heard_nothing(cleo));
  lose(ben);
  EXPECT_TRUE(last.empty());
}

TEST_F(PreviewTest, WhoLooksHearsWhatGoesOn) {
  preview(ben);
  const Welcome welcome = enter(ann, "Ann");
  const std::string ann_id = welcome.id;
  EXPECT_EQ(heard<UserJoin>(ben).participant, (Participant{ann_id, "Ann", false, true, {}}));
  say(ann, encode(Publications{"", {microphone}}));
  EXPECT_EQ(heard<Publications>(ben), (Publications{ann_id, {microphone}}));
  lose(ann);
  EXPECT_EQ(heard<UserReconnecting>(ben).from, ann_id);
  come_back(ann_again, welcome, 0);
  EXPECT_EQ(heard<UserReconnected>(ben).from, ann_id);
  say(ann_again, R"({"type":"BYE"})");
  EXPECT_EQ(heard<UserLeave>(ben).from, ann_id);
  join_as_guest(cleo);
  EXPECT_TRUE(heard<UserJoin>(ben).participant.guest);
}

TEST_F(PreviewTest, WhoLooksHearsNoNegotiationAndNoOtherRoom) {
  preview(ben);
  join_as_guest(ann);
  say(ann, R"({"type":"OFFER"})");
  EXPECT_TRUE(last.empty());
  join(cleo, "Cleo", "retro");
  EXPECT_TRUE(heard_nothing(ben));
}

TEST_F(PreviewTest, HelloEntersWithTheIdOfTheLobby) {
  const std::string ann_id = join(ann, "Ann");
  const Lobby lobby = preview(ben);
  const Welcome welcome = say_hello(ben, "Ben");
  EXPECT_EQ(welcome.id, lobby.id);
  EXPECT_EQ(welcome.room_sid, lobby.room_sid);
  EXPECT_FALSE(welcome.resumed);
  EXPECT_EQ(welcome.participants, lobby.participants);
  EXPECT_EQ(heard<UserJoin>(ann).participant, (Participant{lobby.id, "Ben", false, false, {}}));
  EXPECT_EQ(texts(ben).size(), 1U) << "one's own USER_JOIN is not heard";
}

TEST_F(PreviewTest, OfferRightBehindHelloReachesTheOneItIsFor) {
  const std::string ann_id = join(ann, "Ann");
  join(cleo, "Cleo");
  preview(ben);
  const Welcome welcome = say_hello(ben, "Ben");
  offer(ben, ann_id);
  ASSERT_EQ(texts(ann).size(), 1U);
  EXPECT_NE(texts(ann)[0].find(welcome.id), std::string::npos);
  EXPECT_TRUE(heard_nothing(cleo));
}

TEST_F(PreviewTest, WhatIsSaidAfterHelloIsCountedAndNothingBefore) {
  preview(ben);
  say(ben, R"({"type":"PING","received":0})");
  EXPECT_EQ(heard<protocol::Pong>(ben).received, 0U);
  Welcome welcome = say_hello(ben, "Ben");
  offer(ben, "PA404");
  say(ben, R"({"type":"PING","received":0})");
  EXPECT_EQ(heard<protocol::Pong>(ben).received, 1U);
  join(ann, "Ann");
  lose(ben);
  EXPECT_EQ(come_back(ben_again, welcome, 0).received, 1U);
  EXPECT_EQ(texts(ben_again).size(), 2U) << "WELCOME, and that Ann came";
}

TEST_F(PreviewTest, WhoEnteredMeanwhileIsPolite) {
  preview(ben);
  const std::string ann_id = join(ann, "Ann");
  const Welcome welcome = say_hello(ben, "Ben");
  ASSERT_EQ(welcome.participants.size(), 1U);
  EXPECT_TRUE(welcome.participants[0].polite);
  EXPECT_FALSE(heard<UserJoin>(ann).participant.polite);
}

TEST_F(PreviewTest, WhoLooksTakesNoPlace) {
  for (ConnectionId id = 100; id < 100 + protocol::limits::participants_per_room; ++id) {
    preview(id);
  }
  join(ann, "Ann");
  EXPECT_FALSE(heard_nothing(100));
}

TEST_F(PreviewTest, FullRoomIsSaidAtHello) {
  preview(ben);
  for (ConnectionId id = 100; id < 100 + protocol::limits::participants_per_room; ++id) {
    join(id, "Someone");
  }
  say(ben, encode(protocol::Hello{"Ben", {}}));
  expect_refused(ben, ErrorId::RoomFull, 1013);
  offer(ben, "PA1");
  EXPECT_TRUE(last.empty());
}

TEST_F(PreviewTest, FullLobbyIsSaidAndLeavesTheDoorOpen) {
  for (ConnectionId id = 100; id < 100 + protocol::limits::previewers_per_room; ++id) preview(id);
  hub().connect(ben, "standup", Mode::Parley1, now);
  say(ben, encode(protocol::Preview{}));
  expect_refused(ben, ErrorId::LobbyFull, 1013);
  lose(100);
  EXPECT_FALSE(preview(ben).id.empty());
  join(ann, "Ann");
  EXPECT_FALSE(heard_nothing(ben));
}

TEST_F(PreviewTest, LookingEndsAfterTenMinutes) {
  preview(ben);
  wait(5min);
  preview(cleo);
  wait(5min - 1ms);
  EXPECT_TRUE(last.empty());
  wait(1ms);
  expect_refused(ben, ErrorId::PreviewTimeout, 1008);
  EXPECT_TRUE(hub().deadline());
  lose(cleo);
  EXPECT_FALSE(hub().deadline());
  EXPECT_EQ(hub().room_count(), 0U);
}

TEST_F(PreviewTest, WhoHasEnteredMayStay) {
  preview(ben);
  say_hello(ben, "Ben");
  EXPECT_FALSE(hub().deadline());
}

TEST_F(PreviewTest, SilentConnectionIsStillClosedAfterTwoSeconds) {
  preview(ben);
  hub().connect(ann, "standup", Mode::Parley1, now);
  wait(hello_timeout);
  expect_refused(ann, ErrorId::HelloTimeout, 1008);
}

TEST_F(PreviewTest, NothingButHelloFollows) {
  const std::string ann_id = join(ann, "Ann");
  for (const char* text : {R"({"type":"OFFER"})", R"({"type":"PREVIEW"})", R"({"type":"BYE"})"}) {
    preview(ben);
    say(ben, text);
    expect_refused(ben, ErrorId::HelloRequired, 1008);
  }
}

TEST_F(PreviewTest, RefusedHelloCanBeSaidAgain) {
  const Lobby lobby = preview(ben);
  say(ben, encode(protocol::Hello{"", {}}));
  expect_refused(ben, ErrorId::BadMessage, 0);
  EXPECT_EQ(say_hello(ben, "Ben").id, lobby.id);
}

TEST_F(PreviewTest, RoomIsThereAsLongAsSomeoneLooks) {
  const Lobby lobby = preview(ben);
  EXPECT_EQ(enter(ann, "Ann").room_sid, lobby.room_sid);
  say(ann, R"({"type":"BYE"})");
  EXPECT_EQ(hub().room_count(), 1U);
  lose(ben);
  EXPECT_EQ(hub().room_count(), 0U);
}

TEST_F(PreviewTest, HelloOnAnotherConnectionThatIsTheFirstToArriveEntersWithTheSameId) {
  const std::string ann_id = join(ann, "Ann");
  const Lobby lobby = preview(ben);
  lose(ben);
  const Welcome welcome = enter_elsewhere(ben_again, lobby.secret);
  EXPECT_EQ(welcome.id, lobby.id);
  EXPECT_TRUE(welcome.resumed);
  EXPECT_EQ(welcome.received, 0U);
  EXPECT_EQ(welcome.participants, lobby.participants);
  EXPECT_EQ(heard<UserJoin>(ann).participant.id, lobby.id);
}

TEST_F(PreviewTest, HelloOnAnotherConnectionTakesThePlaceOver) {
  const std::string ann_id = join(ann, "Ann");
  const Lobby lobby = preview(ben);
  say_hello(ben, "Ben");
  offer(ben, ann_id);
  join(cleo, "Cleo");
  const Welcome welcome = enter_elsewhere(ben_again, lobby.secret, {microphone});
  EXPECT_EQ(closed_with(ben), 1000);
  EXPECT_EQ(welcome.id, lobby.id);
  EXPECT_TRUE(welcome.resumed);
  EXPECT_EQ(welcome.received, 1U) << "the offer arrived";
  ASSERT_EQ(welcome.participants.size(), 2U) << "as it may have had no WELCOME yet";
  EXPECT_TRUE(welcome.participants[0].polite);
  EXPECT_FALSE(welcome.participants[1].polite) << "Cleo came later";
  EXPECT_EQ(texts(ben_again).size(), 2U) << "WELCOME, and that Cleo came";
  ASSERT_EQ(texts(ann).size(), 2U);
  EXPECT_EQ(decoded<Publications>(texts(ann)[0]).tracks, std::vector{microphone});
  EXPECT_EQ(decoded<UserReconnected>(texts(ann)[1]).from, lobby.id);
}

TEST_F(PreviewTest, SecretIsSpentOnceTheClientIsKnownToHaveItsWelcome) {
  const Lobby lobby = preview(ben);
  say_hello(ben, "Ben");
  say(ben, R"({"type":"PING","received":0})");
  EXPECT_NE(enter_elsewhere(ben_again, lobby.secret).id, lobby.id);
}

TEST_F(PreviewTest, SecretThatIsNotToBeBelievedEntersUnderAnotherId) {
  const Lobby lobby = preview(ben);
  EXPECT_NE(enter_elsewhere(31, lobby.secret + "0").id, lobby.id);
  EXPECT_NE(enter_elsewhere(32, "nonsense").id, lobby.id);
  EXPECT_NE(enter_elsewhere(33, enter(ann, "Ann").resume).id, lobby.id);
  hub().connect(34, "retro", Mode::Parley1, now);
  EXPECT_NE(say_hello(34, "Ben", lobby.secret).id, lobby.id);
  restart_server();
  EXPECT_NE(enter_elsewhere(35, lobby.secret).id, lobby.id);
}

TEST_F(PreviewTest, SecretBringsNobodyBack) {
  const Lobby lobby = preview(ben);
  Welcome claimed;
  claimed.resume = lobby.secret;
  EXPECT_NE(come_back(31, claimed, 0).id, lobby.id);
  restart_server();
  EXPECT_NE(come_back(32, claimed, 0).id, lobby.id) << "it says nothing of a place in the order";
}

TEST_F(PreviewTest, NoTwoEverHaveTheSameId) {
  const Lobby lobby = preview(ben);
  EXPECT_EQ(enter_elsewhere(ben_again, lobby.secret).id, lobby.id);
  EXPECT_NE(say_hello(ben, "Ben").id, lobby.id);
}

}  // namespace
}  // namespace parley::hub
