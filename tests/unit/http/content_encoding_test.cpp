#include "parley/http/content_encoding.h"

#include <gtest/gtest.h>

namespace parley::http {
namespace {

TEST(ContentEncoding, NamedEncodingHasItsQuality) {
  EXPECT_EQ(encoding_quality("gzip, br", Encoding::Brotli), 1000);
  EXPECT_EQ(encoding_quality("gzip;q=0.5, br;q=0.125", Encoding::Brotli), 125);
  EXPECT_EQ(encoding_quality("GZIP ; Q=0.5", Encoding::Gzip), 500);
  EXPECT_EQ(encoding_quality("gzip;q=1.000", Encoding::Gzip), 1000);
}

TEST(ContentEncoding, UnnamedEncodingIsRefused) {
  EXPECT_EQ(encoding_quality("", Encoding::Gzip), 0);
  EXPECT_EQ(encoding_quality("br", Encoding::Gzip), 0);
  EXPECT_EQ(encoding_quality("gzip;q=0", Encoding::Gzip), 0);
}

TEST(ContentEncoding, IdentityIsTakenUnlessExcluded) {
  EXPECT_GT(encoding_quality("", Encoding::Identity), 0);
  EXPECT_GT(encoding_quality("br", Encoding::Identity), 0);
  EXPECT_EQ(encoding_quality("identity;q=0", Encoding::Identity), 0);
  EXPECT_EQ(encoding_quality("*;q=0", Encoding::Identity), 0);
  EXPECT_GT(encoding_quality("*;q=0, identity", Encoding::Identity), 0);
}

TEST(ContentEncoding, WildcardStandsForTheRest) {
  EXPECT_EQ(encoding_quality("*", Encoding::Brotli), 1000);
  EXPECT_EQ(encoding_quality("br;q=0, *", Encoding::Brotli), 0);
}

TEST(ContentEncoding, NonsenseCountsAsRefusal) {
  for (const char* header : {"br;q=", "br;q=x", "br;q=2", "br;q=-1", "br;q=0.x"}) {
    EXPECT_EQ(encoding_quality(header, Encoding::Brotli), 0) << header;
  }
}

}  // namespace
}  // namespace parley::http
