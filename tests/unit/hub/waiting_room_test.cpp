// Waiting to be let in: PROTOCOL.md, "Hosts".
#include "hosting.h"
#include "parley/protocol/limits.h"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;
using protocol::ErrorId;
using protocol::Hello;
using protocol::HostAction;
using protocol::Knock;
using protocol::KnockEnded;
using protocol::Lobby;
using protocol::Pong;
using protocol::UserJoin;
using protocol::Waiting;
using protocol::Welcome;

class WaitingRoomTest : public Hosting {
 protected:
  void SetUp() override {
    Hosting::SetUp();
    enter(ann, "Ann");
    set(ann, {{}, true});
  }
};

TEST_F(WaitingRoomTest, OnlyHostsHearOfIt) {
  set(ann, {{}, false});
  enter(cleo, "Cleo");
  set(ann, {{}, true});
  say_hello(ben, "Ben");
  const auto waiting = heard<Waiting>(ben);
  EXPECT_EQ(heard<Knock>(ann), (Knock{waiting.id, "Ben"}));
  EXPECT_TRUE(heard_nothing(cleo));
}

TEST_F(WaitingRoomTest, TheOneLetInIsANewcomer) {
  const std::string id = knock(ben, "Ben");
  order(ann, HostAction::Admit, id);
  EXPECT_EQ(first<Welcome>(ben).id, id);
  EXPECT_EQ(first<Welcome>(ben).ice_servers.size(), 1U);
  const auto told = texts(ann);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(decoded<KnockEnded>(told[0]).from, id);
  EXPECT_EQ(decoded<UserJoin>(told[1]).participant.id, id);
}

