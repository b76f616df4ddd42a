// What a restart of the server leaves of the host and of what was set: PROTOCOL.md, "Hosts".
#include "hosting.h"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;
using protocol::ErrorId;
using protocol::Hello;
using protocol::HostAction;
using protocol::Knock;
using protocol::RoomState;
using protocol::Waiting;
using protocol::Welcome;

class HostRestoring : public Hosting {
 protected:
  void SetUp() override {
    Hosting::SetUp();
    ann_welcome = enter(ann, "Ann");
    ben_welcome = enter(ben, "Ben");
    set(ann, {true, true, "open sesame"});
    before = state_told(ben);
  }

  Welcome return_with(ConnectionId id, const Welcome& welcome, const RoomState& state) {
    Hello hello{"Returned", {}, welcome.resume};
    hello.keep = state.keep;
    say_hello(id, hello);
    return first<Welcome>(id);
  }

  Welcome ann_welcome;
  Welcome ben_welcome;
  RoomState before;
};

TEST_F(HostRestoring, TheFirstToComeBackBringsEverything) {
  restart_server();
  const Welcome back = return_with(ben_again, ben_welcome, before);
  EXPECT_TRUE(back.state.locked && back.state.waiting_room && back.state.password);
  EXPECT_TRUE(back.state.hosts.empty()) << "she may still come";
  say_hello(cleo, "Cleo");
  expect_refused(cleo, ErrorId::RoomLocked, 1013);
  EXPECT_EQ(return_with(ann_again, ann_welcome, before).state.hosts, Hosts{ann_welcome.id});
  EXPECT_EQ(state_told(ben_again).hosts, Hosts{ann_welcome.id});
  set(ann_again, {false, false});
  say_hello(cleo, "Cleo", "open sesame");
  EXPECT_FALSE(first<Welcome>(cleo).id.empty()) << "the password is still the same";
}

TEST_F(HostRestoring, AHostWhoDoesNotComeBackIsSucceeded) {
  restart_server();
  return_with(ben_again, ben_welcome, before);
  wait(restore_window);
  EXPECT_EQ(state_told(ben_again).hosts, Hosts{ben_welcome.id});
}

TEST_F(HostRestoring, WhatWasSetLastCounts) {
  set(ann, {false});
  const RoomState later = state_told(ann);
  restart_server();
  EXPECT_TRUE(return_with(ben_again, ben_welcome, before).state.locked);
  EXPECT_FALSE(return_with(ann_again, ann_welcome, later).state.locked);
  EXPECT_FALSE(state_told(ben_again).locked);
}

TEST_F(HostRestoring, WhatIsOlderDoesNot) {
  set(ann, {false});
  const RoomState later = state_told(ann);
  restart_server();
  return_with(ann_again, ann_welcome, later);
  EXPECT_FALSE(return_with(ben_again, ben_welcome, before).state.locked);
}

TEST_F(HostRestoring, WhoCameSinceIsHostNoLonger) {
  restart_server();
  const Welcome cleo_welcome = enter(cleo, "Cleo");
  EXPECT_EQ(cleo_welcome.state.hosts, Hosts{cleo_welcome.id});
  set(cleo, {false, false, ""});
  return_with(ann_again, ann_welcome, before);
  EXPECT_EQ(state_told(cleo).hosts, Hosts{ann_welcome.id});
  EXPECT_TRUE(state_told(cleo).locked);
}

TEST_F(HostRestoring, WhatNobodySignedIsNotBelieved) {
  Welcome back = ben_welcome;
  for (const std::string keep : {"", "9!!!!!0", "99999999999999!!!!PA1!12", "x"}) {
    restart_server();
    back = return_with(ben_again, back, RoomState{false, false, false, {}, keep});
    EXPECT_FALSE(back.state.locked);
    EXPECT_EQ(back.state.hosts, Hosts{ben_welcome.id});
  }
}

TEST_F(HostRestoring, AnotherRoomsStateIsNotBelieved) {
  enter(cleo, "Cleo", "other");
  set(cleo, {true});
  const RoomState other = state_told(cleo);
  restart_server();
  EXPECT_FALSE(return_with(ben_again, ben_welcome, other).state.locked);
}

TEST_F(HostRestoring, TheStateIsNoSecretToComeBackWith) {
  Hello hello{"Mallory", {}, before.keep};
  restart_server();
  say_hello(cleo, hello);
  EXPECT_NE(first<Welcome>(cleo).id, ann_welcome.id);
}

TEST_F(HostRestoring, WithinOneRunTheServerKnowsBetter) {
  set(ann, {false, false, ""});
  lose(ben);
  EXPECT_TRUE(return_with(ben_again, ben_welcome, before).state.open());
}

