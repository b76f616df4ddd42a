// Hosts, and rooms that do not let everyone in.
#include <gtest/gtest.h>

#include "logged_room.h"
#include "parley/core/event_log.h"
#include "parley/core/limits.h"
#include "parley/core/room.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;
using protocol::ErrorId;
using protocol::HostAction;
using protocol::HostOrder;
using protocol::Participant;
using protocol::RoomState;
using protocol::TrackKind;

class RoomHostsTest : public testing::Test, protected LoggedRoom {
 protected:
  // What is played again from the log leads to the same.
  void TearDown() override { EXPECT_EQ(replay_check().difference(), ""); }

  void connect() {
    drain(event::Connect{"ws://host", "room", "Ann", 7});
    drain(event::SocketOpened{});
  }
  Lines enter(const RoomState& state = {}, std::vector<Participant> participants = {}) {
    connect();
    return hear(welcome(state, std::move(participants)));
  }
  Lines wait_to_be_let_in() {
    connect();
    return hear(waiting);
  }
  static protocol::Welcome welcome(const RoomState& state = {},
                                   std::vector<Participant> participants = {}) {
    protocol::Welcome message{us, "RM1", "room", std::move(participants), {}, "secret"};
    message.state = state;
    return message;
  }
  static RoomState hosted_by(std::vector<std::string> hosts) {
    RoomState state;
    state.hosts = std::move(hosts);
    return state;
  }
  [[nodiscard]] protocol::Hello last_hello() const {
    return std::get<protocol::Hello>(protocol::decode_client_message(texts().at(0)).value());
  }

  static constexpr const char* us = "PA0000000000000000000000000000000a";
  static constexpr const char* ben = "PA0000000000000000000000000000000b";
  const protocol::Waiting waiting{us, "waiting secret"};
  const protocol::Lobby open_lobby{
      us,      "RM1", "room", {{ben, "Ben", false, true, {}}}, std::vector<protocol::IceServer>(),
      "secret"};
  const protocol::TrackPublication microphone{"MT0000000000000000000000000000000a",
                                              TrackKind::Audio, "microphone"};
  const protocol::TrackPublication camera{"MT0000000000000000000000000000000b", TrackKind::Video,
                                          "camera"};
};

std::string named(const std::string& what, const std::string& who, const std::string& more = {}) {
  return what + who + more;
}

// --- What everyone knows ---

TEST_F(RoomHostsTest, OfAnOrdinaryRoomThereIsNothingToTell) {
  EXPECT_EQ(enter(), (Lines{named("roomConnected RM1 room ", us)}));
}

TEST_F(RoomHostsTest, WelcomeTellsWhoIsHostAndWhatIsSet) {
  RoomState state = hosted_by({us});
  state.locked = true;
  EXPECT_EQ(enter(state), (Lines{named("roomConnected RM1 room ", us),
                                 named("hostChanged ", us, " host"), "roomStateChanged locked"}));
}

TEST_F(RoomHostsTest, WhatChangesIsTold) {
  enter(hosted_by({ben}));
  RoomState state = hosted_by({us});
  state.waiting_room = true;
  state.password = true;
  EXPECT_EQ(hear(protocol::RoomChanged{state}),
            (Lines{named("hostChanged ", ben), named("hostChanged ", us, " host"),
                   "roomStateChanged waitingRoom password"}));
  EXPECT_EQ(hear(protocol::RoomChanged{state}), Lines{});
}

TEST_F(RoomHostsTest, TheLastStateGoesAlongOnTheWayBack) {
  RoomState state = hosted_by({us});
  state.keep = "first";
  drain(event::UsePassword{"open sesame"});
  enter(state);
  state.keep = "second";
  hear(protocol::RoomChanged{state});
  drain(event::SocketClosed{});
  drain(event::TimePassed{});
  drain(event::SocketOpened{});
  EXPECT_EQ(last_hello().keep, "second");
  EXPECT_EQ(last_hello().password, "open sesame");
}

// --- Coming in ---

