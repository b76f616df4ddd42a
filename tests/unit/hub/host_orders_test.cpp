// What hosts do to others: PROTOCOL.md, "Hosts".
#include <string>

#include "hosting.h"

namespace parley::hub {
namespace {

using protocol::ErrorId;
using protocol::Hello;
using protocol::HostAction;
using protocol::Muted;
using protocol::Publications;
using protocol::TrackKind;
using protocol::TrackPublication;
using protocol::UserLeave;
using protocol::Welcome;

const TrackPublication microphone{"MT1", TrackKind::Audio, "microphone"};
const TrackPublication camera{"MT2", TrackKind::Video, "camera"};
TrackPublication off(TrackPublication track) {
  track.enabled = false;
  return track;
}

class HostOrdersTest : public Hosting {
 protected:
  void SetUp() override {
    Hosting::SetUp();
    ann_welcome = enter(ann, "Ann");
    ben_welcome = enter(ben, "Ben");
    enter(cleo, "Cleo");
    publish({microphone, camera});
  }
  void publish(std::vector<TrackPublication> tracks) {
    say(ben, encode(Publications{"", std::move(tracks)}));
  }
  Welcome ann_welcome;
  Welcome ben_welcome;
};

TEST_F(HostOrdersTest, TheMutedOneIsAskedAndTheOthersAreTold) {
  order(ann, HostAction::Mute, ben_welcome.id);
  EXPECT_EQ(heard<Muted>(ben), (Muted{ann_welcome.id, TrackKind::Audio}));
  for (const ConnectionId id : {ann, cleo}) {
    EXPECT_EQ(heard<Publications>(id), (Publications{ben_welcome.id, {off(microphone), camera}}));
  }
  EXPECT_EQ(enter(dora, "Dora").participants.at(1).tracks, (std::vector{off(microphone), camera}));
}

TEST_F(HostOrdersTest, TheMutedOneIsOffUntilItHasSwitchedOff) {
  order(ann, HostAction::Mute, ben_welcome.id);
  publish({microphone, camera});  // was under way, or ignores it
  EXPECT_TRUE(heard_nothing(cleo));
  publish({microphone, off(camera)});
  EXPECT_EQ(heard<Publications>(cleo).tracks, (std::vector{off(microphone), off(camera)}));
  publish({off(microphone), camera});
  publish({microphone, camera});  // on again, by its own wish
  EXPECT_EQ(heard<Publications>(cleo).tracks, (std::vector{microphone, camera}));
}

TEST_F(HostOrdersTest, TheOthersAreToldOnceThatOneIsMuted) {
  order(ann, HostAction::Mute, ben_welcome.id);
  publish({off(microphone), camera});  // has switched off
  EXPECT_TRUE(last.empty());
  order(ann, HostAction::Mute, ben_welcome.id);
  EXPECT_EQ(heard<Muted>(ben).kind, TrackKind::Audio);
  EXPECT_TRUE(heard_nothing(cleo));
}

TEST_F(HostOrdersTest, OneKindIsMuted) {
  order(ann, HostAction::Mute, ben_welcome.id, TrackKind::Video);
  EXPECT_EQ(heard<Muted>(ben).kind, TrackKind::Video);
  EXPECT_EQ(heard<Publications>(cleo).tracks, (std::vector{microphone, off(camera)}));
}

TEST_F(HostOrdersTest, OneWhoIsAwayHearsOfItWhenItIsBack) {
  lose(ben);
  order(ann, HostAction::Mute, ben_welcome.id);
  come_back(ben_again, ben_welcome, 1);
  EXPECT_EQ(decoded<Muted>(texts(ben_again).back()).from, ann_welcome.id);
}

TEST_F(HostOrdersTest, AGuestCannotBeMuted) {
  enter_as_guest(dora);
  const auto guest = heard<protocol::UserJoin>(ann).participant.id;
  order(ann, HostAction::Mute, guest);
  expect_refused(ann, ErrorId::BadMessage, 0);
  order(ann, HostAction::Remove, guest);
  EXPECT_EQ(heard<protocol::Error>(dora).id, ErrorId::Removed);
  EXPECT_EQ(heard<UserLeave>(cleo).from, guest);
}

TEST_F(HostOrdersTest, TheRemovedOneIsGoneAtOnce) {
  order(ann, HostAction::Remove, ben_welcome.id);
  EXPECT_EQ(heard<protocol::Error>(ben).id, ErrorId::Removed);
  EXPECT_EQ(closed_with(ben), 1008);
  for (const ConnectionId id : {ann, cleo}) EXPECT_EQ(heard<UserLeave>(id).from, ben_welcome.id);
  order(ann, HostAction::Remove, ben_welcome.id);
  expect_refused(ann, ErrorId::UnknownRecipient, 0);
}

TEST_F(HostOrdersTest, TheRemovedOnesSecretIsNoGood) {
  order(ann, HostAction::Remove, ben_welcome.id);
  say_hello(ben_again, Hello{"Ben", {}, ben_welcome.resume});
  expect_refused(ben_again, ErrorId::Removed, 1008);
}

TEST_F(HostOrdersTest, OneWhoIsAwayLearnsThatItWasRemoved) {
  lose(ben);
  order(ann, HostAction::Remove, ben_welcome.id);
  EXPECT_EQ(heard<UserLeave>(cleo).from, ben_welcome.id);
  say_hello(ben_again, Hello{"Ben", {}, ben_welcome.resume});
  expect_refused(ben_again, ErrorId::Removed, 1008);
}

TEST_F(HostOrdersTest, ATokensNameIsKeptOutUntilTheMeetingIsOver) {
  say_token(dora, "Dora+");
  order(ann, HostAction::Remove, first<Welcome>(dora).id);
  say_token(14, "Dora+");
  expect_refused(14, ErrorId::Removed, 1008);
  say_hello(15, "Dora");  // anyone may say that
  EXPECT_FALSE(first<Welcome>(15).id.empty());
  order(ann, HostAction::End, "");
  say_token(16, "Dora+");
  EXPECT_FALSE(first<Welcome>(16).id.empty());
}

TEST_F(HostOrdersTest, AHostMayRemoveItself) {
  order(ann, HostAction::Remove, ann_welcome.id);
  EXPECT_EQ(heard<protocol::Error>(ann).id, ErrorId::Removed);
  EXPECT_EQ(state_told(cleo).hosts, std::vector{ben_welcome.id});
}

TEST_F(HostOrdersTest, TheEndIsEveryones) {
  enter_as_guest(dora);
  set(ann, {{}, true});
  knock(14, "Emil");
  look(15);
  order(ann, HostAction::End, "");
  for (const ConnectionId id : {ann, ben, cleo, dora, ConnectionId{14}}) {
    EXPECT_EQ(decoded<protocol::Error>(texts(id).back()).id, ErrorId::RoomEnded) << id;
    EXPECT_EQ(closed_with(id), 1000) << id;
  }
  const auto lobby = heard<protocol::Lobby>(15);
  EXPECT_TRUE(lobby.state.open());
  EXPECT_TRUE(lobby.participants.empty()) << "who looks sees that everyone has left";
  lose(15);
  EXPECT_EQ(hub().room_count(), 0U);
}

TEST_F(HostOrdersTest, NobodyComesBackToWhatWasEnded) {
  lose(ben);
  order(ann, HostAction::End, "");
  say_hello(ben_again, Hello{"Ben", {}, ben_welcome.resume});
  expect_refused(ben_again, ErrorId::RoomEnded, 1000);
  EXPECT_EQ(hub().room_count(), 0U);
  EXPECT_NE(enter(dora, "Dora").room_sid, ann_welcome.room_sid);
}

}  // namespace
}  // namespace parley::hub
