#include "parley/core/event_log.h"

#include <gtest/gtest.h>

#include "describe.h"
#include "parley/core/limits.h"
#include "parley/protocol/codec.h"
#include "parley/replay/log_reader.h"
#include "replay_check.h"

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;
using protocol::DescriptionType;
using protocol::TrackKind;

const std::string mt = "MT00000000000000000000000000000001";
const std::string pa2 = "PA00000000000000000000000000000002";

// The log without its first line.
std::string lines_of(const EventLog& log) {
  const std::string text = log.text();
  return text.substr(text.find('\n') + 1);
}

std::string logged(const Event& event) {
  EventLog log;
  log.record(event, 7ms);
  return lines_of(log);
}

template <class Message>
event::SocketMessage message(const Message& content) {
  return {protocol::encode(content)};
}

TEST(EventLog, SaysWhatItIsAndWhichBuildWroteIt) {
  EXPECT_EQ(EventLog().text().substr(0, 25), "parley-event-log 3 build=");
}

TEST(EventLog, HasALineForEachEvent) {
  EXPECT_EQ(logged(event::Connect{"wss://10.0.0.7", "secret plans", "Ann", 9, "eyJh"}),
            "7 connect server=server room=room identity=participant-1 seed=9 token=secret\n");
  EXPECT_EQ(logged(event::Disconnect{}), "7 disconnect\n");
  EXPECT_EQ(logged(event::PublishTrack{{mt, TrackKind::Video, "Ann's", false}}),
            "7 publishTrack detailed=false sid=" + mt +
                " kind=video enabled=false priority=standard name=xxxxx\n");
  EXPECT_EQ(logged(event::UnpublishTrack{mt}), "7 unpublishTrack sid=" + mt + "\n");
  EXPECT_EQ(logged(event::SetTrackEnabled{mt, true}),
            "7 setTrackEnabled sid=" + mt + " enabled=true\n");
  EXPECT_EQ(logged(event::SetTrackPriority{mt, protocol::TrackPriority::High}),
            "7 setTrackPriority sid=" + mt + " priority=high\n");
  EXPECT_EQ(logged(event::SetBitrateLimits{16'000, 0}), "7 setBitrateLimits audio=16000 video=0\n");
  EXPECT_EQ(logged(event::SetTrackPreference{"Ben", {mt, true, 180}}),
            "7 setTrackPreference participant=id-1 sid=" + mt + " off=true height=180\n");
  EXPECT_EQ(logged(event::SetSubscribePriority{"Ben", mt, true, protocol::TrackPriority::Low}),
            "7 setSubscribePriority participant=id-1 sid=" + mt + " own=true priority=low\n");
  EXPECT_EQ(logged(event::SetBandwidthProfile{
                {BandwidthMode::Presentation, protocol::TrackPriority::High, false, 2'000'000, 5}}),
            "7 setBandwidthProfile mode=presentation priority=high switchesOff=false "
            "maxBitrate=2000000 maxTracks=5\n");
  EXPECT_EQ(logged(event::SubscribeToNothing{}), "7 subscribeToNothing\n");
  EXPECT_EQ(logged(event::SocketOpened{}), "7 socketOpened\n");
  EXPECT_EQ(logged(event::SocketClosed{}), "7 socketClosed\n");
  EXPECT_EQ(logged(event::NegotiationNeeded{3}), "7 negotiationNeeded connection=3\n");
  EXPECT_EQ(logged(event::RemoteDescriptionApplied{3}),
            "7 remoteDescriptionApplied connection=3 sealed=false\n");
  EXPECT_EQ(logged(event::DescriptionFailed{3}), "7 descriptionFailed connection=3\n");
  EXPECT_EQ(logged(event::IceStateChanged{3, IceState::Failed}),
            "7 iceStateChanged connection=3 state=failed\n");
  EXPECT_EQ(logged(event::RemoteTrackAdded{3, "0", TrackKind::Audio}),
            "7 remoteTrackAdded connection=3 mid=0 kind=audio\n");
  EXPECT_EQ(logged(event::RemoteDataChannelAdded{3, mt}),
            "7 remoteDataChannelAdded connection=3 label=" + mt + "\n");
  EXPECT_EQ(logged(event::NetworkChanged{}), "7 networkChanged\n");
  EXPECT_EQ(logged(event::PageShown{}), "7 pageShown\n");
  EXPECT_EQ(logged(event::TimePassed{}), "7 timePassed\n");
}

TEST(EventLog, HasNotHowLoudAndHowGoodItIs) {
  EXPECT_EQ(logged(event::AudioLevel{3, 500}), "");
  EXPECT_EQ(logged(event::ConnectionStatistics{3, 20}), "");
}

TEST(EventLog, HasOfALocalDescriptionWhatTheCoreReadsAndItsSize) {
  EXPECT_EQ(logged(event::LocalDescriptionApplied{
                3, DescriptionType::Offer, sdp("17", "frag"), {{"0", mt}, {"1", "Ann's track"}}}),
            "7 localDescriptionApplied connection=3 type=offer tracks=0:" + mt +
                ",1:id-1 seal= size=" + std::to_string(size_in_json(sdp("17", "frag"))) +
                " sdp=o=- 17 0|a=ice-ufrag:frag|m=audio 9|m=video 9|\n");
}

TEST(EventLog, HasOfACandidateWhatItIsButNotWhere) {
  event::LocalCandidate found{3, {}};
  found.candidate.candidate =
      "candidate:842163049 1 udp 1677729535 203.0.113.9 46154 typ srflx raddr 10.0.0.7 rport 46154 "
      "generation 0 ufrag EsAw network-cost 999 secret 10";
  found.candidate.sdp_mid = "0";
  found.candidate.sdp_m_line_index = 0;
  found.candidate.username_fragment = "EsAw";
  EXPECT_EQ(logged(found),
            "7 localCandidate connection=3 mid=0 line=0 ufrag=EsAw "
            "candidate=candidate:xxxxxxxxx 1 udp 1677729535 v4--------- xxxxx typ srflx raddr "
            "v4------ rport xxxxx generation 0 ufrag EsAw network-cost 999 xxxxxx xx\n");
}

TEST(EventLog, HasMessagesOfTheServerWithoutNamesSecretsAndAddresses) {
  protocol::Welcome welcome{"PA1", "RM1", "secret plans", {{pa2, "Ben", false, true, {}}}, {}};
  welcome.ice_servers = {{{"turn:192.0.2.1:3478?transport=tcp", "stun:s.example.org"}, "u", "p"}};
  welcome.resume = "9d!PA1";
  EXPECT_EQ(logged(message(welcome)),
            "7 socketMessage text={\"iceServers\":[{\"credential\":\"id-6\",\"urls\":["
            "\"turn:id-3?transport=tcp\",\"stun:id-4\"],\"username\":\"id-5\"}],"
            "\"id\":\"id-1\",\"participants\":[{\"id\":\"" +
                pa2 +
                "\",\"identity\":\"participant-1\",\"polite\":true,\"tracks\":[]}],"
                "\"resume\":\"secret\",\"room\":{\"name\":\"room\",\"sid\":\"id-2\"},"
                "\"type\":\"WELCOME\"}\n");
  EXPECT_EQ(logged(message(protocol::Error{protocol::ErrorId::UnknownRecipient, "Ann"})),
            "7 socketMessage text={\"id\":\"unknown-recipient\",\"message\":\"\","
            "\"type\":\"ERROR\"}\n");
}

TEST(EventLog, HasOnlyTheSizeOfWhatIsNoMessage) {
  EXPECT_EQ(logged(event::SocketMessage{"10.0.0.7"}), "7 socketMessage undecodable=8\n");
  EXPECT_EQ(logged(event::SocketMessage{R"({"type":"Ann"})"}), "7 socketMessage undecodable=14\n");
}

TEST(EventLog, APongThatRenewsTheClaimHasALineOfItsOwnWithoutTheSecret) {
  EventLog log;
  log.record(event::TimePassed{}, 5000ms);
  log.record(message(protocol::Pong{17, "9d!17!a secret"}), 5012ms);
  EXPECT_EQ(lines_of(log),
            "5000 timePassed\n5012 socketMessage text={\"received\":17,\"resume\":\"" +
                Redactor::secret("9d!17!a secret") + "\",\"type\":\"PONG\"}\n");
}

TEST(EventLog, RoundsOfPingAndPongAreTimesOnOneLine) {
  EventLog log;
  const auto pong = message(protocol::Pong{17});
  for (const Time time : {5000ms, 10'000ms, 15'001ms}) {
    log.record(event::TimePassed{}, time);
    log.record(pong, time + 12ms);
  }
  log.record(event::TimePassed{}, 20'000ms);
  EXPECT_EQ(lines_of(log),
            "5000 heartbeat received=17 +12 +4988 +12 +4989 +12\n20000 timePassed\n");
  log.record(event::TimePassed{}, 21'000ms);
  log.record(message(protocol::Pong{18}), 21'003ms);
  log.record(event::PageShown{}, 22'000ms);
  EXPECT_EQ(lines_of(log),
            "5000 heartbeat received=17 +12 +4988 +12 +4989 +12\n20000 timePassed\n"
            "21000 heartbeat received=18 +3\n22000 pageShown\n");
  const auto events = replay::read_log(log.text()).events;
  ASSERT_EQ(events.size(), 10U);
  EXPECT_EQ(events[5].time, 15'013ms);
  EXPECT_EQ(std::get<event::SocketMessage>(events[5].event).text, pong.text);
}

TEST(EventLog, KeepsItsBeginningAndItsEnd) {
  EventLog log;
  std::uint32_t count = 0;
  while (log.text().find("\ngap lines=") == std::string::npos) {
    for (int i = 0; i < 1000; ++i, ++count)
      log.record(event::NegotiationNeeded{count}, Time(count));
  }
  EXPECT_LE(log.text().size(), limits::log_beginning_bytes + limits::log_end_bytes + 100);
  const replay::Log read = replay::read_log(log.text());
  ASSERT_EQ(read.problem, "");
  ASSERT_TRUE(read.has_gap);
  for (std::size_t i = 0; i < read.events.size(); ++i) {
    ASSERT_EQ(read.events[i].time, Time(i));
  }
  EXPECT_GT(read.events_after_gap.size(), 1000U);
  EXPECT_EQ(read.events_after_gap.back().time, Time(count - 1));
}

TEST(EventLog, GoesOnAfterItsBeginningWithoutAGapAtFirst) {
  EventLog log;
  std::uint32_t count = 0;
  while (log.text().size() < limits::log_beginning_bytes + 1000) {
    for (int i = 0; i < 10; ++i) log.record(event::PageShown{}, Time(count++));
  }
  const replay::Log read = replay::read_log(log.text());
  EXPECT_FALSE(read.has_gap);
  EXPECT_EQ(read.events.size(), count);
}

TEST(EventLog, WithMoreIdsThanItCanTellApartItEndsToBeReplayed) {
  EventLog log;
  for (std::size_t i = 0; i < limits::log_stand_ins + 5; ++i) {
    log.record(message(protocol::UserLeave{"nobody's " + std::to_string(i)}), Time(i));
  }
  const replay::Log read = replay::read_log(log.text());
  EXPECT_TRUE(read.has_gap);
  EXPECT_EQ(read.events.size(), limits::log_stand_ins);
  EXPECT_EQ(read.events_after_gap.size(), 5U);
}

}  // namespace
}  // namespace parley::core::test