TEST_F(RoomHostsTest, ThePasswordGoesWithHello) {
  drain(event::UsePassword{"open sesame"});
  drain(event::Connect{"ws://host", "room", "Ann", 7});
  drain(event::SocketOpened{});
  EXPECT_EQ(last_hello().password, "open sesame");
  EXPECT_EQ(last_hello().keep, "");
}

TEST_F(RoomHostsTest, AWrongPasswordIsTheReason) {
  connect();
  hear(protocol::Error{ErrorId::PasswordWrong, "No."});
  EXPECT_EQ(drain(event::SocketClosed{}),
            (Lines{"closeSocket", "roomDisconnected password-wrong"}));
}

TEST_F(RoomHostsTest, WaitingOutlastsTheTimeThatConnectingMayTake) {
  EXPECT_EQ(wait_to_be_let_in(), (Lines{"sendText PING", "roomWaiting"}));
  Time now = start;
  for (int round = 0; round < 20; ++round) {
    now += limits::ping_interval;
    EXPECT_EQ(drain(event::TimePassed{}, now), Lines{"sendText PING"});
    EXPECT_EQ(hear(protocol::Pong{0}, now), Lines{});
  }
  EXPECT_GT(now - start, limits::connect_timeout);
  EXPECT_EQ(hear(welcome(), now), (Lines{named("roomConnected RM1 room ", us)}));
}

TEST_F(RoomHostsTest, OneWhoIsRefusedIsTold) {
  wait_to_be_let_in();
  hear(protocol::Error{ErrorId::EntryRefused, "No."});
  EXPECT_EQ(drain(event::SocketClosed{}), (Lines{"closeSocket", "roomDisconnected entry-refused"}));
}

TEST_F(RoomHostsTest, ALostConnectionComesBackToWaiting) {
  wait_to_be_let_in();
  EXPECT_EQ(drain(event::SocketClosed{}), Lines{});
  EXPECT_EQ(drain(event::TimePassed{}), Lines{"openSocket ws://host/ws/room"});
  EXPECT_EQ(drain(event::SocketOpened{}), Lines{"sendText HELLO"});
  EXPECT_EQ(last_hello().lobby, "waiting secret");
  EXPECT_EQ(hear(waiting), (Lines{"sendText PING", "roomWaiting"}));
}

TEST_F(RoomHostsTest, ASilentServerIsLeftForAnotherConnection) {
  wait_to_be_let_in();
  const Time silent = start + limits::server_silence;
  drain(event::TimePassed{}, start + limits::ping_interval);
  EXPECT_EQ(drain(event::TimePassed{}, silent), Lines{"closeSocket resuming"});
  EXPECT_EQ(drain(event::TimePassed{}, silent), Lines{"openSocket ws://host/ws/room"});
}

TEST_F(RoomHostsTest, AServerThatStopsIsWaitedFor) {
  wait_to_be_let_in();
  hear(protocol::Error{ErrorId::ServerStopping, "Stopping."});
  EXPECT_EQ(drain(event::SocketClosed{}), Lines{});
  EXPECT_EQ(drain(event::TimePassed{}), Lines{"openSocket ws://host/ws/room"});
}

TEST_F(RoomHostsTest, GivingUpIsPossible) {
  wait_to_be_let_in();
  EXPECT_EQ(drain(event::Disconnect{}), (Lines{"closeSocket", "roomDisconnected"}));
}

TEST_F(RoomHostsTest, TracksThatChangeMeanwhileAreToldAfterWelcome) {
  wait_to_be_let_in();
  EXPECT_EQ(drain(event::PublishTrack{microphone}), Lines{});
  EXPECT_EQ(hear(welcome()),
            (Lines{named("roomConnected RM1 room ", us), "sendText PUBLICATIONS"}));
}

