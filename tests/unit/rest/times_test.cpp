#include "times.h"

#include <gtest/gtest.h>

namespace parley::rest {
namespace {

constexpr Time noon = 1'769'860'800'000;  // 2026-01-31T12:00:00Z

TEST(Times, AreWrittenInUtc) {
  EXPECT_EQ(to_iso(noon + 999), "2026-01-31T12:00:00Z");
  EXPECT_EQ(to_iso_with_milliseconds(noon + 7), "2026-01-31T12:00:00.007Z");
}

TEST(Times, AreReadAsTheVendorsLibrariesWriteThem) {
  for (const char* text : {"2026-01-31T12:00:00Z", "2026-01-31T12:00:00.999Z",
                           "2026-01-31T12:00:00+00:00", "2026-01-31T12:00:00"}) {
    EXPECT_EQ(from_iso(text), noon) << text;
  }
  EXPECT_EQ(from_iso("2026-01-31"), noon - 12 * 3'600'000);
  for (const char* text : {"", "now", "2026-1-31", "2026-02-30", "2026-13-01", "2026-01-31T12:00",
                           "2026-01-31T12:00:00+01:00", "2026-01-31 12:00:00Z"}) {
    EXPECT_EQ(from_iso(text), std::nullopt) << text;
  }
}

TEST(Times, AClockThatIsSetBackMakesNoNegativeDuration) {
  EXPECT_EQ(seconds_between(noon, noon + 1999), 1);
  EXPECT_EQ(seconds_between(noon, noon - 5000), 0);
}

}  // namespace
}  // namespace parley::rest
