#include "parley/limits/failure_throttle.h"

#include <gtest/gtest.h>

#include "parley/limits/limits.h"

namespace parley::limits {
namespace {

using namespace std::chrono_literals;

TEST(FailureThrottle, ForgivesAfterAMinute) {
  FailureThrottle throttle;
  const IpAddress client = parse_ip_address("192.0.2.1").value_or(IpAddress{});
  const FailureThrottle::Time start{};
  for (std::uint32_t count = 0; count < limits::failures_per_minute; ++count) {
    EXPECT_TRUE(throttle.allows(client, start));
    throttle.note_failure(client, start);
  }
  EXPECT_FALSE(throttle.allows(client, start + 59s));
  EXPECT_TRUE(throttle.allows(client, start + 60s));
  throttle.note_failure(client, start + 60s);
  EXPECT_TRUE(throttle.allows(client, start + 61s));
}

TEST(FailureThrottle, RemembersSoManyAddresses) {
  FailureThrottle throttle;
  const FailureThrottle::Time start{};
  IpAddress client;
  for (std::size_t count = 0; count < 3 * limits::remembered_failures; ++count) {
    client.bytes[0] = static_cast<std::uint8_t>(count & 0xFFU);
    client.bytes[1] = static_cast<std::uint8_t>(count >> 8U);
    throttle.note_failure(client, start);
  }
  EXPECT_TRUE(throttle.allows(client, start));
}

}  // namespace
}  // namespace parley::limits
