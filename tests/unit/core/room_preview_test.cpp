// Looking at a room before entering it, and entering from there.
#include <gtest/gtest.h>

#include <algorithm>

#include "logged_room.h"
#include "parley/core/limits.h"
#include "parley/core/room.h"
#include "parley/protocol/codec.h"

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;
using protocol::DescriptionType;
using protocol::ErrorId;
using protocol::Participant;
using protocol::TrackKind;

class RoomPreviewTest : public testing::Test, protected LoggedRoom {
 protected:
  /// Looks at a room in which these are.
  void preview(std::vector<Participant> participants) {
    EXPECT_EQ(drain(event::Preview{"ws://host", "room", 7}), Lines{"openSocket ws://host/ws/room"});
    EXPECT_EQ(drain(event::SocketOpened{}), Lines{"sendText PREVIEW"});
    hear(lobby(std::move(participants)));
  }
  Lines connect(Time now = start) {
    return drain(event::Connect{"ws://host", "room", "Ann", 7}, now);
  }
  /// The browser has made the offer for the connection.
  Lines offer_made(ConnectionHandle connection) {
    return drain(event::LocalDescriptionApplied{connection, DescriptionType::Offer, "v=0", {}});
  }

  static protocol::Lobby lobby(std::vector<Participant> participants) {
    return {"PA1",   "RM1", "room", std::move(participants), std::vector<protocol::IceServer>(),
            "secret"};
  }
  static protocol::Welcome welcome(std::vector<Participant> participants,
                                   const std::string& id = "PA1") {
    return {id, "RM1", "room", std::move(participants), {}};
  }

  static constexpr const char* hello = "sendText HELLO";
  const Lines create_and_offer_1 = {"#1 createConnection", "#1 addReceivers audio 1",
                                    "#1 addReceivers video 1", "#1 setLocalDescription"};
  const Participant ben{"PA2", "Ben", false, true, {}};
  const Participant cleo{"PA3", "Cleo", false, true, {}};
  const Participant guest{"PA4", "Guest", true, true, {}};
};

Lines operator+(Lines one, const Lines& other) {
  one.insert(one.end(), other.begin(), other.end());
  return one;
}

TEST_F(RoomPreviewTest, TellsWhoIsThereAndWhatChanges) {
  preview({});
  EXPECT_EQ(hear(protocol::UserJoin{ben}), Lines{"roomPreviewed Ben"});
  EXPECT_EQ(hear(protocol::UserJoin{ben}), Lines{});
  EXPECT_EQ(hear(protocol::UserJoin{cleo}), Lines{"roomPreviewed Ben Cleo"});
  EXPECT_EQ(hear(protocol::Publications{"PA2", {{"MT2", TrackKind::Video, "", true}}}), Lines{});
  EXPECT_EQ(hear(protocol::UserReconnecting{"PA2"}), Lines{});
  EXPECT_EQ(hear(protocol::UserLeave{"PA2"}), Lines{"roomPreviewed Cleo"});
  EXPECT_EQ(hear(protocol::UserLeave{"PA2"}), Lines{});
}

TEST_F(RoomPreviewTest, HelloAndOffersGoOutInOneFlight) {
  preview({ben});
  EXPECT_EQ(connect(), Lines{hello} + create_and_offer_1);
  EXPECT_EQ(offer_made(1), Lines{"sendText OFFER to PA2"});
  EXPECT_EQ(drain(event::LocalCandidate{1, candidate("c", "u")}),
            Lines{"sendText candidate to PA2"});
  EXPECT_EQ(hear(welcome({ben})),
            (Lines{"roomConnected RM1 room PA1", "participantConnected PA2 Ben present"}));
}

