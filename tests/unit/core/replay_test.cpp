#include "parley/replay/replay.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>

#include "logged_room.h"
#include "parley/core/limits.h"
#include "parley/core/room.h"
#include "parley/protocol/limits.h"

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;
using protocol::DescriptionType;
using protocol::TrackKind;

const std::string me = "PA00000000000000000000000000000001";
const std::string ben = "PA00000000000000000000000000000002";
const std::string guest = "PA00000000000000000000000000000003";
const std::string camera = "MT0000000000000000000000000000000a";

// The log is replayed after each test.
class ReplayTest : public testing::Test, protected LoggedRoom {
 protected:
  ~ReplayTest() override { EXPECT_EQ(replay_check().difference(), "") << replay_check().log(); }

  void enter() {
    drain(event::PublishTrack{{camera, TrackKind::Video, "Ann's \"camera\"", true}});
    drain(event::Connect{"wss://10.0.0.7:8080", "secret plans", "Ann", 5, "eyJh"});
    drain(event::SocketOpened{});
    protocol::Welcome welcome{me, "RM1", "secret plans", {{ben, "Ben", false, true, {}}}, {}};
    welcome.ice_servers = {{{"turn:192.0.2.1"}, "Ann", "hush"}};
    welcome.resume = "9d!17";
    hear(welcome);
  }
  void apply_local(ConnectionHandle connection, DescriptionType type,
                   const std::string& more = {}) {
    drain(event::LocalDescriptionApplied{
        connection, type, sdp("17", "mine") + more, {{"1", camera}}});
  }
  static protocol::Description from_ben(DescriptionType type, std::uint32_t offer_id) {
    protocol::Description made = offer(offer_id);
    made.from = ben;
    made.to = me;
    made.type = type;
    return made;
  }
  static protocol::Candidate candidate_of(const std::string& from, const std::string& ufrag) {
    protocol::Candidate made =
        candidate("candidate:1 1 udp 1 192.0.2.7 5000 typ host ufrag " + ufrag, ufrag);
    made.from = from;
    made.sdp_mid = "0";
    return made;
  }
};

