#include "parley/base/random_ids.h"

#include <gtest/gtest.h>

namespace parley::base {
namespace {

TEST(RandomIds, ArePrefixAnd32HexDigits) {
  const std::string id = RandomIds().make("PA");
  EXPECT_EQ(id.size(), 34U);
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef", 2), std::string::npos);
}

TEST(RandomIds, Differ) {
  RandomIds ids;
  EXPECT_NE(ids.make("PA"), ids.make("PA"));
}

}  // namespace
}  // namespace parley::base
