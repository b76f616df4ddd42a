// How a room shares out its upload, and what becomes of the person's choice of quality.

#include <gtest/gtest.h>

#include "logged_room.h"
#include "parley/core/limits.h"

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;
using protocol::TrackKind;

class RoomUploadTest : public testing::Test, protected LoggedRoom {
 protected:
  // Ann publishes a camera, and Ben and Cleo, whose offers she has answered, are there.
  void enter() {
    drain(event::PublishTrack{{"MTv", TrackKind::Video, "camera", true}});
    drain(event::Connect{"ws://host", "a room", "Ann"});
    drain(event::SocketOpened{});
    protocol::Welcome welcome{"PA1", "RM1", "a room", {}, {}};
    welcome.participants = {{"PA2", "Ben", false, true, {}}, {"PA3", "Cleo", false, true, {}}};
    lines_ = hear(welcome);
  }
  Lines prefers(const std::string& participant, bool off, std::uint32_t height) {
    return hear(protocol::Preferences{participant, "PA1", {{"MTv", off, height}}});
  }
  // Both connections report every two seconds; their order does not matter.
  Lines report(std::uint32_t available) {
    Lines all;
    now_ += 2s;
    for (const ConnectionHandle connection : {1U, 2U}) {
      event::ConnectionStatistics counted;
      counted.connection = connection;
      counted.available = available;
      for (std::string& line : drain(counted, now_)) {
        if (line.find("setEncoding") != std::string::npos) all.push_back(std::move(line));
      }
    }
    return all;
  }

  Lines lines_;
  Time now_ = start;
};

TEST_F(RoomUploadTest, EachGetsWhatTheyShow) {
  enter();
  ASSERT_GE(lines_.size(), 3U);
  EXPECT_EQ(Lines(lines_.end() - 3, lines_.end()),
            (Lines{"largestHeightChanged MTv 540", "#1 setEncoding MTv active 1000000 30 540",
                   "#2 setEncoding MTv active 1000000 30 540"}));
  EXPECT_EQ(prefers("PA3", false, 90),
            (Lines{"largestHeightChanged MTv 720", "#1 setEncoding MTv active 1700000 30 720",
                   "#2 setEncoding MTv active 60000 15 90"}));
  EXPECT_EQ(prefers("PA2", true, 0),
            (Lines{"largestHeightChanged MTv 90", "#1 setEncoding MTv 0 0 0"}));
  EXPECT_EQ(hear(protocol::UserLeave{"PA2"}),
            (Lines{"#1 closeConnection", "participantDisconnected PA2",
                   "#2 setEncoding MTv active 60000 0 90"}));
  EXPECT_EQ(drain(event::SetBitrateLimits{0, 50'000}),
            Lines{"#2 setEncoding MTv active 50000 0 90"});
}

TEST_F(RoomUploadTest, FullLineIsSharedAndTriedAgain) {
  enter();
  prefers("PA2", false, 540);
  prefers("PA3", false, 180);
  EXPECT_EQ(report(400'000), Lines{});
  // Enough for Cleo's: so it may be Ben's line.
  EXPECT_EQ(report(400'000), Lines{"#1 setEncoding MTv active 300000 20 270"});
  EXPECT_EQ(report(150'000), Lines{});
  EXPECT_EQ(report(150'000), (Lines{"#1 setEncoding MTv active 130000 15 180",
                                    "#2 setEncoding MTv active 60000 15 90"}));
  Lines raised;
  for (int round = 0; round < 20 && raised.empty(); ++round) raised = report(5'000'000);
  EXPECT_EQ(raised, Lines{"#2 setEncoding MTv active 130000 15 180"});
  EXPECT_EQ(replay_check().difference(), "");
}

TEST_F(RoomUploadTest, AnotherNetworkIsMeasuredAnew) {
  enter();
  report(300'000);
  EXPECT_EQ(report(300'000), (Lines{"#1 setEncoding MTv active 300000 20 270",
                                    "#2 setEncoding MTv active 130000 15 180"}));
  const Lines lines = drain(event::NetworkChanged{}, now_);
  EXPECT_EQ(lines.back(), "#2 setEncoding MTv active 1000000 30 540");
}

TEST_F(RoomUploadTest, SoundOnlySendsAndReceivesNoPictures) {
  enter();
  hear(protocol::Publications{"PA2", {{"MT2", TrackKind::Video, "camera", true}}});
  drain(event::PublishTrack{{"MTs", TrackKind::Video, "screen", true}, true});
  EXPECT_EQ(drain(event::SetVideoQuality{VideoQuality::SoundOnly, 2}),
            (Lines{"sendText PREFERENCES to PA2", "sendText PREFERENCES to PA3",
                   "sendText PUBLICATIONS", "#1 setEncoding MTv 0 0 0",
                   "#1 setEncoding MTs active 1500000 15 0", "#2 setEncoding MTv 0 0 0"}));
  EXPECT_NE(texts()[0].find(R"("off":true)"), std::string::npos) << texts()[0];
  EXPECT_NE(texts()[2].find(R"("enabled":false)"), std::string::npos) << texts()[2];
  // What comes later is not wanted either.
  hear(protocol::Publications{"PA3", {{"MT3", TrackKind::Video, "camera", true}}});
  ASSERT_EQ(texts().size(), 1U);
  EXPECT_NE(texts()[0].find(R"("off":true)"), std::string::npos) << texts()[0];
  drain(event::SetVideoQuality{VideoQuality::Automatic, 2});
  EXPECT_EQ(texts()[0].find("MT2"), std::string::npos) << texts()[0];
}

TEST_F(RoomUploadTest, SavingAsksForSmallPicturesButNotOfScreens) {
  enter();
  hear(protocol::Publications{
      "PA2",
      {{"MT2", TrackKind::Video, "camera", true},
       {"MT3", TrackKind::Video, "screen", true, protocol::TrackPriority::High}}});
  drain(event::SetVideoQuality{VideoQuality::Saving, 2});
  EXPECT_NE(texts()[0].find(R"("height":270)"), std::string::npos) << texts()[0];
  EXPECT_EQ(texts()[0].find("MT3"), std::string::npos) << texts()[0];
}

}  // namespace
}  // namespace parley::core::test