TEST_F(RoomHostsTest, WhatWasSaidEarlyIsVoid) {
  drain(event::Preview{"ws://host", "room", 7});
  drain(event::SocketOpened{});
  hear(open_lobby);
  EXPECT_EQ(drain(event::Connect{"ws://host", "room", "Ann", 7}).at(1), "#1 createConnection");
  // A host has closed the room in that moment.
  EXPECT_EQ(hear(waiting), (Lines{"#1 closeConnection", "sendText PING", "roomWaiting"}));
  EXPECT_EQ(hear(welcome({}, {{ben, "Ben", false, true, {}}})).at(2), "#2 createConnection");
  EXPECT_EQ(drain(event::LocalDescriptionApplied{2, protocol::DescriptionType::Offer, "v=0", {}}),
            Lines{named("sendText OFFER to ", ben)});
}

TEST_F(RoomHostsTest, InTheLobbyOfAClosedRoomNothingIsSaidEarly) {
  drain(event::Preview{"ws://host", "room", 7});
  drain(event::SocketOpened{});
  protocol::Lobby lobby{us, "RM1", "room", {}, std::nullopt, "secret"};
  lobby.state.waiting_room = true;
  lobby.count = 3;
  EXPECT_EQ(hear(lobby), Lines{"roomPreviewed 3 waitingRoom"});
  EXPECT_EQ(drain(event::Connect{"ws://host", "room", "Ann", 7}), Lines{"sendText HELLO"});
}

TEST_F(RoomHostsTest, TheLatestLobbyCounts) {
  drain(event::Preview{"ws://host", "room", 7});
  drain(event::SocketOpened{});
  hear(open_lobby);
  protocol::Lobby closed{us, "RM1", "room", {}, std::nullopt, "secret"};
  closed.state.locked = true;
  EXPECT_EQ(hear(closed), Lines{"roomPreviewed 0 locked"});
  EXPECT_EQ(hear(open_lobby), Lines{"roomPreviewed Ben"});
  EXPECT_EQ(hear(closed), Lines{"roomPreviewed 0 locked"});
  EXPECT_EQ(drain(event::Connect{"ws://host", "room", "Ann", 7}), Lines{"sendText HELLO"});
  EXPECT_EQ(hear(open_lobby), Lines{}) << "HELLO is said";
}

TEST_F(RoomHostsTest, WhoWasGivenUpDoesNotWaitInsteadOfReconnecting) {
  enter();
  drain(event::SocketClosed{});
  drain(event::TimePassed{});
  drain(event::SocketOpened{});
  EXPECT_EQ(hear(waiting), (Lines{"closeSocket", "roomDisconnected connection-lost"}));
}

// --- As a host ---

TEST_F(RoomHostsTest, AHostHearsWhoWaits) {
  enter(hosted_by({us}));
  EXPECT_EQ(hear(protocol::Knock{ben, "Ben"}), Lines{named("participantKnocked ", ben, " Ben")});
  EXPECT_EQ(hear(protocol::Knock{ben, "Ben"}), Lines{});
  EXPECT_EQ(hear(protocol::KnockEnded{ben}), Lines{named("knockEnded ", ben)});
  EXPECT_EQ(hear(protocol::KnockEnded{ben}), Lines{});
}

TEST_F(RoomHostsTest, AHostHearsThatSomebodyTriesPasswords) {
  enter(hosted_by({us}));
  EXPECT_EQ(hear(protocol::WrongPasswords{5}), Lines{"wrongPasswords 5"});
}

TEST_F(RoomHostsTest, NobodyWaitsForOneWhoIsHostNoLonger) {
  enter(hosted_by({us}));
  hear(protocol::Knock{ben, "Ben"});
  EXPECT_EQ(hear(protocol::RoomChanged{}),
            (Lines{named("hostChanged ", us), named("knockEnded ", ben)}));
}

TEST_F(RoomHostsTest, ARestartedServerSaysAnewWhoWaits) {
  enter(hosted_by({us}));
  hear(protocol::Knock{ben, "Ben"});
  drain(event::SocketClosed{});
  drain(event::TimePassed{});
  drain(event::SocketOpened{});
  EXPECT_EQ(hear(welcome(hosted_by({us}))),
            (Lines{named("roomReconnected ", us), named("knockEnded ", ben)}));
}

