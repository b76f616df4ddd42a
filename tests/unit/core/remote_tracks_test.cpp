#include "parley/core/remote_tracks.h"

#include <gtest/gtest.h>

#include "describe.h"
#include "parley/core/limits.h"

namespace parley::core::test {
namespace {

using protocol::TrackKind;
using protocol::TrackPublication;

const TrackPublication microphone{"MTa", TrackKind::Audio, "microphone", true};
const TrackPublication camera{"MTv", TrackKind::Video, "camera", true};

class RemoteTracksTest : public testing::Test {
 protected:
  ActionQueue actions_;
  RemoteTracks tracks_{"PA2"};
};

TEST_F(RemoteTracksTest, TrackIsSubscribedWhenPublicationAndMediaAreThere) {
  tracks_.set_publications({microphone, camera}, actions_);
  EXPECT_EQ(drain(actions_), (Lines{"trackPublished PA2 MTa audio enabled standard",
                                    "trackPublished PA2 MTv video enabled standard"}));
  tracks_.set_mids(1, {{"0", "MTa"}}, actions_);
  EXPECT_EQ(drain(actions_), Lines{"trackSubscribed PA2 MTa 1 0"});
}

TEST_F(RemoteTracksTest, MediaMayComeBeforeThePublication) {
  tracks_.set_mids(1, {{"0", "MTv"}}, actions_);
  EXPECT_EQ(drain(actions_), Lines{});
  tracks_.set_publications({camera}, actions_);
  EXPECT_EQ(drain(actions_), (Lines{"trackPublished PA2 MTv video enabled standard",
                                    "trackSubscribed PA2 MTv 1 0"}));
}

TEST_F(RemoteTracksTest, SameListAgainTellsNothing) {
  tracks_.set_publications({camera}, actions_);
  tracks_.set_mids(1, {{"0", "MTv"}}, actions_);
  drain(actions_);
  tracks_.set_publications({camera}, actions_);
  tracks_.set_mids(1, {{"0", "MTv"}}, actions_);
  EXPECT_EQ(drain(actions_), Lines{});
}

TEST_F(RemoteTracksTest, UnpublishedTrackIsUnsubscribedFirst) {
  tracks_.set_publications({camera}, actions_);
  tracks_.set_mids(1, {{"0", "MTv"}}, actions_);
  drain(actions_);
  tracks_.set_publications({}, actions_);
  EXPECT_EQ(drain(actions_), (Lines{"trackUnsubscribed PA2 MTv", "trackUnpublished PA2 MTv"}));
}

TEST_F(RemoteTracksTest, MutingIsTold) {
  tracks_.set_publications({camera}, actions_);
  drain(actions_);
  TrackPublication muted = camera;
  muted.enabled = false;
  tracks_.set_publications({muted}, actions_);
  EXPECT_EQ(drain(actions_), Lines{"trackEnabled PA2 MTv"});
  tracks_.set_publications({camera}, actions_);
  EXPECT_EQ(drain(actions_), Lines{"trackEnabled PA2 MTv enabled"});
}

TEST_F(RemoteTracksTest, NewConnectionMovesTheSubscription) {
  tracks_.set_publications({camera}, actions_);
  tracks_.set_mids(1, {{"0", "MTv"}}, actions_);
  drain(actions_);
  tracks_.connection_closed(actions_);
  EXPECT_EQ(drain(actions_), Lines{"trackUnsubscribed PA2 MTv"});
  tracks_.set_mids(2, {{"1", "MTv"}}, actions_);
  EXPECT_EQ(drain(actions_), Lines{"trackSubscribed PA2 MTv 2 1"});
}

TEST_F(RemoteTracksTest, DataTrackIsSubscribedWhenPublicationAndChannelAreThere) {
  const TrackPublication chat{"MTc", TrackKind::Data, "chat", true};
  const TrackPublication files{"MTf", TrackKind::Data, "files", true};
  tracks_.set_publications({chat}, actions_);
  EXPECT_EQ(drain(actions_), Lines{"trackPublished PA2 MTc data enabled standard"});
  tracks_.add_data_channel(1, "MTc", actions_);
  EXPECT_EQ(drain(actions_), Lines{"trackSubscribed PA2 MTc 1 MTc"});
  tracks_.add_data_channel(1, "MTf", actions_);
  EXPECT_EQ(drain(actions_), Lines{});
  tracks_.set_publications({chat, files}, actions_);
  EXPECT_EQ(drain(actions_), (Lines{"trackPublished PA2 MTf data enabled standard",
                                    "trackSubscribed PA2 MTf 1 MTf"}));
}

TEST_F(RemoteTracksTest, DataChannelIsNotTakenForMediaNorTheOtherWayRound) {
  tracks_.set_publications({camera, {"MTc", TrackKind::Data, "chat", true}}, actions_);
  drain(actions_);
  tracks_.add_data_channel(1, "MTv", actions_);
  tracks_.set_mids(1, {{"0", "MTc"}}, actions_);
  EXPECT_EQ(drain(actions_), Lines{});
}

TEST_F(RemoteTracksTest, ChannelsThatMakeRoomAndAFloodOfOthersAreNotListenedTo) {
  tracks_.add_data_channel(1, "", actions_);
  for (std::size_t i = 0; i < limits::data_channels; ++i) {
    tracks_.add_data_channel(1, "MT" + std::to_string(i), actions_);
  }
  tracks_.add_data_channel(1, "MTc", actions_);
  tracks_.set_publications({{"MTc", TrackKind::Data, "chat", true}}, actions_);
  EXPECT_EQ(drain(actions_), Lines{"trackPublished PA2 MTc data enabled standard"});
}

TEST_F(RemoteTracksTest, DataGoesWithItsConnection) {
  tracks_.set_publications({{"MTc", TrackKind::Data, "chat", true}}, actions_);
  tracks_.add_data_channel(1, "MTc", actions_);
  drain(actions_);
  tracks_.connection_closed(actions_);
  EXPECT_EQ(drain(actions_), Lines{"trackUnsubscribed PA2 MTc"});
  tracks_.add_data_channel(2, "MTc", actions_);
  EXPECT_EQ(drain(actions_), Lines{"trackSubscribed PA2 MTc 2 MTc"});
}

TEST_F(RemoteTracksTest, WhatIsShownIsToldInSteps) {
  tracks_.set_publications({camera}, actions_);
  EXPECT_TRUE(tracks_.set_preference({"MTv", false, 150}, actions_));
  EXPECT_FALSE(tracks_.set_preference({"MTv", false, 179}, actions_));
  EXPECT_EQ(tracks_.preferences(), (std::vector<protocol::TrackPreference>{{"MTv", false, 180}}));
  EXPECT_TRUE(tracks_.set_preference({"MTv", false, 2000}, actions_));
  EXPECT_TRUE(tracks_.preferences().empty());
}

TEST_F(RemoteTracksTest, WhatHasNoSlotIsNotSentOnALineThatComesLater) {
  tracks_.set_publications({camera, microphone}, actions_);
  tracks_.use_sfu(true, actions_);
  tracks_.set_slots(7, {{"5", camera.sid}}, actions_);
  tracks_.media_flows(7, "5", actions_);
  drain(actions_);
  // The offer was on its way when the room moved.
  tracks_.set_mids(1, {{"0", microphone.sid}}, actions_);
  EXPECT_EQ(drain(actions_), Lines{});
  EXPECT_EQ(tracks_.preferences(),
            (std::vector<protocol::TrackPreference>{{microphone.sid, true, 0}}));
}

TEST_F(RemoteTracksTest, WhoSavesSeesWhatHasHighPriorityHereInFull) {
  tracks_.set_publications({camera}, actions_);
  tracks_.set_quality(VideoQuality::Saving, actions_);
  EXPECT_EQ(tracks_.preferences(), (std::vector<protocol::TrackPreference>{{"MTv", false, 270}}));
  tracks_.set_priority("MTv", protocol::TrackPriority::High);
  EXPECT_TRUE(tracks_.preferences().empty());
}

TEST_F(RemoteTracksTest, PriorityHereEndsWithTheSubscription) {
  tracks_.set_publications({camera}, actions_);
  tracks_.set_mids(1, {{"0", "MTv"}}, actions_);
  tracks_.set_priority("MTv", protocol::TrackPriority::Low);
  std::vector<WantedTrack> wanted;
  tracks_.want(wanted, protocol::TrackPriority::High, 0);
  tracks_.connection_closed(actions_);
  tracks_.set_mids(2, {{"0", "MTv"}}, actions_);
  tracks_.want(wanted, protocol::TrackPriority::Low, 0);
  ASSERT_EQ(wanted.size(), 2U);
  EXPECT_EQ(wanted[0].priority, protocol::TrackPriority::Low);
  EXPECT_EQ(wanted[1].priority, protocol::TrackPriority::Standard);
}

TEST_F(RemoteTracksTest, GuestsMediaIsTakenForAPublication) {
  tracks_.add_guest_track(1, "0", TrackKind::Video, actions_);
  EXPECT_EQ(drain(actions_), (Lines{"trackPublished PA2 MT00 video enabled standard",
                                    "trackSubscribed PA2 MT00 1 0"}));
  tracks_.add_guest_track(1, "1", TrackKind::Audio, actions_);
  EXPECT_EQ(drain(actions_).size(), 2U);
  tracks_.add_guest_track(1, "1", TrackKind::Audio, actions_);
  EXPECT_EQ(drain(actions_), Lines{});
}

TEST_F(RemoteTracksTest, GuestsTrackIdIsAsLongAsAnyOther) {
  RemoteTracks tracks("PA0123456789abcdef0123456789abcdef");
  tracks.add_guest_track(1, "12", TrackKind::Video, actions_);
  EXPECT_EQ(drain(actions_).front(),
            "trackPublished PA0123456789abcdef0123456789abcdef "
            "MT0123456789abcdef0123456789abc012 video enabled standard");
}

TEST_F(RemoteTracksTest, CountsByKind) {
  tracks_.set_publications({microphone, camera, {"MTs", TrackKind::Video, "screen", true}},
                           actions_);
  EXPECT_EQ(tracks_.count(TrackKind::Audio), 1U);
  EXPECT_EQ(tracks_.count(TrackKind::Video), 2U);
}

}  // namespace
}  // namespace parley::core::test
