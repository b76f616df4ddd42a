#include "parley/limits/failure_throttle.h"

#include <gtest/gtest.h>

#include "parley/limits/limits.h"

namespace parley::limits {
namespace {

using namespace std::chrono_literals;

class FailureThrottleTest : public testing::Test {
 protected:
  static IpAddress ip(std::string_view text) {
    return parse_ip_address(text).value_or(IpAddress{});
  }

  FailureThrottle throttle;
  const FailureThrottle::Time start{};
  const IpAddress client = ip("192.0.2.1");
};

TEST_F(FailureThrottleTest, ForgivesAfterAMinute) {
  for (std::uint32_t count = 0; count < limits::failures_per_minute; ++count) {
    EXPECT_TRUE(throttle.begin(client, start));
  }
  EXPECT_FALSE(throttle.begin(client, start + 59s));
  EXPECT_TRUE(throttle.begin(ip("192.0.2.2"), start));
  EXPECT_TRUE(throttle.begin(client, start + 60s));
  EXPECT_TRUE(throttle.begin(client, start + 61s));
}

TEST_F(FailureThrottleTest, WhoSucceedsHasNotFailed) {
  for (std::uint32_t count = 0; count < 3 * limits::failures_per_minute; ++count) {
    EXPECT_TRUE(throttle.begin(client, start));
    throttle.succeeded(client, start);
  }
}

// What began before the minute that is counted now is not in its count.
TEST_F(FailureThrottleTest, LateSuccessGivesNothingBack) {
  EXPECT_TRUE(throttle.begin(client, start));
  for (std::uint32_t count = 0; count < limits::failures_per_minute; ++count) {
    EXPECT_TRUE(throttle.begin(client, start + 60s));
  }
  throttle.succeeded(client, start);
  EXPECT_FALSE(throttle.begin(client, start + 61s));
}

TEST_F(FailureThrottleTest, LargerIpv6BlocksMayFailSomeTimesAsOften) {
  IpAddress address = ip("2001:db8:1::1");
  std::size_t allowed = 0;
  for (unsigned subnet = 0; subnet < 65'536; subnet += subnet < 256 ? 1 : 16) {
    address.bytes[6] = static_cast<std::uint8_t>(subnet >> 8U);
    address.bytes[7] = static_cast<std::uint8_t>(subnet);
    if (throttle.begin(address, start)) ++allowed;
    if (subnet == 256) {
      EXPECT_EQ(allowed, limits::failures_per_minute * 4U + 1);
    }
  }
  EXPECT_EQ(allowed, limits::failures_per_minute * 8U);
  EXPECT_TRUE(throttle.begin(ip("2001:db8:2::1"), start));
}

TEST_F(FailureThrottleTest, RemembersSoManyBlocks) {
  IpAddress address = ip("192.0.2.1");
  for (std::size_t count = 0; count < 3 * limits::blocks_with_failures; ++count) {
    address.bytes[13] = static_cast<std::uint8_t>(count >> 16U);
    address.bytes[14] = static_cast<std::uint8_t>(count >> 8U);
    address.bytes[15] = static_cast<std::uint8_t>(count);
    EXPECT_TRUE(throttle.begin(address, start));
  }
  EXPECT_EQ(throttle.size(), limits::blocks_with_failures);
}

}  // namespace
}  // namespace parley::limits