TEST_F(RoomPreviewTest, OfferHasRoomForTheTracksKnownFromTheLobby) {
  Participant two_cameras = ben;
  two_cameras.tracks = {{"MT2", TrackKind::Video, "", true}, {"MT3", TrackKind::Video, "", true}};
  preview({two_cameras});
  EXPECT_EQ(connect(), (Lines{hello, "#1 createConnection", "#1 addReceivers audio 1",
                              "#1 addReceivers video 2", "#1 setLocalDescription"}));
  two_cameras.tracks.pop_back();
  EXPECT_EQ(hear(welcome({two_cameras})),
            (Lines{"roomConnected RM1 room PA1", "participantConnected PA2 Ben present",
                   "trackPublished PA2 MT2 video enabled standard"}));
}

TEST_F(RoomPreviewTest, WhoLeavesBetweenLobbyAndHelloIsDroppedWithoutAWord) {
  preview({ben});
  connect();
  EXPECT_EQ(hear(protocol::UserLeave{"PA2"}), Lines{}) << "WELCOME says it all";
  offer_made(1);
  EXPECT_EQ(hear(welcome({})), (Lines{"roomConnected RM1 room PA1", "#1 closeConnection"}));
  EXPECT_EQ(hear(protocol::Error{ErrorId::UnknownRecipient, "PA2"}), Lines{});
}

TEST_F(RoomPreviewTest, WhoComesBetweenLobbyAndHelloIsOfferedToAtWelcome) {
  preview({ben});
  connect();
  EXPECT_EQ(hear(protocol::UserJoin{cleo}), Lines{});
  EXPECT_EQ(
      hear(welcome({ben, cleo})),
      (Lines{"roomConnected RM1 room PA1", "participantConnected PA2 Ben present",
             "participantConnected PA3 Cleo present", "#2 createConnection",
             "#2 addReceivers audio 1", "#2 addReceivers video 1", "#2 setLocalDescription"}));
}

TEST_F(RoomPreviewTest, WhoCameBeforeHelloIsOfferedToAtOnce) {
  preview({});
  hear(protocol::UserJoin{ben});
  EXPECT_EQ(connect(), Lines{hello} + create_and_offer_1);
}

TEST_F(RoomPreviewTest, OfALargeRoomAFewAreOfferedToAtOnceAndTheOthersAtWelcome) {
  std::vector<Participant> many;
  for (std::size_t i = 0; i <= limits::early_offers; ++i) {
    many.push_back({"PA" + std::to_string(i + 10), "P", false, true, {}});
  }
  const auto connections = [](const Lines& lines) {
    return static_cast<std::size_t>(
        std::count_if(lines.begin(), lines.end(),
                      [](const std::string& line) { return line.ends_with(" createConnection"); }));
  };
  preview(many);
  EXPECT_EQ(connections(connect()), limits::early_offers);
  EXPECT_EQ(connections(hear(welcome(many))), 1U);
}

TEST_F(RoomPreviewTest, NobodyMakesTheFirstOfferToAGuest) {
  preview({guest});
  EXPECT_EQ(connect(), (Lines{hello, "#1 createConnection"}));
  EXPECT_EQ(hear(welcome({guest})),
            (Lines{"roomConnected RM1 room PA1", "participantConnected PA4 Guest present"}));
}

TEST_F(RoomPreviewTest, ConnectBeforeTheLobbyIsThereNeedNotWaitForIt) {
  drain(event::Preview{"ws://host", "room", 7});
  EXPECT_EQ(connect(), Lines{});
  EXPECT_EQ(drain(event::SocketOpened{}), Lines{hello});
  EXPECT_EQ(hear(welcome({ben})),
            (Lines{"roomConnected RM1 room PA1", "participantConnected PA2 Ben present"} +
             create_and_offer_1));
}

TEST_F(RoomPreviewTest, ConnectRightBehindPreviewDoesNotWaitForTheLobby) {
  drain(event::Preview{"ws://host", "room", 7});
  drain(event::SocketOpened{});
  EXPECT_EQ(connect(), Lines{hello});
  EXPECT_EQ(hear(lobby({ben})), Lines{});
  EXPECT_EQ(hear(welcome({ben})),
            (Lines{"roomConnected RM1 room PA1", "participantConnected PA2 Ben present"} +
             create_and_offer_1));
}

