#include "parley/core/room.h"

#include <gtest/gtest.h>

#include "logged_room.h"
#include "parley/core/limits.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;
using protocol::DescriptionType;
using protocol::TrackKind;

class RoomTest : public testing::Test, protected LoggedRoom {
 protected:
  // Hands the event in and states what has to come out.
  void check(const Event& event, const Lines& expected, Time now = start) {
    EXPECT_EQ(drain(event, now), expected);
  }
  template <class Message>
  void check_message(const Message& message, const Lines& expected) {
    EXPECT_EQ(hear(message), expected);
  }

  void connect() {
    check(event::Connect{"ws://host", "a room", "Ann"}, {"openSocket ws://host/ws/a%20room"});
    check(event::SocketOpened{}, {"sendText HELLO"});
  }
  // Enters an empty room.
  void enter() {
    connect();
    check_message(welcome(), {"roomConnected RM1 a room PA1"});
  }

  static protocol::Welcome welcome() { return {"PA1", "RM1", "a room", {}, {}}; }
  static protocol::UserJoin ben_joins() { return {{"PA2", "Ben", false, false, {}}}; }
};

TEST_F(RoomTest, EntersAnEmptyRoom) {
  enter();
  EXPECT_EQ(deadline(), start + limits::ping_interval);
}

TEST_F(RoomTest, OffersToEveryoneWhoWasThere) {
  connect();
  protocol::Welcome message = welcome();
  message.participants = {{"PA2", "Ben", false, true, {}}, {"PA3", "Cleo", false, true, {}}};
  check_message(
      message,
      {"roomConnected RM1 a room PA1", "participantConnected PA2 Ben present",
       "#1 createConnection", "#1 addReceivers audio 1", "#1 addReceivers video 1",
       "#1 setLocalDescription", "participantConnected PA3 Cleo present", "#2 createConnection",
       "#2 addReceivers audio 1", "#2 addReceivers video 1", "#2 setLocalDescription"});
  check(event::LocalDescriptionApplied{2, DescriptionType::Offer, "v=0", {}},
        {"sendText OFFER to PA3"});
}

TEST_F(RoomTest, ConnectsOverRelaysOnlyWhereTheServerSaysSo) {
  connect();
  protocol::Welcome message = welcome();
  message.relay_only = true;
  check_message(message, {"roomConnected RM1 a room PA1"});
  check_message(ben_joins(), {"participantConnected PA2 Ben", "#1 createConnection relay"});
  check_message(protocol::IceServers{{{{"turn:turn.example.org"}, "2:PA1", "secret"}}},
                {"#1 setConfiguration relay"});
}

TEST_F(RoomTest, WaitsForTheOfferOfWhoComesLater) {
  enter();
  check_message(ben_joins(), {"participantConnected PA2 Ben", "#1 createConnection"});
  check_message(protocol::UserLeave{"PA2"}, {"#1 closeConnection", "participantDisconnected PA2"});
}

TEST_F(RoomTest, HelloCarriesTheTracksPublishedBefore) {
  check(event::PublishTrack{{"MTv", TrackKind::Video, "camera", true}}, {});
  check(event::Connect{"ws://host", "r", "Ann"}, {"openSocket ws://host/ws/r"});
  drain(event::SocketOpened{});
  const auto hello = protocol::decode_client_message(texts().at(0));
  ASSERT_TRUE(hello);
  EXPECT_EQ(std::get<protocol::Hello>(hello.value()),
            (protocol::Hello{"Ann", {{"MTv", TrackKind::Video, "camera", true}}}));
}

TEST_F(RoomTest, TrackPublishedBetweenHelloAndWelcomeIsToldAfterIt) {
  connect();
  check(event::PublishTrack{{"MTv", TrackKind::Video, "camera", true}}, {});
  check_message(welcome(), {"roomConnected RM1 a room PA1", "sendText PUBLICATIONS"});
}

TEST_F(RoomTest, ChangesOfTracksAreToldToTheRoom) {
  enter();
  const protocol::TrackPublication camera{"MTv", TrackKind::Video, "camera", true};
  check(event::PublishTrack{camera}, {"sendText PUBLICATIONS"});
  check(event::PublishTrack{camera}, {});
  check(event::SetTrackEnabled{"MTv", false}, {"sendText PUBLICATIONS"});
  check(event::SetTrackEnabled{"MTv", false}, {});
  check(event::SetTrackEnabled{"MTx", false}, {});
  check(event::UnpublishTrack{"MTv"}, {"sendText PUBLICATIONS"});
  check(event::UnpublishTrack{"MTv"}, {});
}

