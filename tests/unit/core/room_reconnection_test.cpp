#include <gtest/gtest.h>

#include "logged_room.h"
#include "parley/core/limits.h"
#include "parley/core/room.h"

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;
using protocol::Participant;

// A room with Ben in it, whose server is then lost.
class RoomReconnectionTest : public testing::Test, protected LoggedRoom {
 protected:
  RoomReconnectionTest() {
    drain(event::Connect{"ws://host", "room", "Ann", 7});
    drain(event::SocketOpened{});
    hear(protocol::Welcome{"PA1", "RM1", "room", {ben}, {}});
  }

  void lose_server() {
    EXPECT_EQ(drain(event::SocketClosed{}), Lines{"roomReconnecting"});
    EXPECT_EQ(drain(event::TimePassed{}), Lines{"openSocket ws://host/ws/room"});
    EXPECT_EQ(drain(event::SocketOpened{}), Lines{"sendText HELLO"});
  }

  static protocol::Welcome welcome(const std::string& id, std::vector<Participant> participants) {
    protocol::Welcome made{id, "RM1", "room", std::move(participants), {}};
    made.restore_window = 10'000;
    return made;
  }

  const Participant ben{"PA2", "Ben", false, true, {}};
  const Participant cleo{"PA3", "Cleo", false, false, {}};
};

TEST_F(RoomReconnectionTest, NewIceServersAreForExistingConnectionsToo) {
  lose_server();
  protocol::Welcome resumed = welcome("PA1", {});
  resumed.resumed = true;
  resumed.ice_servers = {{{"turn:turn.example.org"}, "2:PA1", "secret"}};
  EXPECT_EQ(hear(resumed), (Lines{"#1 setConfiguration", "roomReconnected PA1"}));
  EXPECT_EQ(hear(protocol::IceServers{resumed.ice_servers}), Lines{});
  resumed.ice_servers[0].username = "3:PA1";
  EXPECT_EQ(hear(protocol::IceServers{resumed.ice_servers}), Lines{"#1 setConfiguration"});
}

TEST_F(RoomReconnectionTest, ATokenThatHasExpiredEndsTheRoom) {
  lose_server();
  hear(vendor_error(protocol::ErrorId::TokenExpired));
  const Lines lines = drain(event::SocketClosed{});
  EXPECT_EQ(lines.back(), "roomDisconnected token-expired");
}

TEST_F(RoomReconnectionTest, ConnectionsOutliveTheSocket) {
  lose_server();
  protocol::Welcome resumed = welcome("PA1", {});
  resumed.resumed = true;
  EXPECT_EQ(hear(resumed), Lines{"roomReconnected PA1"});
}

TEST_F(RoomReconnectionTest, WhatIsNegotiatedMeanwhileIsSentAfterwards) {
  lose_server();
  EXPECT_EQ(drain(event::LocalDescriptionApplied{1, protocol::DescriptionType::Offer, "v=0", {}}),
            Lines{});
  protocol::Welcome resumed = welcome("PA1", {});
  resumed.resumed = true;
  EXPECT_EQ(hear(resumed), (Lines{"sendText OFFER to PA2", "roomReconnected PA1"}));
}

TEST_F(RoomReconnectionTest, AfterARestartWhoIsNotBackYetIsWaitedFor) {
  lose_server();
  EXPECT_EQ(hear(welcome("PA1", {cleo})),
            (Lines{"roomReconnected PA1", "participantReconnecting PA2",
                   "participantConnected PA3 Cleo", "#2 createConnection"}));
  EXPECT_EQ(hear(protocol::UserJoin{ben}), Lines{"participantReconnected PA2"});
}

TEST_F(RoomReconnectionTest, AfterARestartWhoDoesNotComeBackIsGivenUp) {
  lose_server();
  hear(welcome("PA1", {}));
  const Time last = start + 10s + limits::restore_allowance;
  for (Time now = start; now < last; now += 4s) hear(protocol::Pong{0}, now);
  EXPECT_EQ(drain(event::TimePassed{}, last - 1ms), Lines{"sendText PING"});
  EXPECT_EQ(drain(event::TimePassed{}, last),
            (Lines{"#1 closeConnection", "participantDisconnected PA2"}));
}

