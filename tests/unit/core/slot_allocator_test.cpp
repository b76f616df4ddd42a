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

WantedTrack picture(const std::string& sid, std::uint32_t height, bool off = false) {
  return {TrackKind::Video, TrackPriority::Standard, {sid, off, height}};
}

TEST(SlotAllocator, AsksForLayersOfWhatIsShownTheLargestFirst) {
  const auto allocation = allocate_slots(
      {picture("MT1", 90), picture("MT2", 360), picture("MT3", 0), picture("MT4", 540)}, plenty);
  EXPECT_EQ(allocation.preferences,
            (Preferences{{"MT3"}, {"MT4", false, 540}, {"MT2", false, 360}, {"MT1", false, 180}}));
  EXPECT_FALSE(allocation.wants_more);
}

TEST(SlotAllocator, PutsHighPriorityFirst) {
  WantedTrack screen = picture("MT2", 90);
  screen.priority = TrackPriority::High;
  const auto allocation = allocate_slots({picture("MT1", 0), screen}, plenty);
  EXPECT_EQ(allocation.preferences, (Preferences{{"MT2", false, 180}, {"MT1"}}));
}

TEST(SlotAllocator, KeepsTheOrderAmongEquals) {
  const auto allocation = allocate_slots({picture("MT1", 90), picture("MT2", 90)}, plenty);
  EXPECT_EQ(allocation.preferences, (Preferences{{"MT1", false, 180}, {"MT2", false, 180}}));
}

TEST(SlotAllocator, NamesSoundOnlyIfItIsNotWanted) {
  const WantedTrack heard{TrackKind::Audio, TrackPriority::Standard, {"MT1"}};
  const WantedTrack unheard{TrackKind::Audio, TrackPriority::Standard, {"MT2", true}};
  EXPECT_EQ(allocate_slots({heard, unheard, picture("MT3", 90, true)}, plenty).preferences,
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

TEST(SlotAllocator, AsksForNoMoreThanThereAreSlots) {
  std::vector<WantedTrack> wanted;
  for (int i = 0; i < 40; ++i) wanted.push_back(picture("MT" + std::to_string(i), 90));
  const auto allocation = allocate_slots(wanted, plenty);
  EXPECT_EQ(allocation.preferences.size(), 16U);
  EXPECT_FALSE(allocation.wants_more);
}

}  // namespace
}  // namespace parley::core::test