TEST_F(HostRestoring, WhoWasRemovedIsNotLetBack) {
  lose(ben);
  order(ann, HostAction::Remove, ben_welcome.id);
  const RoomState after = state_told(ann);
  restart_server();
  return_with(ann_again, ann_welcome, after);
  say_hello(ben_again, Hello{"Ben", {}, ben_welcome.resume});
  expect_refused(ben_again, ErrorId::Removed, 1008);
}

TEST_F(HostRestoring, WhoWasRemovedGoesOnceSomeoneIsBackWhoKnowsIt) {
  lose(ben);
  order(ann, HostAction::Remove, ben_welcome.id);
  const RoomState after = state_told(ann);
  restart_server();
  EXPECT_FALSE(return_with(ben_again, ben_welcome, before).id.empty());
  const Welcome back = return_with(ann_again, ann_welcome, after);
  EXPECT_EQ(heard<protocol::Error>(ben_again).id, ErrorId::Removed);
  EXPECT_EQ(closed_with(ben_again), 1008);
  EXPECT_TRUE(back.participants.empty());
  EXPECT_EQ(back.state.hosts, Hosts{ann_welcome.id});
  EXPECT_TRUE(back.state.locked);
}

TEST_F(HostRestoring, WhoHasLeftAClosedRoomIsNotLetBack) {
  leave(ben);
  const RoomState after = state_told(ann);
  restart_server();
  return_with(ann_again, ann_welcome, after);
  say_hello(ben_again, Hello{"Ben", {}, ben_welcome.resume});
  expect_refused(ben_again, ErrorId::Removed, 1008);
}

TEST_F(HostRestoring, WhoHasLeftSinceIsNotLetBackByWhatWasSetLater) {
  set(ann, {true, true, "sesame"});
  set(ann, {true, true, "open sesame"});
  const RoomState later = state_told(ann);
  restart_server();
  return_with(ben_again, ben_welcome, before);
  leave(ben_again);
  return_with(ann_again, ann_welcome, later);
  say_hello(cleo, Hello{"Ben", {}, ben_welcome.resume});
  expect_refused(cleo, ErrorId::Removed, 1008);
}

TEST_F(HostRestoring, WhoHasLeftAnOpenRoomMayComeBackAsAnybodyMay) {
  set(ann, {false, false, ""});
  leave(ben);
  for (const std::string& text : texts(ann)) EXPECT_EQ(text.find("\"ROOM\""), std::string::npos);
}

TEST_F(HostRestoring, OfManyWhoWereRemovedTheFirstAreForgotten) {
  set(ann, {false, false, ""});
  lose(ben);
  order(ann, HostAction::Remove, ben_welcome.id);
  ConnectionId id = 100;
  Welcome second;
  for (std::size_t count = 0; count < kept_removals; ++count) {
    const Welcome welcome = enter(++id, "Cleo");
    order(ann, HostAction::Remove, welcome.id);
    if (count == 0) second = welcome;
  }
  const RoomState after = state_told(ann);
  restart_server();
  return_with(ann_again, ann_welcome, after);
  EXPECT_EQ(return_with(ben_again, ben_welcome, before).id, ben_welcome.id);
  say_hello(13, Hello{"Cleo", {}, second.resume});
  expect_refused(13, ErrorId::Removed, 1008);
}

TEST_F(HostRestoring, WhoWasRemovedIsNotForgottenForThoseWhoComeAndLeave) {
  order(ann, HostAction::Remove, ben_welcome.id);
  set(ann, {false, false, "open sesame"});
  Welcome latest;
  for (ConnectionId id = 100; id <= 100 + kept_removals; ++id) {
    say_hello(id, "Cleo", "open sesame");
    latest = first<Welcome>(id);
    leave(id);
  }
  const RoomState after = state_told(ann);
  restart_server();
  return_with(ann_again, ann_welcome, after);
  say_hello(ben_again, Hello{"Ben", {}, ben_welcome.resume});
  expect_refused(ben_again, ErrorId::Removed, 1008);
  say_hello(13, Hello{"Cleo", {}, latest.resume});
  expect_refused(13, ErrorId::Removed, 1008);
}

TEST_F(HostRestoring, AHostWhoHasLeftIsNoneOnceSomeoneIsBackWhoKnowsIt) {
  set(ann, {false, false, ""});
  const RoomState of_ann = state_told(ann);
  leave(ann);
  const RoomState after = state_told(ben);
  restart_server();
  EXPECT_EQ(return_with(ann_again, ann_welcome, of_ann).state.hosts, Hosts{ann_welcome.id});
  EXPECT_EQ(return_with(ben_again, ben_welcome, after).state.hosts, Hosts{ben_welcome.id});
}