TEST_F(ReplayTest, ACallFromItsBeginningToItsEnd) {
  enter();
  apply_local(1, DescriptionType::Offer);
  drain(event::LocalCandidate{1, candidate_of({}, "mine")});
  hear(candidate_of(ben, "remote"));
  hear(from_ben(DescriptionType::Answer, 1));
  EXPECT_EQ(drain(event::RemoteDescriptionApplied{1}).size(), 1U);
  drain(event::IceStateChanged{1, IceState::Checking});
  drain(event::IceStateChanged{1, IceState::Connected});
  EXPECT_EQ(drain(event::ConnectionPath{1, protocol::PathKind::Relay}), Lines{"sendText REPORT"});
  hear(protocol::Publications{ben, {{"MT-of-Ben", TrackKind::Audio, "Ben's", true}}});
  hear(candidate_of(ben, "stale"));
  drain(event::SetTrackEnabled{camera, false});
  drain(event::TimePassed{}, 6000ms);
  hear(protocol::Pong{3}, 6010ms);
  drain(event::TimePassed{}, 11'000ms);
  hear(protocol::Pong{3}, 11'010ms);
  hear(from_ben(DescriptionType::Offer, 1), 12s);
  drain(event::RemoteDescriptionApplied{1}, 12s);
  apply_local(1, DescriptionType::Answer);
  drain(event::IceStateChanged{1, IceState::Disconnected}, 13s);
  EXPECT_EQ(drain(event::TimePassed{}, 20s).back(), "#1 restartIce");
  hear(protocol::UserLeave{ben}, 21s);
  drain(event::Disconnect{}, 22s);
}

TEST_F(ReplayTest, ALookAtTheRoomBeforeEnteringIt) {
  drain(event::PublishTrack{{camera, TrackKind::Video, "camera", true}});
  drain(event::Preview{"wss://10.0.0.7:8080", "secret plans", 5, "eyJh"});
  drain(event::SocketOpened{});
  protocol::Lobby lobby{me,
                        "RM1",
                        "secret plans",
                        {{ben, "Ben", false, true, {}}},
                        std::vector<protocol::IceServer>(),
                        "9d!17"};
  EXPECT_EQ(hear(lobby), Lines{"roomPreviewed Ben"});
  EXPECT_EQ(drain(event::Connect{"wss://10.0.0.7:8080", "secret plans", "Ann", 5, "eyJh"}).size(),
            5U);
  apply_local(1, DescriptionType::Offer);
  drain(event::SocketClosed{});
  drain(event::SocketOpened{});
  protocol::Welcome welcome{me, "RM1", "secret plans", {{ben, "Ben", false, true, {}}}, {}};
  welcome.resumed = true;
  EXPECT_EQ(hear(welcome).front(), "sendText OFFER to " + ben);
}

TEST_F(ReplayTest, AServerThatIsLostAndFound) {
  enter();
  apply_local(1, DescriptionType::Offer);
  drain(event::SocketClosed{}, 2s);
  drain(event::TimePassed{}, 2s);
  drain(event::SocketClosed{}, 3s);
  // The jitter comes from the seed.
  while (deadline() < 4600ms) drain(event::TimePassed{}, *deadline());
  drain(event::SocketOpened{}, 4700ms);
  protocol::Welcome back{me, "RM1", "secret plans", {}, {{{"turn:192.0.2.1"}, "Ann", "hush"}}};
  back.resumed = true;
  EXPECT_EQ(hear(back, 4800ms), (Lines{"sendText OFFER to " + ben, "roomReconnected " + me}));
}

// How much a client keeps for a server that is away counts in bytes, and decides whether it can
// resume: so what is left of a description has to be as large as it was.
TEST(Replay, AnOutageInWhichJustTooMuchIsSaid) {
  std::set<bool> resumes;
  for (int changes = 0; changes <= 40; changes += 4) {
    LoggedRoom room;
    protocol::Welcome welcome{me, "RM1", "secret plans", {}, {}, "9d!17"};
    for (char number = '1'; number <= '5'; ++number) {
      welcome.participants.push_back({"PA-" + std::string(1, number), "", false, true, {}});
    }
    room.drain(event::Connect{"wss://10.0.0.7:8080", "secret plans", "Ann", 5});
    room.drain(event::SocketOpened{});
    room.hear(welcome);
    room.drain(event::SocketClosed{}, 2s);
    const std::string rest = "a=fingerprint:\"\\\"\r\n" + std::string(51'800, '0') + "\r\n";
    for (ConnectionHandle connection = 1; connection <= 5; ++connection) {
      room.drain(event::LocalDescriptionApplied{
          connection, DescriptionType::Offer, sdp("17", "mine") + rest, {}});
    }
    room.drain(event::PublishTrack{{camera, TrackKind::Video, "Ann's", true}}, 3s);
    for (int i = 0; i < changes; ++i) {
      room.drain(event::SetTrackEnabled{camera, i % 2 == 1}, 3s);
    }
    room.drain(event::TimePassed{}, 4s);
    room.drain(event::SocketOpened{}, 4s);
    EXPECT_EQ(room.replay_check().difference(), "") << changes;
    resumes.insert(room.replay_check().last_action().find("resume") != std::string::npos);
  }
  EXPECT_EQ(resumes.size(), 2U) << "the limit was not passed, or always";
}

TEST_F(ReplayTest, AGuestThatReplacesItsConnection) {
  enter();
  hear(protocol::UserJoin{{guest, "Guest", true, false, {}}});
  protocol::Description theirs = offer(0);
  theirs.from = guest;
  theirs.epoch = 0;
  hear(theirs);
  drain(event::RemoteDescriptionApplied{2});
  apply_local(2, DescriptionType::Answer);
  drain(event::RemoteTrackAdded{2, "0", TrackKind::Audio});
  theirs.sdp = sdp("2", "other");
  const Lines lines = hear(theirs);
  EXPECT_NE(std::find(lines.begin(), lines.end(), "#3 setRemoteDescription offer"), lines.end());
  // A number where there is no epoch: nonsense, but the core sees it.
  theirs.sdp = sdp("3", "other");
  theirs.offer_id = 5;
  hear(theirs);
}

TEST_F(ReplayTest, CredentialsThatAreRenewed) {
  enter();
  protocol::IceServers servers{{{{"turn:192.0.2.1"}, "Ann", "hush"}}};
  EXPECT_EQ(hear(servers), Lines{});
  servers.ice_servers[0].credential = "psst";
  EXPECT_EQ(hear(servers), Lines{"#1 setConfiguration"});
}

TEST_F(ReplayTest, NonsenseAndErrors) {
  enter();
  drain(event::SocketMessage{"{"});
  drain(event::SocketMessage{R"({"type":"PARTY","from":"10.0.0.7"})"});
  drain(event::NetworkChanged{});
  drain(event::PageShown{}, 2s);
  hear(protocol::Error{protocol::ErrorId::UnknownRecipient, "Ann"}, 2s);
  hear(protocol::Error{protocol::ErrorId::ServerStopping, "Ann"}, 2s);
  drain(event::SocketClosed{}, 2s);
  drain(event::Disconnect{}, 2s);
}

TEST_F(ReplayTest, ARoomWhoseNameIsNotAllowed) {
  EXPECT_EQ(drain(event::Connect{"ws://host", "..", "Ann"}).back(),
            "roomDisconnected bad-room-name");
}

TEST(Replay, ReportsEachEventAndWhatItLedTo) {
  const replay::Log log = replay::read_log(
      "parley-event-log 3 build=0.1.0\n# a comment\n"
      "1000 connect server=server room=room identity=participant-1 seed=1 token=\r\n"
      "1025 socketOpened\n"
      "1050 socketMessage "
      "text={\"type\":\"WELCOME\",\"id\":\"PA0123456789abcdef0123456789abcdef\",\"room\":{\"sid\":"
      "\"RM1\","
      "\"name\":\"room\"}}\n"
      "6050 heartbeat received=0 +7\n"
      "6060 socketMessage undecodable=17\n"
      "gap lines=3\n"
      "9000 socketClosed\n");
  EXPECT_EQ(log.problem, "");
  EXPECT_EQ(log.build, "0.1.0");
  EXPECT_EQ(replay::report(log),
            "    0.000 s  connect room participant-1 1\n"
            "             → openSocket server/ws/room\n"
            "    0.025 s  socketOpened\n"
            "             → sendText HELLO\n"
            "    0.050 s  receive WELCOME as PA012345…, 0 others\n"
            "             → roomConnected RM1 room PA012345…\n"
            "    5.050 s  timePassed\n"
            "             → sendText PING\n"
            "    5.057 s  receive PONG, received 0\n"
            "    5.060 s  receive what is no message\n"
            "Some events were not kept. What follows cannot be replayed.\n"
            "    8.000 s  socketClosed\n");
}

TEST(Replay, SaysWhatIsWrongWithALog) {
  const std::string header = "parley-event-log 3 build=0.1.0\n";
  const std::pair<std::string, std::string> cases[] = {
      {"", "there is no log in it"},
      {"# nothing\n", "there is no log in it"},
      {"hello", "line 1: expected \"parley-event-log 3\""},
      {"parley-event-log 33 build=0.1.0", "line 1: expected build="},
      {"parley-event-log 3 build=", "line 1: expected build="},
      {header + "socketOpened", "line 2: expected a time"},
      {header + "5 dance", "line 2: no event is called \"dance\""},
      {header + "5 negotiationNeeded", "line 2: expected connection="},
      {header + "5 negotiationNeeded connection=x", "line 2: expected connection="},
      {header + "5 negotiationNeeded connection=1 2", "line 2: expected nothing after the event"},
      {header + "5 iceStateChanged connection=1 state=warm", "line 2: expected state="},
      {header + "5 setTrackEnabled sid=MT1 enabled=maybe", "line 2: expected enabled="},
      {header + "5 heartbeat", "line 2: expected received="},
      {header + "5 heartbeat received=", "line 2: expected a count"},
      {header + "5 heartbeat received=1 +", "line 2: expected how much later"},
      {header + "5 heartbeat received=1 +1 +2", "line 2: expected a PONG for each TimePassed"},
  };
  for (const auto& [text, problem] : cases) EXPECT_EQ(replay::read_log(text).problem, problem);
}

}  // namespace
}  // namespace parley::core::test