TEST_F(RoomTest, TracksPastTheLimitAreNotPublished) {
  for (std::size_t i = 0; i < protocol::limits::tracks_per_participant; ++i) {
    check(event::PublishTrack{{"MT" + std::to_string(i), TrackKind::Video, "", true}}, {});
  }
  enter();
  check(event::PublishTrack{{"MTx", TrackKind::Video, "", true}},
        {"trackPublicationFailed MTx too-many-tracks"});
  check(event::UnpublishTrack{"MT0"}, {"sendText PUBLICATIONS"});
  const std::string name(protocol::limits::track_name_bytes + 1, 'x');
  check(event::PublishTrack{{"MTx", TrackKind::Video, name, true}},
        {"trackPublicationFailed MTx track-name-too-long"});
}

TEST_F(RoomTest, LeavesWithBye) {
  enter();
  check_message(ben_joins(), {"participantConnected PA2 Ben", "#1 createConnection"});
  check(event::Disconnect{},
        {"sendText BYE", "#1 closeConnection", "closeSocket", "roomDisconnected"});
  check(event::Disconnect{}, {});
  check(event::SocketClosed{}, {});
}

TEST_F(RoomTest, ServerThatIsNotThereIsConnectionFailed) {
  check(event::Connect{"ws://host", "r", "Ann"}, {"openSocket ws://host/ws/r"});
  check(event::SocketClosed{}, {"closeSocket", "roomDisconnected connection-failed"});
}

TEST_F(RoomTest, ServerThatDoesNotAnswerIsGivenUp) {
  connect();
  ASSERT_EQ(deadline(), start + limits::connect_timeout);
  check(event::TimePassed{}, {}, start + limits::connect_timeout - 1ms);
  check(event::TimePassed{}, {"closeSocket", "roomDisconnected connect-timeout"},
        start + limits::connect_timeout);
  EXPECT_EQ(deadline(), std::nullopt);
}

TEST_F(RoomTest, ErrorThatClosesTheSocketIsTheReason) {
  connect();
  check_message(protocol::Error{protocol::ErrorId::RoomFull, "full"}, {});
  check(event::SocketClosed{}, {"closeSocket", "roomDisconnected room-full"});
}

TEST_F(RoomTest, RefusedHelloEndsTheAttempt) {
  connect();
  check_message(protocol::Error{protocol::ErrorId::BadMessage, "HELLO.identity: is empty"},
                {"closeSocket", "roomDisconnected bad-message"});
}

TEST_F(RoomTest, ErrorAboutAMessageThatCrossedALeavingIsNothing) {
  enter();
  check_message(protocol::Error{protocol::ErrorId::UnknownRecipient, "PA2"}, {});
}

TEST_F(RoomTest, BadRoomNameNeverReachesTheServer) {
  check(event::Connect{"ws://host", "..", "Ann"},
        {"closeSocket", "roomDisconnected bad-room-name"});
}

TEST_F(RoomTest, MessagesOfStrangersAndNonsenseChangeNothing) {
  enter();
  check_message(offer(1), {});
  check_message(protocol::UserLeave{"PA9"}, {});
  check(event::SocketMessage{"{"}, {});
  check(event::SocketMessage{R"({"type":"PARTY"})"}, {});
  check_message(welcome(), {});
}

TEST_F(RoomTest, SecondJoinOfTheSameParticipantChangesNothing) {
  enter();
  check_message(ben_joins(), {"participantConnected PA2 Ben", "#1 createConnection"});
  check_message(ben_joins(), {});
}

TEST_F(RoomTest, ReportsOfAClosedConnectionChangeNothing) {
  enter();
  check_message(ben_joins(), {"participantConnected PA2 Ben", "#1 createConnection"});
  check_message(protocol::UserLeave{"PA2"}, {"#1 closeConnection", "participantDisconnected PA2"});
  check(event::NegotiationNeeded{1}, {});
  check(event::LocalDescriptionApplied{1, DescriptionType::Offer, "v=0", {}}, {});
  check(event::RemoteDescriptionApplied{1}, {});
  check(event::DescriptionFailed{1}, {});
  check(event::LocalCandidate{1, {}}, {});
  check(event::IceStateChanged{1, IceState::Connected}, {});
  check(event::ConnectionPath{1, protocol::PathKind::Host}, {});
  check(event::RemoteTrackAdded{1, "0", TrackKind::Audio}, {});
}