TEST_F(HostRestoring, WhoWaitedWaitsOn) {
  set(ann, {false, true, ""});
  const RoomState state = state_told(ann);
  say_hello(cleo, "Cleo");
  const auto waiting = first<Waiting>(cleo);
  restart_server();
  wait_again(13, "Cleo", waiting);
  EXPECT_EQ(heard<Waiting>(13).id, waiting.id);
  return_with(ann_again, ann_welcome, state);
  EXPECT_EQ(decoded<Knock>(texts(ann_again).at(1)).from, waiting.id);
  ping(13);
  order(ann_again, HostAction::Admit, waiting.id);
  EXPECT_EQ(first<Welcome>(13).id, waiting.id);
}

TEST_F(HostRestoring, WhoWasRemovedDoesNotWaitAgainOnceSomeoneIsBackWhoKnowsIt) {
  set(ann, {false, true, ""});
  say_hello(cleo, "Cleo");
  const auto waiting = first<Waiting>(cleo);
  ping(cleo);
  order(ann, HostAction::Admit, waiting.id);
  lose(cleo);
  order(ann, HostAction::Remove, waiting.id);
  const RoomState after = state_told(ann);
  restart_server();
  wait_again(13, "Cleo", waiting);
  EXPECT_EQ(heard<Waiting>(13).id, waiting.id);
  return_with(ann_again, ann_welcome, after);
  EXPECT_EQ(heard<protocol::Error>(13).id, ErrorId::Removed);
  EXPECT_EQ(closed_with(13), 1008);
  order(ann_again, HostAction::Admit, waiting.id);
  expect_refused(ann_again, ErrorId::UnknownRecipient, 0);
}

TEST_F(HostRestoring, WhoWasRemovedDoesNotWaitAgainWhenThoseWhoKnowItHaveLeft) {
  set(ann, {false, true, ""});
  say_hello(cleo, "Cleo");
  const auto waiting = first<Waiting>(cleo);
  ping(cleo);
  order(ann, HostAction::Admit, waiting.id);
  order(ann, HostAction::Remove, waiting.id);
  const RoomState after = state_told(ann);
  restart_server();
  return_with(ann_again, ann_welcome, after);
  leave(ann_again);
  wait_again(13, "Cleo", waiting);
  expect_refused(13, ErrorId::Removed, 1008);
}

TEST_F(HostRestoring, WhoWaitedKeepsTheRoomClosedWhereNobodyComesBack) {
  set(ann, {false, true, ""});
  say_hello(cleo, "Cleo");
  const auto waiting = first<Waiting>(cleo);
  restart_server();
  wait_again(13, "Cleo", waiting);
  wait(restore_window);
  EXPECT_TRUE(last.empty());
  const Welcome reloaded = enter(ann_again, "Ann");
  EXPECT_TRUE(reloaded.state.waiting_room);
  EXPECT_EQ(reloaded.state.hosts, Hosts{reloaded.id});
  EXPECT_EQ(decoded<Knock>(texts(ann_again).at(1)).from, waiting.id);
}

TEST_F(HostRestoring, WhatIsBroughtBackCountsBeforeWhatOneWhoWaitedKnew) {
  set(ann, {false, true, ""});
  say_hello(cleo, "Cleo");
  const auto waiting = first<Waiting>(cleo);
  lose(cleo);
  set(ann, {false, false});
  const RoomState open = state_told(ann);
  restart_server();
  wait_again(13, "Cleo", waiting);
  ping(13);
  EXPECT_TRUE(return_with(ann_again, ann_welcome, open).state.open());
  wait(restore_window);
  EXPECT_EQ(first<Welcome>(13).id, waiting.id);
}

TEST_F(HostRestoring, ATokensHostIsOneBecauseOfItsToken) {
  restart_server();
  now = Instant{60'000};
  say_token(ann, "Ann+");
  const Welcome welcome = first<Welcome>(ann);
  restart_server();
  EXPECT_EQ(return_with(ann_again, welcome, welcome.state).state.hosts, Hosts{welcome.id})
      << "alone, and so by order";
  restart_server();
  Hello hello{"", {}, welcome.resume};
  hello.keep = welcome.state.keep;
  hello.token = "Ann-";
  say_hello(ann_again, hello);
  EXPECT_TRUE(first<Welcome>(ann_again).state.hosts.empty());
}

}  // namespace
}  // namespace parley::hub