TEST_F(RoomPreviewTest, FullRoomIsToldAtHello) {
  preview({ben});
  connect();
  EXPECT_EQ(hear(protocol::Error{ErrorId::RoomFull, "full"}), Lines{});
  EXPECT_EQ(drain(event::SocketClosed{}),
            (Lines{"#1 closeConnection", "closeSocket", "roomDisconnected room-full"}));
}

TEST_F(RoomPreviewTest, SocketThatBreaksIsReplacedLater) {
  preview({ben});
  EXPECT_EQ(drain(event::SocketClosed{}), Lines{"roomPreviewed unknown"});
  Time now = start;
  for (const Time least : {1s, 2s, 5s, 15s, 30s, 60s, 60s}) {
    const Time due = deadline().value();
    EXPECT_GE(due - now, least);
    EXPECT_LE(due - now, least + limits::reconnect_jitter);
    now = due;
    EXPECT_EQ(drain(event::TimePassed{}, now), Lines{"openSocket ws://host/ws/room"});
    EXPECT_EQ(drain(event::SocketClosed{}, now), Lines{});
  }
  drain(event::TimePassed{}, *deadline());
  drain(event::SocketOpened{});
  EXPECT_EQ(hear(lobby({cleo})), Lines{"roomPreviewed Cleo"});
}

TEST_F(RoomPreviewTest, ServerThatLetsInAndAtOnceOutAgainIsNotStormed) {
  preview({});
  Time now = start;
  for (int round = 0; round < 6; ++round) {
    drain(event::SocketClosed{}, now);
    now = *deadline();
    drain(event::TimePassed{}, now);
    drain(event::SocketOpened{}, now);
    hear(lobby({}), now);
  }
  drain(event::SocketClosed{}, now);
  EXPECT_GE(*deadline() - now, 60s);
}

TEST_F(RoomPreviewTest, SilentSocketIsFoundOut) {
  preview({ben});
  EXPECT_EQ(drain(event::TimePassed{}, start + limits::ping_interval), Lines{"sendText PING"});
  EXPECT_EQ(drain(event::TimePassed{}, start + limits::server_silence),
            (Lines{"closeSocket resuming", "roomPreviewed unknown"}));
}

TEST_F(RoomPreviewTest, ConnectWhileNoSocketIsUpOpensOneAtOnce) {
  preview({ben});
  drain(event::SocketClosed{});
  EXPECT_EQ(connect(), Lines{"openSocket ws://host/ws/room"});
  EXPECT_EQ(drain(event::SocketOpened{}), Lines{hello});
  EXPECT_EQ(hear(welcome({ben}, "PA9")),
            (Lines{"roomConnected RM1 room PA9", "participantConnected PA2 Ben present"} +
             create_and_offer_1));
}

TEST_F(RoomPreviewTest, SocketThatDoesNotAnswerHelloIsReplacedAndNothingIsLost) {
  preview({ben});
  connect();
  offer_made(1);
  const Time late = start + limits::shortest_joining;
  EXPECT_EQ(deadline(), late);
  EXPECT_EQ(drain(event::TimePassed{}, late),
            (Lines{"closeSocket resuming", "openSocket ws://host/ws/room"}));
  EXPECT_EQ(drain(event::LocalCandidate{1, candidate("c", "u")}, late), Lines{});
  EXPECT_EQ(drain(event::SocketOpened{}, late), Lines{hello});
  protocol::Welcome again = welcome({ben});
  again.resumed = true;
  EXPECT_EQ(hear(again, late),
            (Lines{"sendText OFFER to PA2", "sendText candidate to PA2",
                   "roomConnected RM1 room PA1", "participantConnected PA2 Ben present"}));
}