TEST_F(RoomTest, RoutesMessagesToTheSessionOfTheirSender) {
  enter();
  check_message(ben_joins(), {"participantConnected PA2 Ben", "#1 createConnection"});
  check_message(candidate("c", "u"), {});
  check_message(offer(1, "u"), {"#1 setRemoteDescription offer"});
  check(event::RemoteDescriptionApplied{1}, {"#1 setLocalDescription", "#1 addIceCandidate c"});
  check_message(protocol::Publications{"PA2", {{"MT2", TrackKind::Audio, "microphone", false}}},
                {"trackPublished PA2 MT2 audio standard"});
}

TEST_F(RoomTest, TellsWhoSpeaksUntilThatOneLeaves) {
  enter();
  check_message(ben_joins(), {"participantConnected PA2 Ben", "#1 createConnection"});
  check(event::AudioLevel{1, 300}, {});
  check(event::AudioLevel{1, 300}, {"dominantSpeakerChanged PA2"}, start + limits::speech);
  check(event::AudioLevel{7, 900}, {});
  check_message(protocol::UserLeave{"PA2"},
                {"#1 closeConnection", "participantDisconnected PA2", "dominantSpeakerChanged"});
}

TEST_F(RoomTest, OwnNetworkIsAsGoodAsTheBestConnection) {
  enter();
  check_message(ben_joins(), {"participantConnected PA2 Ben", "#1 createConnection"});
  check_message(protocol::UserJoin{{"PA3", "Cleo", false, false, {}}},
                {"participantConnected PA3 Cleo", "#2 createConnection"});
  check(event::IceStateChanged{1, IceState::Connected}, {});
  check(event::IceStateChanged{2, IceState::Connected}, {});
  check(event::ConnectionStatistics{1, 800}, {});
  check(event::ConnectionStatistics{1, 800},
        {"networkQualityChanged PA2 1", "networkQualityChanged 1"});
  check(event::ConnectionStatistics{2, 20}, {});
  check(event::ConnectionStatistics{2, 20},
        {"networkQualityChanged PA3 5", "networkQualityChanged 5"});
  check(event::ConnectionStatistics{1, 300}, {});
  check(event::ConnectionStatistics{1, 300}, {"networkQualityChanged PA2 3"});
}

TEST_F(RoomTest, PriorityIsToldToTheOthers) {
  check(event::PublishTrack{{"MTv", TrackKind::Video, "camera", true}}, {});
  enter();
  check(event::SetTrackPriority{"MTv", protocol::TrackPriority::High}, {"sendText PUBLICATIONS"});
  check(event::SetTrackPriority{"MTv", protocol::TrackPriority::High}, {});
  check_message(ben_joins(), {"participantConnected PA2 Ben", "#1 createConnection"});
  protocol::TrackPublication camera{"MT2", TrackKind::Video, "camera", true};
  check_message(protocol::Publications{"PA2", {camera}},
                {"trackPublished PA2 MT2 video enabled standard"});
  camera.priority = protocol::TrackPriority::Low;
  check_message(protocol::Publications{"PA2", {camera}}, {"trackPriorityChanged PA2 MT2 low"});
}

TEST_F(RoomTest, DeadlineIsTheEarliestOfItsSessions) {
  enter();
  check_message(ben_joins(), {"participantConnected PA2 Ben", "#1 createConnection"});
  check_message(offer(1), {"#1 setRemoteDescription offer"});
  check(event::RemoteDescriptionApplied{1}, {"#1 setLocalDescription"});
  check(event::LocalDescriptionApplied{1, DescriptionType::Answer, "v=0", {}},
        {"sendText ANSWER to PA2"});
  EXPECT_EQ(deadline(), start + limits::ping_interval);
  check(event::IceStateChanged{1, IceState::Connected}, {});
  EXPECT_EQ(deadline(), start + limits::ping_interval);
}

}  // namespace
}  // namespace parley::core::test
