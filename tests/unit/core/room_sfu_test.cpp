// A room whose media goes through an SFU, and back.

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "logged_room.h"
#include "parley/core/limits.h"

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;
using protocol::DescriptionType;
using protocol::TrackKind;
using protocol::TrackPriority;

class RoomSfuTest : public testing::Test, protected LoggedRoom {
 protected:
  static protocol::Participant ben() {
    return {"PA2",
            "Ben",
            false,
            true,
            {{"MTa", TrackKind::Audio, "microphone"}, {"MTv", TrackKind::Video, "camera"}}};
  }
  // Ann publishes a camera, and Ben is there.
  Lines enter(std::uint32_t epoch, std::vector<protocol::Participant> others = {ben()}) {
    drain(event::AllowSfu{});
    drain(event::PublishTrack{{"MT1", TrackKind::Video, "camera", true}});
    drain(event::Connect{"ws://host", "a room", "Ann"});
    drain(event::SocketOpened{});
    protocol::Welcome welcome{"PA1", "RM1", "a room", std::move(others), {}};
    welcome.state.sfu_epoch = epoch;
    return hear(welcome);
  }
  Lines room(std::uint32_t epoch) {
    protocol::RoomState state;
    state.sfu_epoch = epoch;
    return hear(protocol::RoomChanged{state});
  }
  // Ben's media arrives over his own connection, the first one.
  void connect_in_mesh() {
    drain(event::LocalDescriptionApplied{1, DescriptionType::Offer, "v=0", {}});
    protocol::Description answer;
    answer.from = "PA2";
    answer.type = DescriptionType::Answer;
    answer.sdp = "v=0";
    answer.epoch = answer.offer_id = 1;
    answer.tracks = {{"0", "MTv"}, {"1", "MTa"}};
    hear(answer);
    drain(event::RemoteDescriptionApplied{1});
    drain(event::IceStateChanged{1, IceState::Connected});
  }
  Lines sfu_offers(std::uint32_t epoch) {
    protocol::Description offer;
    offer.from = protocol::sfu_receive;
    offer.sdp = "v=0";
    offer.epoch = epoch;
    offer.offer_id = 1;
    return hear(offer);
  }
  Lines slots(const std::vector<protocol::Slot>& slots) { return hear(protocol::Slots{slots}); }
};

TEST_F(RoomSfuTest, HelloSaysThatItCan) {
  drain(event::AllowSfu{});
  drain(event::Connect{"ws://host", "a room", "Ann"});
  drain(event::SocketOpened{});
  EXPECT_NE(texts().at(0).find(R"("features":["sfu"])"), std::string::npos);
}

TEST_F(RoomSfuTest, HelloSaysThatItEncrypts) {
  drain(event::AllowSfu{true});
  drain(event::Connect{"ws://host", "a room", "Ann"});
  drain(event::SocketOpened{});
  EXPECT_NE(texts().at(0).find(R"("features":["sfu-e2ee"])"), std::string::npos);
}

TEST_F(RoomSfuTest, WithoutLeaveItNeverGoesThroughAnSfu) {
  drain(event::Connect{"ws://host", "a room", "Ann"});
  drain(event::SocketOpened{});
  EXPECT_EQ(texts().at(0).find("features"), std::string::npos);
  hear(protocol::Welcome{"PA1", "RM1", "a room", {}, {}});
  EXPECT_EQ(room(7), Lines{});
}

TEST_F(RoomSfuTest, WhoComesSendsMediaToTheSfuAndOnlyDataToTheOthers) {
  EXPECT_EQ(enter(7),
            (Lines{"roomConnected RM1 a room PA1", "#1 createConnection", "#1 addTrack MT1",
                   "#1 setLocalDescription", "participantConnected PA2 Ben present",
                   "trackPublished PA2 MTa audio enabled standard",
                   "trackPublished PA2 MTv video enabled standard", "#2 createConnection"}));
  EXPECT_EQ(drain(event::TimePassed{}, start + limits::media_first - 1ms), Lines{});
  EXPECT_EQ(drain(event::TimePassed{}, start + limits::media_first),
            (Lines{"#2 addReceivers data 1", "#2 setLocalDescription"}));
}