TEST_F(RoomPreviewTest, WhatArrivedOnTheOldSocketIsNotSentAgain) {
  preview({ben});
  connect();
  offer_made(1);
  drain(event::SocketClosed{});
  drain(event::LocalCandidate{1, candidate("c", "u")});
  drain(event::SocketOpened{});
  protocol::Welcome again = welcome({ben});
  again.resumed = true;
  again.received = 1;
  EXPECT_EQ(hear(again), (Lines{"sendText candidate to PA2", "roomConnected RM1 room PA1",
                                "participantConnected PA2 Ben present"}));
}

TEST_F(RoomPreviewTest, ServerRestartedBehindHelloMeansEveryPairBeginsAnew) {
  preview({ben, cleo});
  connect();
  offer_made(1);
  EXPECT_EQ(drain(event::SocketClosed{}), Lines{"openSocket ws://host/ws/room"});
  EXPECT_EQ(drain(event::SocketOpened{}), Lines{hello});
  EXPECT_EQ(
      hear(welcome({ben}, "PA9")),
      (Lines{"roomConnected RM1 room PA9", "#1 closeConnection", "#2 closeConnection",
             "participantConnected PA2 Ben present", "#3 createConnection",
             "#3 addReceivers audio 1", "#3 addReceivers video 1", "#3 setLocalDescription"}));
}

TEST_F(RoomPreviewTest, ServerRestartedDuringThePreviewIsLookedAtAgain) {
  preview({ben});
  EXPECT_EQ(hear(protocol::Error{ErrorId::ServerStopping, "stop"}), Lines{});
  EXPECT_EQ(drain(event::SocketClosed{}), Lines{"roomPreviewed unknown"});
  drain(event::TimePassed{}, *deadline());
  drain(event::SocketOpened{});
  EXPECT_EQ(hear(lobby({})), Lines{"roomPreviewed"});
  EXPECT_EQ(connect(), Lines{hello});
  EXPECT_EQ(hear(welcome({})), Lines{"roomConnected RM1 room PA1"});
}

TEST_F(RoomPreviewTest, SecondSocketThatFailsEndsIt) {
  preview({});
  connect();
  EXPECT_EQ(drain(event::SocketClosed{}), Lines{"openSocket ws://host/ws/room"});
  EXPECT_EQ(drain(event::SocketClosed{}),
            (Lines{"closeSocket", "roomDisconnected connection-failed"}));
}

TEST_F(RoomPreviewTest, ServerThatStopsAnsweringIsGivenUpInTheEnd) {
  preview({});
  connect();
  drain(event::TimePassed{}, start + limits::shortest_joining);
  EXPECT_EQ(deadline(), start + limits::connect_timeout);
  EXPECT_EQ(drain(event::TimePassed{}, start + limits::connect_timeout),
            (Lines{"closeSocket", "roomDisconnected connect-timeout"}));
}

TEST_F(RoomPreviewTest, SlowLineHasTheTimeItNeeds) {
  drain(event::Preview{"ws://host", "room", 7});
  drain(event::SocketOpened{}, start + 3s);
  hear(lobby({}), start + 4500ms);
  connect(start + 5s);
  EXPECT_EQ(deadline(), start + 5s + 4500ms) << "three round trips";
}

TEST_F(RoomPreviewTest, PreviewThatLastedTooLongIsQuietlyHadAgainWhenItIsWanted) {
  preview({ben});
  EXPECT_EQ(hear(protocol::Error{ErrorId::PreviewTimeout, "10 minutes"}),
            (Lines{"closeSocket", "roomPreviewed unknown"}));
  EXPECT_EQ(deadline(), std::nullopt);
  EXPECT_EQ(drain(event::PageShown{}), Lines{"openSocket ws://host/ws/room"});
  drain(event::SocketOpened{});
  EXPECT_EQ(hear(lobby({ben})), Lines{"roomPreviewed Ben"});
}

TEST_F(RoomPreviewTest, PreviewThatLastedTooLongDoesNotKeepFromEntering) {
  preview({});
  hear(protocol::Error{ErrorId::PreviewTimeout, "10 minutes"});
  EXPECT_EQ(connect(), Lines{"openSocket ws://host/ws/room"});
}

