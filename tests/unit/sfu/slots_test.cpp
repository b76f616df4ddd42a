#include "slots.h"

#include <gtest/gtest.h>

#include <map>

namespace parley::sfu {
namespace {

Source source(const std::string& name, std::uint32_t layer = 0) {
  return {name, "MT" + name, {name, "1"}, layer};
}

// Two for sound, two for pictures.
class SlotsTest : public testing::Test {
 protected:
  std::map<std::string, std::string> changes(const std::vector<Source>& video) {
    slots.want({}, video);
    std::map<std::string, std::string> changes;
    for (const auto& [mid, stream] : slots.take_changes().changes) changes[mid] = stream.feed;
    return changes;
  }

  std::map<std::string, std::uint32_t> layers() {
    std::map<std::string, std::uint32_t> layers;
    for (const auto& [mid, layer] : slots.take_layers().choices) layers[mid] = layer;
    return layers;
  }

  Slots slots{2, 2, "dummy"};
};

using Changes = std::map<std::string, std::string>;
using Layers = std::map<std::string, std::uint32_t>;

TEST_F(SlotsTest, BeginFree) {
  const std::vector<FeedStream> expected = {
      {"dummy", "0"}, {"dummy", "0"}, {"dummy", "1"}, {"dummy", "1"}};
  EXPECT_EQ(slots.streams(), expected);
  EXPECT_TRUE(slots.taken().empty());
}

TEST_F(SlotsTest, AreTakenInTheOrderOfImportance) {
  EXPECT_EQ(changes({source("a"), source("b"), source("c")}), (Changes{{"2", "a"}, {"3", "b"}}));
}

TEST_F(SlotsTest, WhoHasOneKeepsIt) {
  changes({source("a"), source("b")});
  EXPECT_EQ(changes({source("c"), source("b")}), (Changes{{"2", "c"}}));
  EXPECT_EQ(changes({source("b"), source("c")}), Changes{});
}

TEST_F(SlotsTest, AreFreedWhenNobodyWantsThem) {
  changes({source("a"), source("b")});
  EXPECT_EQ(changes({source("b")}), (Changes{{"2", "dummy"}}));
  ASSERT_EQ(slots.taken().size(), 1U);
  EXPECT_EQ(slots.taken()[0], (Slot{"3", "b", "MTb"}));
}

TEST_F(SlotsTest, LayersAreChosenAfterEachChange) {
  changes({source("a", 0), source("b", 2)});
  EXPECT_EQ(layers(), (Layers{{"2", 0}, {"3", 2}}));
  EXPECT_EQ(layers(), Layers{});
  changes({source("a", 1), source("b", 2)});
  EXPECT_EQ(layers(), (Layers{{"2", 1}}));
  changes({source("c", 1), source("b", 2)});
  EXPECT_EQ(layers(), (Layers{{"2", 1}})) << "Janus begins anew with another stream";
}

TEST_F(SlotsTest, AnotherConnectionOfTheSameTrackIsAChange) {
  changes({source("a")});
  Source again = source("a");
  again.stream.feed = "a.2";
  EXPECT_EQ(changes({again}), (Changes{{"2", "a.2"}}));
}

}  // namespace
}  // namespace parley::sfu
