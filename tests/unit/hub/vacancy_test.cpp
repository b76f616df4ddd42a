// What is left of a meeting that everyone has left: PROTOCOL.md, "Hosts".
#include "hosting.h"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;
using protocol::ErrorId;
using protocol::HostAction;
using protocol::Knock;
using protocol::Lobby;
using protocol::Waiting;
using protocol::Welcome;

class VacancyTest : public Hosting {
 protected:
  void SetUp() override {
    Hosting::SetUp();
    ann_welcome = enter(ann, "Ann");
  }

  Welcome ann_welcome;
};

TEST_F(VacancyTest, WhoWaitsWaitsOnForTheHostWhoReloads) {
  set(ann, {{}, true});
  const std::string id = knock(ben, "Ben");
  leave(ann);
  EXPECT_TRUE(heard_nothing(ben));
  EXPECT_EQ(closed_with(ben), 0);
  wait(10min);
  const Welcome welcome = enter(ann_again, "Ann");
  EXPECT_EQ(welcome.room_sid, ann_welcome.room_sid);
  EXPECT_EQ(welcome.state.hosts, Hosts{welcome.id});
  EXPECT_TRUE(welcome.state.waiting_room);
  EXPECT_EQ(decoded<Knock>(texts(ann_again).at(1)), (Knock{id, "Ben"}));
  order(ann_again, HostAction::Admit, id);
  EXPECT_EQ(first<Welcome>(ben).id, id);
}

TEST_F(VacancyTest, TheSameHoldsWhereTheHostIsGivenUp) {
  set(ann, {{}, true});
  const std::string id = knock(ben, "Ben");
  lose(ann);
  wait(resume_window);
  EXPECT_EQ(closed_with(ben), 0);
  enter(ann_again, "Ann");
  EXPECT_EQ(decoded<Knock>(texts(ann_again).at(1)).from, id);
}

TEST_F(VacancyTest, WhereNobodyComesTheWaitingEndsAsEver) {
  set(ann, {{}, true});
  knock(ben, "Ben");
  leave(ann);
  wait(waiting_timeout);
  EXPECT_EQ(heard<protocol::Error>(ben).id, ErrorId::WaitingTimeout);
  EXPECT_EQ(hub().deadline(), now + resume_window);
  wait(resume_window);
  EXPECT_EQ(hub().room_count(), 0U);
}

TEST_F(VacancyTest, ALostConnectionDoesNotBringOneInWhoWaits) {
  set(ann, {{}, true});
  say_hello(ben, "Ben");
  const auto waiting = first<Waiting>(ben);
  leave(ann);
  lose(ben);
  wait(resume_window - 1ms);
  wait_again(ben_again, "Ben", waiting);
  EXPECT_EQ(heard<Waiting>(ben_again).id, waiting.id);
  wait(resume_window);
  EXPECT_EQ(closed_with(ben_again), 0) << "someone waits again";
  EXPECT_EQ(hub().room_count(), 1U);
}

TEST_F(VacancyTest, WhatWasSetStaysForAWhile) {
  look(cleo);
  set(ann, {true, true, "open sesame"});
  leave(ann);
  const auto lobby = heard<Lobby>(cleo);
  EXPECT_TRUE(lobby.state.locked && lobby.state.waiting_room && lobby.state.password);
  EXPECT_EQ(lobby.count, 0U);
  EXPECT_EQ(hub().deadline(), now + resume_window);
  wait(resume_window);
  EXPECT_TRUE(heard<Lobby>(cleo).state.open());
  const Welcome welcome = enter(ben, "Ben");
  EXPECT_TRUE(welcome.state.open());
  EXPECT_EQ(welcome.state.hosts, Hosts{welcome.id});
}

TEST_F(VacancyTest, TheLockDoesNotKeepItsHostOutButThePasswordIsAskedFor) {
  set(ann, {true, true, "open sesame"});
  leave(ann);
  say_hello(ann_again, "Ann");
  expect_refused(ann_again, ErrorId::PasswordRequired, 1013);
  say_hello(ann_again, "Ann", "open sesame");
  const Welcome welcome = first<Welcome>(ann_again);
  EXPECT_EQ(welcome.state.hosts, Hosts{welcome.id});
  EXPECT_TRUE(welcome.state.locked && welcome.state.waiting_room && welcome.state.password);
  say_hello(ben, "Ben", "open sesame");
  expect_refused(ben, ErrorId::RoomLocked, 1013);
  wait(resume_window);
  EXPECT_TRUE(last.empty()) << "the meeting goes on";
}

TEST_F(VacancyTest, WhoMayNotBeHostWaitsOrStaysOutside) {
  set(ann, {{}, true});
  leave(ann);
  say_token(ben, "Ben-");
  EXPECT_FALSE(heard<Waiting>(ben).id.empty());
  enter_as_guest(cleo);
  expect_refused(cleo, ErrorId::RoomLocked, 1013);
  say_token(dora, "Dora+");
  EXPECT_EQ(decoded<Knock>(texts(dora).at(1)).identity, "Ben");
  set(dora, {true});
  leave(ben);
  leave(dora);
  say_token(ben_again, "Ben-");
  expect_refused(ben_again, ErrorId::RoomLocked, 1013);
}

TEST_F(VacancyTest, WhereTokensMakeHostsNobodyElseBecomesIt) {
  options.hosts_by_token = true;
  restart_server();
  say_token(ann, "Ann+");
  set(ann, {{}, true});
  leave(ann);
  const std::string id = knock(ben, "Ben");
  say_token(ann_again, "Ann+");
  EXPECT_EQ(decoded<Knock>(texts(ann_again).at(1)).from, id);
}

TEST_F(VacancyTest, WhoWasRemovedStaysOut) {
  say_token(ben, "Ben");
  order(ann, HostAction::Remove, first<Welcome>(ben).id);
  leave(ann);
  say_token(ben_again, "Ben");
  expect_refused(ben_again, ErrorId::Removed, 1008);
  wait(resume_window);
  say_token(ben_again, "Ben");
  EXPECT_FALSE(first<Welcome>(ben_again).id.empty()) << "another meeting";
}

TEST_F(VacancyTest, WhereNothingWasSetNothingStays) {
  leave(ann);
  EXPECT_EQ(hub().room_count(), 0U);
  EXPECT_EQ(hub().deadline(), std::nullopt);
}

TEST_F(VacancyTest, GuestsKeepNothingGoing) {
  enter_as_guest(ben);
  set(ann, {true});
  leave(ann);
  wait(resume_window - 1ms);
  hub().disconnect(ben, now);
  wait(1ms);
  EXPECT_EQ(hub().room_count(), 0U);
}

TEST_F(VacancyTest, TheTimeBeginsAnewWithEveryMeeting) {
  set(ann, {true});
  leave(ann);
  wait(resume_window - 1ms);
  enter(ben, "Ben");
  leave(ben);
  wait(1ms);
  EXPECT_EQ(hub().room_count(), 1U);
  wait(resume_window - 1ms);
  EXPECT_EQ(hub().room_count(), 0U);
}

TEST_F(VacancyTest, TheOneLetInBeforeEveryoneLeftIsHost) {
  set(ann, {{}, true});
  say_hello(ben, "Ben");
  const std::string id = first<Waiting>(ben).id;
  order(ann, HostAction::Admit, id);
  leave(ann);
  ping(ben);
  EXPECT_EQ(decoded<Welcome>(texts(ben).at(1)).state.hosts, Hosts{id});
}

}  // namespace
}  // namespace parley::hub
