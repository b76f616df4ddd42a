#include "parley/core/slot_allocator.h"

#include <gtest/gtest.h>

#include <string>

namespace parley::core::test {
namespace {

using protocol::TrackKind;
using protocol::TrackPreference;
using protocol::TrackPriority;
using Preferences = std::vector<TrackPreference>;

constexpr std::uint32_t plenty = 100'000'000;

WantedTrack picture(const std::string& sid, std::uint32_t height,
                    TrackPriority priority = TrackPriority::Standard) {
  return {TrackKind::Video, priority, {sid, false, height}};
}

TEST(SlotAllocator, AsksForLayersOfWhatIsShownTheLargestFirst) {
  const auto allocation = allocate_slots(
      {picture("MT1", 90), picture("MT2", 360), picture("MT3", 0), picture("MT4", 540)}, plenty);
  EXPECT_EQ(allocation.preferences,
            (Preferences{{"MT3"}, {"MT4", false, 540}, {"MT2", false, 360}, {"MT1", false, 180}}));
  EXPECT_FALSE(allocation.wants_more);
}

TEST(SlotAllocator, PutsHighPriorityFirst) {
  const auto allocation =
      allocate_slots({picture("MT1", 0), picture("MT2", 90, TrackPriority::High)}, plenty);
  EXPECT_EQ(allocation.preferences, (Preferences{{"MT2", false, 180}, {"MT1"}}));
}

TEST(SlotAllocator, KeepsTheOrderAmongEquals) {
  const auto allocation = allocate_slots({picture("MT1", 90), picture("MT2", 90)}, plenty);
  EXPECT_EQ(allocation.preferences, (Preferences{{"MT1", false, 180}, {"MT2", false, 180}}));
}

TEST(SlotAllocator, NamesSoundOnlyIfItIsNotWanted) {
  const WantedTrack heard{TrackKind::Audio, TrackPriority::Standard, {"MT1"}};
  const WantedTrack unheard{TrackKind::Audio, TrackPriority::Standard, {"MT2", true}};
  const WantedTrack unseen{TrackKind::Video, TrackPriority::Standard, {"MT3", true, 90}};
  EXPECT_EQ(allocate_slots({heard, unheard, unseen}, plenty).preferences,
            (Preferences{{"MT2", true}}));
}

TEST(SlotAllocator, GivesEveryoneTheLowestLayerBeforeAnyoneABetterOne) {
  // Of 900 kbit/s: three times 150 and once 300 more.
  const auto allocation =
      allocate_slots({picture("MT1", 0), picture("MT2", 360), picture("MT3", 360)}, 900'000);
  EXPECT_EQ(allocation.preferences,
            (Preferences{{"MT1", false, 360}, {"MT2", false, 180}, {"MT3", false, 180}}));
  EXPECT_TRUE(allocation.wants_more);
}

TEST(SlotAllocator, TriesOnePictureWhateverTheLineBears) {
  const auto allocation = allocate_slots({picture("MT1", 90), picture("MT2", 360)}, 1);
  EXPECT_EQ(allocation.preferences, (Preferences{{"MT2", false, 180}}));
  EXPECT_TRUE(allocation.wants_more);
}

TEST(SlotAllocator, LowPriorityGoesWithoutFirst) {
  const auto allocation = allocate_slots(
      {picture("MT1", 0, TrackPriority::Low), picture("MT2", 90), picture("MT3", 90)}, 300'000);
  EXPECT_EQ(allocation.preferences, (Preferences{{"MT2", false, 180}, {"MT3", false, 180}}));
  EXPECT_TRUE(allocation.wants_more);
}

TEST(SlotAllocator, TheSumStaysWithinWhatThePageAllows) {
  BandwidthProfile profile;
  profile.max_bitrate = 900'000;
  const auto allocation = allocate_slots(
      {picture("MT1", 0), picture("MT2", 360), picture("MT3", 360)}, plenty, profile);
  EXPECT_EQ(allocation.preferences,
            (Preferences{{"MT1", false, 360}, {"MT2", false, 180}, {"MT3", false, 180}}));
  EXPECT_FALSE(allocation.wants_more) << "a better line is of no use";
}

TEST(SlotAllocator, WhatTheLineDoesNotBearIsWantedUpToWhatThePageAllows) {
  BandwidthProfile profile;
  profile.max_bitrate = 900'000;
  EXPECT_TRUE(allocate_slots({picture("MT1", 360)}, 300'000, profile).wants_more);
}

TEST(SlotAllocator, OfAFewTracksThoseWhoSpokeLastAreSeen) {
  BandwidthProfile profile;
  profile.max_tracks = 2;
  WantedTrack spoke = picture("MT3", 90);
  spoke.spoke = 1;
  WantedTrack spoke_last = picture("MT4", 90);
  spoke_last.spoke = 2;
  const std::vector<WantedTrack> wanted = {picture("MT1", 0), picture("MT2", 90), spoke,
                                           spoke_last};
  const auto allocation = allocate_slots(wanted, plenty, profile);
  EXPECT_EQ(allocation.preferences, (Preferences{{"MT4", false, 180}, {"MT3", false, 180}}));
  EXPECT_FALSE(allocation.wants_more);
  EXPECT_EQ(allocate_slots(wanted, 150'000).preferences, (Preferences{{"MT1", false, 180}}))
      << "otherwise the largest is";
}

TEST(SlotAllocator, OfAFewTracksPriorityGoesBeforeSpeech) {
  BandwidthProfile profile;
  profile.max_tracks = 1;
  WantedTrack spoke = picture("MT1", 90);
  spoke.spoke = 1;
  EXPECT_EQ(
      allocate_slots({spoke, picture("MT2", 90, TrackPriority::High)}, plenty, profile).preferences,
      (Preferences{{"MT2", false, 180}}));
}

// One of each priority, all of them shown in full: what they get of that many bit/s, in that order.
std::vector<std::uint32_t> heights(BandwidthMode mode, std::uint32_t bitrate,
                                   bool switches_off = true) {
  BandwidthProfile profile;
  profile.mode = mode;
  profile.switches_off = switches_off;
  std::vector<std::uint32_t> heights;
  const auto allocation = allocate_slots({picture("MT3", 0, TrackPriority::Low), picture("MT2", 0),
                                          picture("MT1", 0, TrackPriority::High)},
                                         bitrate, profile);
  for (const TrackPreference& one : allocation.preferences) {
    EXPECT_EQ(one.sid, "MT" + std::to_string(heights.size() + 1));
    heights.push_back(one.height);
  }
  return heights;
}

TEST(SlotAllocator, InTheGridAllGetTheSameAsFarAsItGoes) {
  using Heights = std::vector<std::uint32_t>;
  constexpr auto grid = BandwidthMode::Grid;
  EXPECT_EQ(heights(grid, 1'700'000), (Heights{360, 360, 360}));
  EXPECT_EQ(heights(grid, 1'200'000), (Heights{360, 360, 180}));
  EXPECT_EQ(heights(grid, 2'400'000), (Heights{0, 360, 360}));
  EXPECT_EQ(heights(grid, 300'000), (Heights{180, 180}));
}

TEST(SlotAllocator, InCollaborationTheHigherPriorityIsBetterAndTheLowerIsSeen) {
  using Heights = std::vector<std::uint32_t>;
  constexpr auto collaboration = BandwidthMode::Collaboration;
  EXPECT_EQ(heights(collaboration, 1'700'000), (Heights{0, 180, 180}));
  EXPECT_EQ(heights(collaboration, 1'600'000), (Heights{360, 360, 360}));
  EXPECT_EQ(heights(collaboration, 450'000), (Heights{180, 180, 180}));
}

TEST(SlotAllocator, InAPresentationTheHigherPriorityHasAllItCanUseFirst) {
  using Heights = std::vector<std::uint32_t>;
  constexpr auto presentation = BandwidthMode::Presentation;
  EXPECT_EQ(heights(presentation, 1'400'000), (Heights{0}));
  EXPECT_EQ(heights(presentation, 1'850'000), (Heights{0, 360}));
  EXPECT_EQ(heights(presentation, 1'300'000), (Heights{360, 360, 180})) << "as it cannot use all";
  EXPECT_EQ(heights(presentation, plenty), (Heights{0, 0, 0}));
}

TEST(SlotAllocator, WhereNobodyGoesWithoutAllAreAsSmallAsTheyCanBe) {
  using Heights = std::vector<std::uint32_t>;
  for (const auto mode :
       {BandwidthMode::Grid, BandwidthMode::Collaboration, BandwidthMode::Presentation}) {
    EXPECT_EQ(heights(mode, 150'000, false), (Heights{180, 180, 180}));
    EXPECT_EQ(heights(mode, 500'000, false), (Heights{180, 180, 180}));
    EXPECT_EQ(heights(mode, 750'000, false), (Heights{360, 180, 180}));
  }
}

TEST(SlotAllocator, WhatThePageAllowsIsNotExceededForThat) {
  BandwidthProfile profile;
  profile.switches_off = false;
  profile.max_bitrate = 300'000;
  const auto allocation = allocate_slots(
      {picture("MT1", 90), picture("MT2", 90), picture("MT3", 90)}, 150'000, profile);
  EXPECT_EQ(allocation.preferences.size(), 2U);
}

TEST(SlotAllocator, AsksForNoMoreThanThereAreSlots) {
  std::vector<WantedTrack> wanted;
  for (int i = 0; i < 40; ++i) wanted.push_back(picture("MT" + std::to_string(i), 90));
  const auto allocation = allocate_slots(wanted, plenty);
  EXPECT_EQ(allocation.preferences.size(), 16U);
  EXPECT_FALSE(allocation.wants_more);
}

}  // namespace
}  // namespace parley::core::test
