#include "parley/limits/connection_limiter.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace parley::limits {
namespace {

using namespace std::chrono_literals;
using Answer = ConnectionLimiter::Answer;

IpAddress ip(const std::string& text) {
  return parse_ip_address(text).value();
}

class ConnectionLimiterTest : public testing::Test {
 protected:
  ConnectionLimiterTest() {
    limits.connections_per_address = 2;
    limits.joins_per_minute = 60;
  }

  OperatorLimits limits;
  ConnectionLimiter::Instant now{1000};
  const IpAddress ann = ip("192.0.2.1");
  const IpAddress ben = ip("192.0.2.2");
};

TEST_F(ConnectionLimiterTest, ConnectionsOverTheLimitAreToldAndThenTurnedAway) {
  ConnectionLimiter limiter(limits);
  std::vector<ConnectionLimiter::Slot> slots;
  for (std::size_t count = 0; count < 2 + limits::refused_connections_per_address; ++count) {
    auto [answer, slot] = limiter.acquire(ann, now);
    EXPECT_EQ(answer, count < 2 ? Answer::Allowed : Answer::TooManyConnections);
    slots.push_back(std::move(slot));
  }
  EXPECT_EQ(limiter.acquire(ann, now).first, Answer::Rejected);
  EXPECT_EQ(limiter.acquire(ben, now).first, Answer::Allowed);
  slots.clear();
  EXPECT_EQ(limiter.acquire(ann, now).first, Answer::Allowed);
}

TEST_F(ConnectionLimiterTest, JoinsComeBackWithTime) {
  ConnectionLimiter limiter(limits);
  for (int count = 0; count < 60; ++count) {
    EXPECT_EQ(limiter.acquire(ann, now).first, Answer::Allowed);
  }
  EXPECT_EQ(limiter.acquire(ann, now).first, Answer::TooManyJoins);
  EXPECT_EQ(limiter.acquire(ben, now).first, Answer::Allowed);
  EXPECT_EQ(limiter.acquire(ann, now + 1s).first, Answer::Allowed);
  EXPECT_EQ(limiter.acquire(ann, now + 1s).first, Answer::TooManyJoins);
}

TEST_F(ConnectionLimiterTest, FailureCountsAsManyJoins) {
  ConnectionLimiter limiter(limits);
  int attempts = 0;
  for (; limiter.acquire(ann).first == Answer::Allowed; ++attempts) {
    limiter.acquire(ann).second.note_failure(10);
  }
  EXPECT_LE(attempts, 60 / 10 + 1);
}

TEST_F(ConnectionLimiterTest, Ipv6SubscriberIsOne) {
  ConnectionLimiter limiter(limits);
  const auto one = limiter.acquire(ip("2001:db8:1:2::1"), now);
  const auto two = limiter.acquire(ip("2001:db8:1:2:3:4:5:6"), now);
  EXPECT_EQ(limiter.acquire(ip("2001:db8:1:2::3"), now).first, Answer::TooManyConnections);
  EXPECT_EQ(limiter.acquire(ip("2001:db8:1:3::1"), now).first, Answer::Allowed);
}

TEST_F(ConnectionLimiterTest, RemembersNoMoreThanItsLimit) {
  ConnectionLimiter limiter(limits);
  const auto slots = limiter.acquire(ann, now);
  for (unsigned number = 0; number < limits::remembered_addresses + 10; ++number) {
    IpAddress address = ben;
    address.bytes[12] = static_cast<std::uint8_t>(10 + (number >> 24U));
    address.bytes[13] = static_cast<std::uint8_t>(number >> 16U);
    address.bytes[14] = static_cast<std::uint8_t>(number >> 8U);
    address.bytes[15] = static_cast<std::uint8_t>(number);
    EXPECT_EQ(limiter.acquire(address, now).first, Answer::Allowed);
  }
  EXPECT_EQ(limiter.size(), limits::remembered_addresses);
  // Who is connected is not forgotten.
  const auto second = limiter.acquire(ann, now);
  EXPECT_EQ(limiter.acquire(ann, now).first, Answer::TooManyConnections);
}

TEST_F(ConnectionLimiterTest, ManyThreadsMayAsk) {
  limits.connections_per_address = 1000;
  limits.joins_per_minute = 1'000'000;
  ConnectionLimiter limiter(limits);
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([this, &limiter] {
      for (int count = 0; count < 500; ++count) {
        const auto [answer, slot] = limiter.acquire(count % 2 == 0 ? ann : ben);
        EXPECT_EQ(answer, Answer::Allowed);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(limiter.size(), 2U);
}

TEST(TokenBucketTest, HasABurstAndThenARate) {
  const base::Rate rate{10, 3};
  base::TokenBucket bucket(rate, 0ms);
  EXPECT_TRUE(bucket.take(3, rate, 0ms));
  EXPECT_FALSE(bucket.take(1, rate, 99ms));
  EXPECT_TRUE(bucket.take(1, rate, 100ms));
  EXPECT_FALSE(bucket.take(1, rate, 100ms));
  EXPECT_TRUE(bucket.take(3, rate, 1h));
  EXPECT_FALSE(bucket.take(1, rate, 1h));
}

TEST(TokenBucketTest, OwesNoMoreThanABurst) {
  const base::Rate rate{10, 3};
  base::TokenBucket bucket(rate, 0ms);
  bucket.charge(1000, rate, 0ms);
  EXPECT_FALSE(bucket.take(1, rate, 399ms));
  EXPECT_TRUE(bucket.take(1, rate, 400ms));
}

}  // namespace
}  // namespace parley::limits