TEST_F(RoomSfuTest, OnceMediaFlowsTheOthersAreOfferedToOneAfterTheOther) {
  enter(7, {ben(), {"PA3", "Cleo", false, true, {}}});
  sfu_offers(1);
  drain(event::IceStateChanged{1, IceState::Connected});
  drain(event::IceStateChanged{4, IceState::Connected});
  EXPECT_EQ(deadline(), start);
  EXPECT_EQ(drain(event::TimePassed{}, start),
            (Lines{"#2 addReceivers data 1", "#2 setLocalDescription"}));
  EXPECT_EQ(deadline(), start + limits::next_offer);
  EXPECT_EQ(drain(event::TimePassed{}, start + limits::next_offer),
            (Lines{"#3 addReceivers data 1", "#3 setLocalDescription"}));
}

TEST_F(RoomSfuTest, WhoComesIntoAMeshThatWasAnSfusOffersAtOnce) {
  enter(7);
  EXPECT_EQ(room(0),
            (Lines{"#2 addTrack MT1", "#2 addReceivers audio 1", "#2 setLocalDescription"}));
}

TEST_F(RoomSfuTest, TheReceivingConnectionIsTheServersToOffer) {
  enter(7);
  EXPECT_EQ(sfu_offers(3), (Lines{"#3 createConnection", "#3 setRemoteDescription offer",
                                  "sendText PREFERENCES to sfu:receive"}));
  EXPECT_EQ(drain(event::RemoteDescriptionApplied{3}), Lines{"#3 setLocalDescription"});
  EXPECT_EQ(drain(event::LocalDescriptionApplied{3, DescriptionType::Answer, "v=0", {}}),
            Lines{"sendText ANSWER to sfu:receive"});
}

TEST_F(RoomSfuTest, ATrackMovesOnceTheSfuHasASlotAndTheMeshStopsOnceItFlows) {
  enter(0);
  connect_in_mesh();
  room(7);
  sfu_offers(1);
  EXPECT_EQ(slots({{"5", "PA2", "MTv"}}), Lines{"trackMoved PA2 MTv 3 5"});
  EXPECT_EQ(
      drain(event::MediaFlows{3, "5"}),
      (Lines{"trackMoved PA2 MTa 0", "trackSwitched PA2 MTa off", "sendText PREFERENCES to PA2"}));
  EXPECT_NE(texts().at(0).find(R"({"off":true,"sid":"MTv"})"), std::string::npos);
  EXPECT_EQ(replay_check().difference(), "");
}

TEST_F(RoomSfuTest, ASlotThatIsTakenAwaySwitchesTheTrackOffUntilThereIsAnother) {
  enter(7);
  sfu_offers(1);
  EXPECT_EQ(slots({{"5", "PA2", "MTv"}}), Lines{"trackSubscribed PA2 MTv 3 5"});
  drain(event::MediaFlows{3, "5"});
  EXPECT_EQ(slots({}), (Lines{"trackMoved PA2 MTv 0", "trackSwitched PA2 MTv off"}));
  EXPECT_EQ(slots({{"6", "PA2", "MTv"}}), Lines{"trackMoved PA2 MTv 3 6"});
  EXPECT_EQ(drain(event::MediaFlows{3, "5"}), Lines{}) << "of the slot before";
  EXPECT_EQ(drain(event::MediaFlows{3, "6"}), Lines{"trackSwitched PA2 MTv"});
}

TEST_F(RoomSfuTest, ItAsksForWhatIsShown) {
  enter(7);
  sfu_offers(1);
  EXPECT_EQ(drain(event::SetTrackPreference{"PA2", {"MTv", false, 90}}, start + 1s),
            Lines{"sendText PREFERENCES to sfu:receive"});
  EXPECT_NE(texts().at(0).find(R"("height":180)"), std::string::npos);
  EXPECT_EQ(drain(event::SetTrackPreference{"PA2", {"MTv", false, 100}}, start + 2s), Lines{});
}

TEST_F(RoomSfuTest, InTheMeshAgainTracksMoveBackBeforeTheSfusConnectionsEnd) {
  enter(0);
  connect_in_mesh();
  room(7);
  sfu_offers(1);
  slots({{"5", "PA2", "MTv"}});
  drain(event::MediaFlows{3, "5"});
  EXPECT_EQ(room(0),
            (Lines{"trackMoved PA2 MTa 1 1", "trackSwitched PA2 MTa", "trackMoved PA2 MTv 1 0",
                   "sendText PREFERENCES to PA2", "#1 setLocalDescription"}));
  drain(event::MediaFlows{1, "0"});
  Lines lines = drain(event::TimePassed{}, start + limits::sfu_lingers);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "#3 closeConnection"), 1);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "trackUnsubscribed PA2 MTv"), 0);
}