TEST_F(WaitingRoomTest, WhatItSaidTooEarlyReachesNobody) {
  say_hello(ben, "Ben");
  const std::string id = first<Waiting>(ben).id;
  for (const char* type : {"OFFER", "candidate", "PUBLICATIONS", "END"}) {
    say(ben, std::string(R"({"type":")") + type + R"("})");
    EXPECT_TRUE(last.empty()) << type;
  }
  // Let in before it knew that it waits: what it said behind HELLO may still be on its way.
  order(ann, HostAction::Admit, id);
  EXPECT_TRUE(heard_nothing(ben));
  say(ben, R"({"type":"OFFER"})");
  EXPECT_TRUE(last.empty());
  ping(ben);
  const auto told = texts(ben);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(decoded<Pong>(told[0]).received, 0U);
  EXPECT_EQ(decoded<Welcome>(told[1]).received, 0U);
}

TEST_F(WaitingRoomTest, TheOneRefusedIsTold) {
  const std::string id = knock(ben, "Ben");
  order(ann, HostAction::Refuse, id);
  EXPECT_EQ(heard<protocol::Error>(ben).id, ErrorId::EntryRefused);
  EXPECT_EQ(closed_with(ben), 1008);
  EXPECT_EQ(heard<KnockEnded>(ann).from, id);
  order(ann, HostAction::Admit, id);
  expect_refused(ann, ErrorId::UnknownRecipient, 0);
}

TEST_F(WaitingRoomTest, TheOneWhoGivesUpIsGone) {
  const std::string id = knock(ben, "Ben");
  leave(ben);
  EXPECT_EQ(closed_with(ben), 1000);
  EXPECT_EQ(heard<KnockEnded>(ann).from, id);
  knock(cleo, "Cleo");
  lose(cleo);
  EXPECT_FALSE(heard<KnockEnded>(ann).from.empty());
}

TEST_F(WaitingRoomTest, OutlastsAllOtherDeadlines) {
  ping(ann);
  const std::string id = knock(ben, "Ben");
  wait(29min);
  EXPECT_EQ(closed_with(ben), 0);
  order(ann, HostAction::Admit, id);
  EXPECT_EQ(first<Welcome>(ben).id, id);
}

TEST_F(WaitingRoomTest, EndsAfterThirtyMinutes) {
  knock(ben, "Ben");
  EXPECT_EQ(hub().deadline(), now + waiting_timeout);
  wait(30min);
  EXPECT_EQ(heard<protocol::Error>(ben).id, ErrorId::WaitingTimeout);
  EXPECT_EQ(closed_with(ben), 1013);
}

TEST_F(WaitingRoomTest, FiftyAtATime) {
  for (ConnectionId id = 100; id < 100 + protocol::limits::waiting_per_room; ++id) {
    knock(id, "Ben");
  }
  say_hello(ben, "Ben");
  expect_refused(ben, ErrorId::WaitingRoomFull, 1013);
}

TEST_F(WaitingRoomTest, AnotherConnectionGoesOnWithTheSameId) {
  say_hello(ben, "Ben");
  const auto waiting = first<Waiting>(ben);
  wait_again(ben_again, "Ben", waiting);
  EXPECT_EQ(closed_with(ben), 1000);
  EXPECT_EQ(first<Waiting>(ben_again).id, waiting.id);
  ping(ben_again);
  order(ann, HostAction::Admit, waiting.id);
  EXPECT_EQ(first<Welcome>(ben_again).id, waiting.id);
}

TEST_F(WaitingRoomTest, ALostWelcomeIsHadOnAnotherConnection) {
  say_hello(ben, "Ben");
  const auto waiting = first<Waiting>(ben);
  ping(ben);
  order(ann, HostAction::Admit, waiting.id);
  lose(ben);
  wait_again(ben_again, "Ben", waiting);
  EXPECT_EQ(first<Welcome>(ben_again).id, waiting.id);
}

TEST_F(WaitingRoomTest, TheSecretIsNoneToComeBackWith) {
  say_hello(ben, "Ben");
  say_hello(ben_again, Hello{"Ben", {}, first<Waiting>(ben).secret});
  EXPECT_FALSE(heard<Waiting>(ben_again).id.empty());
}

TEST_F(WaitingRoomTest, FromTheLobbyOneKeepsItsId) {
  look(ben);
  const std::string id = heard<Lobby>(ben).id;
  say(ben, encode(Hello{"Ben", {}}));
  EXPECT_EQ(heard<Waiting>(ben).id, id);
  say_token(dora, "Dora+");
  EXPECT_TRUE(heard_nothing(ben)) << "who waits hears nothing of the room";
}

TEST_F(WaitingRoomTest, OpeningTheRoomLetsEveryoneIn) {
  knock(ben, "Ben");
  knock(cleo, "Cleo");
  set(ann, {{}, false});
  EXPECT_FALSE(first<Welcome>(ben).id.empty());
  EXPECT_EQ(first<Welcome>(cleo).participants.size(), 2U);
}

TEST_F(WaitingRoomTest, ALockKeepsOutOnlyThoseWhoComeLater) {
  const std::string id = knock(ben, "Ben");
  set(ann, {true});
  say_hello(cleo, "Cleo");
  expect_refused(cleo, ErrorId::RoomLocked, 1013);
  order(ann, HostAction::Admit, id);
  EXPECT_EQ(first<Welcome>(ben).id, id);
}

TEST_F(WaitingRoomTest, ANewHostHearsWhoWaits) {
  set(ann, {{}, false});
  enter(cleo, "Cleo");
  set(ann, {{}, true});
  const std::string id = knock(ben, "Ben");
  say_token(dora, "Dora+");
  const auto told = texts(dora);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(decoded<Knock>(told[1]).from, id);
  leave(dora);
  leave(ann);
  const auto to_cleo = texts(cleo);
  ASSERT_EQ(to_cleo.size(), 2U);
  EXPECT_EQ(decoded<Knock>(to_cleo[1]).from, id);
}

TEST_F(WaitingRoomTest, TheWrongPasswordDoesNotEvenWait) {
  set(ann, {{}, true, "open sesame"});
  say_hello(ben, "Ben", "sesame");
  expect_refused(ben, ErrorId::PasswordWrong, 1008);
  say_hello(ben, "Ben", "open sesame");
  EXPECT_FALSE(first<Waiting>(ben).id.empty());
}

TEST_F(WaitingRoomTest, GuestsCannot) {
  enter_as_guest(ben);
  expect_refused(ben, ErrorId::RoomLocked, 1013);
}

TEST_F(WaitingRoomTest, WhoComesInWaitsNoLongerOnAnotherConnection) {
  look(ben);
  const std::string secret = first<Lobby>(ben).secret;
  say(ben, encode(protocol::Hello{"Ben", {}}));
  ping(ben);
  leave(ann);
  protocol::Hello hello{"Ben", {}};
  hello.lobby = secret;
  say_hello(ben_again, hello);
  EXPECT_EQ(texts(ben_again).size(), 1U) << "nobody waits";
  EXPECT_EQ(closed_with(ben), 1000);
  lose(ben_again);
  wait(resume_window);
  wait(resume_window);
  EXPECT_EQ(hub().room_count(), 0U);
}

TEST_F(WaitingRoomTest, WhoComesBackWaitsNoLongerOnAnotherConnection) {
  say_hello(ben, "Ben");
  const auto waiting = first<Waiting>(ben);
  order(ann, HostAction::Admit, waiting.id);
  ping(ben);
  const auto ben_welcome = decoded<Welcome>(texts(ben).at(1));
  restart_server();
  wait_again(ben, "Ben", waiting);
  EXPECT_EQ(heard<Waiting>(ben).id, waiting.id);
  EXPECT_EQ(come_back(ben_again, ben_welcome, 0).id, waiting.id);
  EXPECT_EQ(closed_with(ben), 1000);
}

TEST_F(WaitingRoomTest, WhoWasRemovedHasAnotherIdWhenItComesFromTheLobbyAgain) {
  look(ben);
  const auto lobby = first<Lobby>(ben);
  Hello hello{"Ben", {}};
  hello.lobby = lobby.secret;
  set(ann, {{}, false});
  say_hello(ben_again, hello);
  order(ann, HostAction::Remove, lobby.id);
  say(ben, encode(Hello{"Ben", {}}));
  EXPECT_NE(first<Welcome>(ben).id, lobby.id);
}

}  // namespace
}  // namespace parley::hub
