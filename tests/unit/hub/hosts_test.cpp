// Who is host, and whom a room lets in: PROTOCOL.md, "Hosts".
#include "hosting.h"
#include "parley/protocol/limits.h"

namespace parley::hub {
namespace {

using protocol::ErrorId;
using protocol::Hello;
using protocol::HostAction;
using protocol::Lobby;
using protocol::SetRoom;
using protocol::UserLeave;
using protocol::Welcome;

using HostsTest = Hosting;

TEST_F(HostsTest, TheFirstInTheRoomIs) {
  const Welcome welcome = enter(ann, "Ann");
  EXPECT_EQ(welcome.state.hosts, Hosts{welcome.id});
  EXPECT_EQ(enter(ben, "Ben").state.hosts, Hosts{welcome.id});
  EXPECT_TRUE(welcome.state.open());
}

TEST_F(HostsTest, TheOneWhoIsThereLongestSucceeds) {
  enter(ann, "Ann");
  const Welcome ben_welcome = enter(ben, "Ben");
  enter(cleo, "Cleo");
  leave(ann);
  EXPECT_EQ(state_told(ben).hosts, Hosts{ben_welcome.id});
  EXPECT_EQ(state_told(cleo).hosts, Hosts{ben_welcome.id});
}

TEST_F(HostsTest, OneWithAConnectionSucceedsBeforeOneWithout) {
  enter(ann, "Ann");
  enter(ben, "Ben");
  const Welcome cleo_welcome = enter(cleo, "Cleo");
  lose(ben);
  leave(ann);
  EXPECT_EQ(state_told(cleo).hosts, Hosts{cleo_welcome.id});
}

TEST_F(HostsTest, OneWhoIsAwayStaysIt) {
  const Welcome welcome = enter(ann, "Ann");
  enter(ben, "Ben");
  lose(ann);
  EXPECT_EQ(enter(cleo, "Cleo").state.hosts, Hosts{welcome.id});
  wait(resume_window);
  EXPECT_NE(state_told(ben).hosts, Hosts{welcome.id});
}

TEST_F(HostsTest, AGuestNeverIs) {
  enter_as_guest(ann);
  const Welcome welcome = enter(ben, "Ben");
  EXPECT_EQ(welcome.state.hosts, Hosts{welcome.id});
  leave(ben);
  EXPECT_TRUE(enter(cleo, "Cleo").state.hosts.size() == 1);
}

TEST_F(HostsTest, ATokenMakesOneAndTheOthersHearOfIt) {
  const Welcome ann_welcome = enter(ann, "Ann");
  say_token(ben, "Ben+");
  const auto ben_id = first<Welcome>(ben).id;
  EXPECT_EQ(first<Welcome>(ben).state.hosts, (Hosts{ann_welcome.id, ben_id}));
  EXPECT_EQ(state_told(ann).hosts, (Hosts{ann_welcome.id, ben_id}));
}

TEST_F(HostsTest, ATokenKeepsOneFromBeingHost) {
  say_token(ann, "Ann-");
  EXPECT_TRUE(first<Welcome>(ann).state.hosts.empty());
  say_token(ben, "Ben");
  EXPECT_EQ(first<Welcome>(ben).state.hosts, Hosts{first<Welcome>(ben).id});
  leave(ben);
  EXPECT_TRUE(state_told(ann).hosts.empty());
}

TEST_F(HostsTest, OnlyTokensMakeThemWhereTheOperatorSaysSo) {
  options.hosts_by_token = true;
  restart_server();
  EXPECT_TRUE(enter(ann, "Ann").state.hosts.empty());
  say_token(ben, "Ben+");
  EXPECT_EQ(first<Welcome>(ben).state.hosts.size(), 1U);
  leave(ben);
  EXPECT_TRUE(state_told(ann).hosts.empty());
}

TEST_F(HostsTest, OthersChangeNothing) {
  const Welcome ann_welcome = enter(ann, "Ann");
  enter(ben, "Ben");
  for (const std::string& text :
       {encode(SetRoom{true}), encode(protocol::HostOrder{HostAction::End}),
        encode(protocol::HostOrder{HostAction::Remove, ann_welcome.id}),
        encode(protocol::HostOrder{HostAction::Mute, ann_welcome.id}),
        encode(protocol::HostOrder{HostAction::Admit, ann_welcome.id})}) {
    say(ben, text);
    expect_refused(ben, ErrorId::HostRequired, 0);
  }
}

TEST_F(HostsTest, EveryoneHearsWhatIsSetButNeverThePassword) {
  enter(ann, "Ann");
  enter(ben, "Ben");
  look(cleo);
  set(ann, {true, true, "open sesame"});
  for (const auto& [state, looks] : {std::pair{state_told(ann), false},
                                     {state_told(ben), false},
                                     {heard<Lobby>(cleo).state, true}}) {
    EXPECT_TRUE(state.locked && state.waiting_room && state.password);
    EXPECT_EQ(state.keep.empty(), looks);
  }
  for (const Delivery& delivery : last) {
    EXPECT_EQ(delivery.text->find("sesame"), std::string::npos) << *delivery.text;
  }
  set(ann, {false, {}, ""});
  EXPECT_FALSE(state_told(ben).locked);
  EXPECT_TRUE(state_told(ben).waiting_room);
  EXPECT_FALSE(state_told(ben).password);
}

TEST_F(HostsTest, ALockedRoomLetsNobodyIn) {
  enter(ann, "Ann");
  set(ann, {true});
  say_hello(ben, "Ben");
  expect_refused(ben, ErrorId::RoomLocked, 1013);
  enter_as_guest(cleo);
  expect_refused(cleo, ErrorId::RoomLocked, 1013);
  set(ann, {false});
  EXPECT_FALSE(enter(dora, "Dora").id.empty());
}

TEST_F(HostsTest, WhoIsInALockedRoomComesBackToIt) {
  enter(ann, "Ann");
  const Welcome ben_welcome = enter(ben, "Ben");
  set(ann, {true, true, "open sesame"});
  lose(ben);
  EXPECT_TRUE(come_back(ben_again, ben_welcome, 0).resumed);
}

TEST_F(HostsTest, WhoComesBackTooLateIsAStranger) {
  enter(ann, "Ann");
  const Welcome ben_welcome = enter(ben, "Ben");
  set(ann, {true});
  lose(ben);
  wait(resume_window);
  Hello hello{"Ben", {}, ben_welcome.resume};
  say_hello(ben_again, hello);
  expect_refused(ben_again, ErrorId::RoomLocked, 1013);
}

TEST_F(HostsTest, APasswordIsAskedFor) {
  enter(ann, "Ann");
  set(ann, {{}, {}, "open sesame"});
  say_hello(ben, "Ben");
  expect_refused(ben, ErrorId::PasswordRequired, 1013);
  for (const std::string wrong : {"open", "open sesame ", "Open Sesame", "pen sesameo"}) {
    say_hello(ben, "Ben", wrong);
    expect_refused(ben, ErrorId::PasswordWrong, 1008);
  }
  say_hello(ben, "Ben", "open sesame");
  EXPECT_FALSE(first<Welcome>(ben).id.empty());
  enter_as_guest(cleo);
  expect_refused(cleo, ErrorId::PasswordRequired, 1013);
}

TEST_F(HostsTest, APasswordIsTheRoomsOwn) {
  EXPECT_NE(enter(ann, "Ann").state.keep, enter(cleo, "Cleo", "other").state.keep);
  set(ann, {{}, {}, "open sesame"});
  set(cleo, {{}, {}, "open sesame"});
  const auto proof_in = [](const std::string& keep) { return keep.substr(keep.find('!')); };
  const std::string one = proof_in(state_told(cleo).keep);
  set(ann, {{}, {}, "open sesame"});
  EXPECT_NE(one, proof_in(state_told(ann).keep));
}

TEST_F(HostsTest, OneByTokenIsNotAsked) {
  enter(ann, "Ann");
  set(ann, {true, true, "open sesame"});
  say_token(ben, "Ben+");
  EXPECT_FALSE(first<Welcome>(ben).id.empty());
}

TEST_F(HostsTest, WhoLooksAtAClosedRoomLearnsOnlyHowManyAreInIt) {
  enter(ann, "Ann");
  for (const SetRoom& wish : {SetRoom{true}, SetRoom{false, true}, SetRoom{false, false, "x"}}) {
    set(ann, wish);
    look(ben);
    const auto lobby = heard<Lobby>(ben);
    EXPECT_FALSE(lobby.state.open());
    EXPECT_TRUE(lobby.participants.empty());
    EXPECT_TRUE(lobby.state.hosts.empty());
    EXPECT_EQ(lobby.count, 1U);
    EXPECT_EQ(lobby.ice_servers, std::nullopt);
    lose(ben);
  }
  set(ann, {false, false, ""});
  look(ben);
  EXPECT_EQ(heard<Lobby>(ben).participants.size(), 1U);
  EXPECT_EQ(heard<Lobby>(ben).count, 0U);
  EXPECT_EQ(heard<Lobby>(ben).ice_servers->size(), 1U);
}

TEST_F(HostsTest, WhoLooksAtAClosedRoomLearnsWhenThatNumberChanges) {
  enter(ann, "Ann");
  const Welcome cleo_welcome = enter(cleo, "Cleo");
  look(ben);
  const auto open = heard<Lobby>(ben);
  EXPECT_EQ(open.participants.size(), 2U);
  set(ann, {true});
  const auto closed = heard<Lobby>(ben);
  EXPECT_EQ(closed.count, 2U);
  EXPECT_EQ(closed.id, open.id);
  EXPECT_EQ(closed.secret, open.secret);
  EXPECT_EQ(texts(ben).size(), 1U) << "and nothing else";

  say(cleo, encode(protocol::Publications{
                "", {{"MT1", protocol::TrackKind::Audio, "microphone", true}}}));
  EXPECT_TRUE(heard_nothing(ben));
  lose(cleo);
  EXPECT_TRUE(heard_nothing(ben)) << "a lost connection changes no number";
  wait(resume_window);
  EXPECT_EQ(heard<Lobby>(ben).count, 1U);
  EXPECT_EQ(texts(ben).size(), 1U);
}

TEST_F(HostsTest, WhoLooksAtARoomThatOpensLearnsWhoIsInIt) {
  enter(ann, "Ann");
  set(ann, {true});
  look(ben);
  set(ann, {false});
  EXPECT_EQ(decoded<Lobby>(texts(ben).back()).participants.size(), 1U);
  enter(cleo, "Cleo");
  EXPECT_EQ(heard<protocol::UserJoin>(ben).participant.identity, "Cleo");
  EXPECT_EQ(texts(ben).size(), 1U);
}

}  // namespace
}  // namespace parley::hub