TEST_F(RoomSfuTest, AnotherEpochMeansOtherConnections) {
  enter(7);
  sfu_offers(1);
  slots({{"5", "PA2", "MTv"}});
  EXPECT_EQ(room(8), (Lines{"#1 closeConnection", "#3 closeConnection", "#4 createConnection",
                            "#4 addTrack MT1", "#4 setLocalDescription", "trackMoved PA2 MTv 0",
                            "trackSwitched PA2 MTv off"}));
}

TEST_F(RoomSfuTest, WhenTheSfuIsLostWhatTheMeshCarriesMovesThereAtOnce) {
  enter(0);
  connect_in_mesh();
  room(7);
  sfu_offers(1);
  slots({{"5", "PA2", "MTv"}});
  drain(event::MediaFlows{3, "5"});
  Lines moves;
  for (const std::string& line : room(8)) {
    if (line.starts_with("track") && line.find("MTv") != std::string::npos) moves.push_back(line);
  }
  EXPECT_EQ(moves, Lines{"trackMoved PA2 MTv 1 0"});
}

TEST_F(RoomSfuTest, AnotherEpochMeansAnotherSendingEpochToo) {
  enter(7);
  drain(event::LocalDescriptionApplied{1, DescriptionType::Offer, "v=0", {}});
  room(8);
  protocol::Description late;
  late.from = protocol::sfu_send;
  late.type = DescriptionType::Answer;
  late.sdp = "v=0";
  late.epoch = late.offer_id = 1;
  drain(event::LocalDescriptionApplied{3, DescriptionType::Offer, "v=0", {}});
  EXPECT_EQ(hear(late), Lines{}) << "of the SFU before";
  late.epoch = 2;
  EXPECT_EQ(hear(late), Lines{"#3 setRemoteDescription answer"});
}

TEST_F(RoomSfuTest, WhatIsWantedIsNotSaidAllTheTime) {
  enter(7);
  sfu_offers(1);
  const auto show = [this](std::uint32_t height, Time when) {
    return drain(event::SetTrackPreference{"PA2", {"MTv", false, height}}, when);
  };
  const Time soon = start + limits::sfu_preferences_interval;
  EXPECT_EQ(show(90, soon), Lines{"sendText PREFERENCES to sfu:receive"});
  EXPECT_EQ(show(360, soon), Lines{});
  EXPECT_EQ(show(540, soon), Lines{});
  EXPECT_EQ(deadline(), soon + limits::sfu_preferences_interval);
  EXPECT_EQ(drain(event::TimePassed{}, soon + limits::sfu_preferences_interval),
            Lines{"sendText PREFERENCES to sfu:receive"});
  EXPECT_NE(texts().at(0).find(R"("height":540)"), std::string::npos);
}

TEST_F(RoomSfuTest, WhatIsOffIsNotSentToIt) {
  enter(7);
  EXPECT_EQ(drain(event::SetTrackEnabled{"MT1", false}),
            (Lines{"sendText PUBLICATIONS", "#1 setEncoding MT1 0 0 0"}));
}

TEST_F(RoomSfuTest, TheOneWhomTheSfuHearsIsTheSpeaker) {
  enter(7);
  EXPECT_EQ(hear(protocol::Speaking{"PA2", true}), Lines{"dominantSpeakerChanged PA2"});
  EXPECT_EQ(hear(protocol::Speaking{"PA2", false}), Lines{});
  EXPECT_EQ(hear(protocol::Speaking{"PA9", true}), Lines{});
}

TEST_F(RoomSfuTest, WhoDoesNotReachItSaysSoOnceAndTriesAgain) {
  enter(7);
  const auto failures = [this](Time when) {
    hear(protocol::Pong{}, when - 1s);
    const Lines lines = drain(event::TimePassed{}, when);
    return std::pair(std::count(lines.begin(), lines.end(), "sendText SFU_FAILED"),
                     std::count(lines.begin(), lines.end(), "participantUnreachable PA2 no-path"));
  };
  EXPECT_EQ(failures(start + limits::sfu_timeout), std::pair(1L, 1L));
  EXPECT_EQ(failures(start + 2 * limits::sfu_timeout), std::pair(0L, 0L));
  const Lines lines = room(0);
  EXPECT_EQ(std::count(lines.begin(), lines.end(), "participantReachable PA2"), 1);
}