TEST_F(RoomHostsTest, WhatAHostDoesIsSaid) {
  enter(hosted_by({us}));
  const auto sent = [this](const Event& event) {
    drain(event);
    return texts().size() == 1 ? texts().front() : "";
  };
  EXPECT_EQ(sent(event::SetRoomLocked{true}), encode(protocol::SetRoom{true}));
  EXPECT_EQ(sent(event::SetWaitingRoom{false}), encode(protocol::SetRoom{{}, false}));
  EXPECT_EQ(sent(event::SetRoomPassword{""}), encode(protocol::SetRoom{{}, {}, ""}));
  EXPECT_EQ(sent(event::Admit{ben}), encode(HostOrder{HostAction::Admit, ben}));
  EXPECT_EQ(sent(event::Refuse{ben}), encode(HostOrder{HostAction::Refuse, ben}));
  EXPECT_EQ(sent(event::MuteParticipant{ben, TrackKind::Video}),
            encode(HostOrder{HostAction::Mute, ben, TrackKind::Video}));
  EXPECT_EQ(sent(event::RemoveParticipant{ben}), encode(HostOrder{HostAction::Remove, ben}));
  EXPECT_EQ(sent(event::EndRoom{}), encode(HostOrder{HostAction::End}));
}

TEST_F(RoomHostsTest, OutsideOfARoomNothingIs) {
  EXPECT_EQ(drain(event::SetRoomLocked{true}), Lines{});
  wait_to_be_let_in();
  EXPECT_EQ(drain(event::EndRoom{}), Lines{});
}

// --- What hosts do to us ---

TEST_F(RoomHostsTest, AMutedTrackIsSwitchedOffAndTold) {
  drain(event::PublishTrack{microphone});
  drain(event::PublishTrack{camera});
  enter();
  EXPECT_EQ(hear(protocol::Muted{ben, TrackKind::Audio}),
            (Lines{"localTrackMuted " + microphone.sid + " " + ben, "sendText PUBLICATIONS"}));
  EXPECT_EQ(drain(event::SetTrackEnabled{microphone.sid, false}), Lines{});
  EXPECT_EQ(drain(event::SetTrackEnabled{microphone.sid, true}), Lines{"sendText PUBLICATIONS"});
}

TEST_F(RoomHostsTest, OneThatIsOffAlreadyIsToldAllTheSame) {
  enter();
  EXPECT_EQ(hear(protocol::Muted{ben, TrackKind::Audio}), Lines{"sendText PUBLICATIONS"});
}

TEST_F(RoomHostsTest, OneWhoIsRemovedDoesNotComeBack) {
  enter();
  hear(protocol::Error{ErrorId::Removed, "Out."});
  EXPECT_EQ(drain(event::SocketClosed{}), (Lines{"closeSocket", "roomDisconnected removed"}));
}

TEST_F(RoomHostsTest, TheEndOfTheRoomIsOurs) {
  enter();
  hear(protocol::Error{ErrorId::RoomEnded, "Room completed"});
  EXPECT_EQ(drain(event::SocketClosed{}), (Lines{"closeSocket", "roomDisconnected room-ended"}));
}

TEST_F(RoomHostsTest, AnErrorForNoHostEndsNothing) {
  enter();
  EXPECT_EQ(hear(protocol::Error{ErrorId::HostRequired, "No."}), Lines{});
}

TEST_F(RoomHostsTest, NoPasswordIsInTheLog) {
  EventLog log;
  log.record(event::UsePassword{"open sesame"}, start);
  log.record(event::SetRoomPassword{"open sesame"}, start);
  RoomState state;
  state.keep = "sealed sesame";
  log.record(event::SocketMessage{encode(protocol::RoomChanged{state})}, start);
  log.record(event::SocketMessage{encode(protocol::Waiting{us, "sesame"})}, start);
  log.record(event::SocketMessage{encode(protocol::Knock{ben, "Ben Sesame"})}, start);
  EXPECT_EQ(log.text().find("esame"), std::string::npos) << log.text();
}

}  // namespace
}  // namespace parley::core::test