TEST_F(RoomPreviewTest, PreviewThatEndsAsHelloIsSaidIsReplaced) {
  preview({});
  connect();
  EXPECT_EQ(hear(protocol::Error{ErrorId::PreviewTimeout, "10 minutes"}), Lines{});
  EXPECT_EQ(drain(event::SocketClosed{}), Lines{"openSocket ws://host/ws/room"});
}

TEST_F(RoomPreviewTest, ServerThatKnowsNoPreviewIsEnteredAllTheSame) {
  drain(event::Preview{"ws://host", "room", 7});
  drain(event::SocketOpened{});
  EXPECT_EQ(hear(protocol::Error{ErrorId::HelloRequired, "HELLO"}), Lines{"closeSocket"});
  EXPECT_EQ(connect(), Lines{"openSocket ws://host/ws/room"});
}

TEST_F(RoomPreviewTest, AnotherRoomNeedsAnotherSocket) {
  preview({ben});
  EXPECT_EQ(drain(event::Connect{"ws://host", "other", "Ann", 7}),
            (Lines{"closeSocket", "openSocket ws://host/ws/other"}));
}

TEST_F(RoomPreviewTest, LookingEndsWithDisconnect) {
  preview({ben});
  EXPECT_EQ(drain(event::Disconnect{}), (Lines{"closeSocket", "roomDisconnected"}));
  EXPECT_EQ(deadline(), std::nullopt);
}

TEST_F(RoomPreviewTest, PageThatIsLookedAtAgainPutsTheSocketToTheTest) {
  preview({ben});
  EXPECT_EQ(drain(event::PageShown{}), Lines{"sendText PING"});
  EXPECT_EQ(drain(event::TimePassed{}, start + limits::probe_timeout),
            (Lines{"closeSocket resuming", "roomPreviewed unknown"}));
}

TEST_F(RoomPreviewTest, EarlyConnectionsHaveTheServersOfTheLobby) {
  protocol::Lobby named = lobby({ben});
  named.ice_servers = {{{{"stun:stun.example.org"}, "", ""}}};
  preview({});
  hear(named);
  room_.handle(event::Connect{"ws://host", "room", "Ann", 7}, start);
  EXPECT_EQ(describe(*room_.next_action()), hello);
  const auto create = room_.next_action();
  EXPECT_EQ(std::get<action::CreateConnection>(*create).ice_servers, *named.ice_servers);
}

TEST_F(RoomPreviewTest, WhereTheServersComeWithWelcomeNothingIsSaidEarly) {
  protocol::Lobby unnamed = lobby({ben});
  unnamed.ice_servers.reset();
  preview({});
  EXPECT_EQ(hear(unnamed), Lines{"roomPreviewed Ben"});
  EXPECT_EQ(connect(), Lines{hello});
  protocol::Welcome answer = welcome({ben});
  answer.ice_servers = {{{"turn:turn.example.org"}, "user", "password"}};
  room_.handle(event::SocketMessage{encode(answer)}, start);
  std::optional<Action> action = room_.next_action();
  while (action && !std::holds_alternative<action::CreateConnection>(*action)) {
    action = room_.next_action();
  }
  ASSERT_TRUE(action);
  EXPECT_EQ(std::get<action::CreateConnection>(*action).ice_servers, answer.ice_servers);
}

TEST_F(RoomPreviewTest, TracksPublishedMeanwhileGoWithHello) {
  preview({ben});
  EXPECT_EQ(drain(event::PublishTrack{{"MTv", TrackKind::Video, "camera", true}}), Lines{});
  connect();
  const auto said = protocol::decode_client_message(texts().at(0));
  EXPECT_EQ(std::get<protocol::Hello>(said.value()).tracks.size(), 1U);
}

}  // namespace
}  // namespace parley::core::test