// Ben and Cleo with a camera each, of which the page allows one.
class PriorityTest : public RoomSfuTest {
 protected:
  PriorityTest() {
    BandwidthProfile profile;
    profile.max_bitrate = 150'000;
    profile.dominant_speaker = TrackPriority::Standard;
    drain(event::SetBandwidthProfile{profile});
    protocol::Participant cleo{"PA3", "Cleo", false, true, {{"MTc", TrackKind::Video, "camera"}}};
    enter(7, {ben(), std::move(cleo)});
    sfu_offers(1);
  }
  // What is asked for once the event has happened; empty if that is the same as before.
  std::string asked(const Event& event) {
    now_ += 1s;
    drain(event, now_);
    return texts().empty() ? "" : texts().back();
  }
  template <class Message>
  std::string asked_after(const Message& message) {
    return asked(event::SocketMessage{protocol::encode(message)});
  }
  static protocol::Publications published_by_ben(TrackPriority priority) {
    return {"PA2", {{"MTv", TrackKind::Video, "camera", true, priority}}};
  }
  static std::string only(const char* sid) {
    return R"({"to":"sfu:receive","tracks":[{"height":180,"sid":")" + std::string(sid) +
           R"("}],"type":"PREFERENCES"})";
  }

 private:
  Time now_ = start;
};

TEST_F(PriorityTest, ThePublishersPriorityDecides) {
  EXPECT_EQ(asked_after(published_by_ben(TrackPriority::Low)), only("MTc"));
  EXPECT_EQ(asked_after(published_by_ben(TrackPriority::High)), only("MTv"));
}

TEST_F(PriorityTest, OnesOwnGoesBeforeThePublishers) {
  EXPECT_EQ(asked(event::SetSubscribePriority{"PA2", "MTv", true, TrackPriority::Low}),
            only("MTc"));
  EXPECT_EQ(asked_after(published_by_ben(TrackPriority::High)), "");
  EXPECT_EQ(asked(event::SetSubscribePriority{"PA2", "MTv", false}), only("MTv"));
  EXPECT_EQ(replay_check().difference(), "");
}

TEST_F(PriorityTest, TheSpeakersPictureHasTheProfilesPriorityAtLeast) {
  asked_after(published_by_ben(TrackPriority::Low));
  protocol::Publications published{"PA3",
                                   {{"MTc", TrackKind::Video, "camera", true, TrackPriority::Low}}};
  EXPECT_EQ(asked_after(published), only("MTv"));
  EXPECT_EQ(asked_after(protocol::Speaking{"PA3", true}), only("MTc"));
  EXPECT_EQ(asked(event::SetSubscribePriority{"PA3", "MTc", true, TrackPriority::Low}),
            only("MTv"));
}

TEST_F(RoomSfuTest, WhoSavesInAMeshSeesWhatHasHighPriorityHereInFull) {
  enter(0);
  connect_in_mesh();
  drain(event::SetVideoQuality{VideoQuality::Saving});
  EXPECT_EQ(drain(event::SetSubscribePriority{"PA2", "MTv", true, TrackPriority::High}),
            Lines{"sendText PREFERENCES to PA2"});
  EXPECT_EQ(texts().at(0).find("height"), std::string::npos);
  EXPECT_EQ(drain(event::SetSubscribePriority{"PA2", "MTa", true, TrackPriority::High}), Lines{});
}

TEST_F(PriorityTest, OfAFewTracksThoseWhoSpokeLastAreAskedFor) {
  EXPECT_EQ(asked(event::SetBandwidthProfile{{.max_tracks = 1}}).find("MTc"), std::string::npos);
  EXPECT_NE(asked_after(protocol::Speaking{"PA3", true}).find("MTc"), std::string::npos);
  asked_after(protocol::Speaking{"PA3", false});
  EXPECT_NE(asked_after(protocol::Speaking{"PA2", true}).find("MTv"), std::string::npos);
}

TEST_F(RoomSfuTest, IceOfTheReceivingConnectionIsTheServersToRestart) {
  enter(7);
  sfu_offers(1);
  drain(event::IceStateChanged{3, IceState::Connected});
  drain(event::IceStateChanged{3, IceState::Failed});
  EXPECT_EQ(drain(event::TimePassed{}), Lines{"sendText RESTART_ICE to sfu:receive"});
}

}  // namespace
}  // namespace parley::core::test