TEST_F(RoomReconnectionTest, WithAnotherIdEverythingBeginsAnew) {
  lose_server();
  EXPECT_EQ(hear(welcome("PA9", {ben})),
            (Lines{"roomReconnected PA9", "#1 closeConnection", "participantDisconnected PA2",
                   "participantConnected PA2 Ben", "#2 createConnection", "#2 addReceivers audio 1",
                   "#2 addReceivers video 1", "#2 setLocalDescription"}));
}

TEST_F(RoomReconnectionTest, AnothersLossIsToldAndEnds) {
  EXPECT_EQ(hear(protocol::UserReconnecting{"PA2"}), Lines{"participantReconnecting PA2"});
  EXPECT_EQ(hear(protocol::UserReconnecting{"PA2"}), Lines{});
  EXPECT_EQ(hear(protocol::UserReconnected{"PA2"}), Lines{"participantReconnected PA2"});
  EXPECT_EQ(hear(protocol::UserReconnected{"PA2"}), Lines{});
}

TEST_F(RoomReconnectionTest, StoppingServerIsComeBackTo) {
  EXPECT_EQ(hear(protocol::Error{protocol::ErrorId::ServerStopping, "stop"}), Lines{});
  lose_server();
}

TEST_F(RoomReconnectionTest, HelloThatComesTooLateIsTriedAgain) {
  lose_server();
  EXPECT_EQ(hear(protocol::Error{protocol::ErrorId::HelloTimeout, "late"}), Lines{});
  EXPECT_EQ(drain(event::SocketClosed{}), Lines{});
  EXPECT_TRUE(deadline());
}

TEST_F(RoomReconnectionTest, ErrorThatWouldComeAgainEndsTheRoom) {
  EXPECT_EQ(hear(protocol::Error{protocol::ErrorId::MessageTooLarge, "too large"}), Lines{});
  EXPECT_EQ(drain(event::SocketClosed{}),
            (Lines{"#1 closeConnection", "closeSocket", "roomDisconnected message-too-large"}));
}

TEST_F(RoomReconnectionTest, LeavingWhileReconnectingEndsIt) {
  drain(event::SocketClosed{});
  EXPECT_EQ(drain(event::Disconnect{}),
            (Lines{"#1 closeConnection", "closeSocket", "roomDisconnected"}));
  EXPECT_EQ(deadline(), std::nullopt);
}

TEST_F(RoomReconnectionTest, GivesUpInTheEnd) {
  drain(event::SocketClosed{});
  EXPECT_EQ(drain(event::TimePassed{}, start + limits::reconnect_give_up),
            (Lines{"#1 closeConnection", "closeSocket", "roomDisconnected connection-lost"}));
}

TEST_F(RoomReconnectionTest, TrackPublishedWhileGreetingIsToldAfterIt) {
  lose_server();
  EXPECT_EQ(drain(event::PublishTrack{{"MTv", protocol::TrackKind::Video, "camera", true}}),
            Lines{"#1 addTrack MTv"});
  protocol::Welcome resumed = welcome("PA1", {});
  resumed.resumed = true;
  EXPECT_EQ(hear(resumed), (Lines{"roomReconnected PA1", "sendText PUBLICATIONS"}));
}

TEST_F(RoomReconnectionTest, NetworkThatChangesRestartsIce) {
  drain(event::IceStateChanged{1, IceState::Connected});
  EXPECT_EQ(drain(event::NetworkChanged{}), Lines{"sendText PING"});
  EXPECT_EQ(drain(event::TimePassed{}), Lines{"#1 restartIce"});
}

TEST_F(RoomReconnectionTest, PageThatIsLookedAtAgainAsksForTheServer) {
  EXPECT_EQ(drain(event::PageShown{}), Lines{"sendText PING"});
}

}  // namespace
}  // namespace parley::core::test
