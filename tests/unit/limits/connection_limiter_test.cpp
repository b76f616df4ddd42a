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

/// An address in that /64 of 2001:db8:1::/48.
IpAddress in_block(unsigned subnet) {
  IpAddress address = ip("2001:db8:1::1");
  address.bytes[6] = static_cast<std::uint8_t>(subnet >> 8U);
  address.bytes[7] = static_cast<std::uint8_t>(subnet);
  return address;
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
  for (; limiter.acquire(ann, now).first == Answer::Allowed; ++attempts) {
    limiter.acquire(ann, now).second.note_failure(10, now);
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

// Each from another /64, and then another /56, of one /48.
TEST_F(ConnectionLimiterTest, LargerIpv6BlocksHoldSomeTimesAsManyConnections) {
  ConnectionLimiter limiter(limits);
  std::vector<ConnectionLimiter::Slot> slots;
  const auto hold = [&](unsigned subnet) {
    auto [answer, slot] = limiter.acquire(in_block(subnet), now);
    if (answer == Answer::Allowed) slots.push_back(std::move(slot));
    return answer;
  };
  for (unsigned subnet = 0; subnet < 256; ++subnet) hold(subnet);
  EXPECT_EQ(slots.size(), 2U * 4);
  for (unsigned subnet = 256; subnet < 65'536; subnet += 16) hold(subnet);
  EXPECT_EQ(slots.size(), 2U * 8);
  EXPECT_EQ(limiter.acquire(ip("2001:db8:9::1"), now).first, Answer::Allowed);
  slots.pop_back();
  EXPECT_EQ(hold(40'000), Answer::Allowed);
}

TEST_F(ConnectionLimiterTest, NoIpv6BlockHoldsMoreThanHalfOfTheServer) {
  limits.connections_per_address = 256;
  limits.joins_per_minute = 1'000'000;
  limits.connections = 600;
  ConnectionLimiter limiter(limits);
  std::vector<ConnectionLimiter::Slot> slots;
  for (unsigned subnet = 0; subnet < 65'536; subnet += 16) {
    auto [answer, slot] = limiter.acquire(in_block(subnet), now);
    if (answer == Answer::Allowed) slots.push_back(std::move(slot));
  }
  EXPECT_EQ(slots.size(), 300U);
}

TEST_F(ConnectionLimiterTest, GuessesFromOneIpv6BlockAreFew) {
  ConnectionLimiter limiter(limits);
  int guesses = 0;
  for (unsigned subnet = 0; subnet < 65'536; subnet += 16) {
    const auto [answer, slot] = limiter.acquire(in_block(subnet), now);
    if (answer != Answer::Allowed) continue;
    const auto reserved = slot.reserve(30, now);
    if (!reserved) continue;
    slot.settle(*reserved, 30);
    ++guesses;
  }
  EXPECT_GE(guesses, 60 / 30 * 8);
  EXPECT_LE(guesses, 60 / 30 * 8 + 1);
}

// Each connection is there before the first of them guesses.
TEST_F(ConnectionLimiterTest, GuessesAtTheSameTimeAreNoMore) {
  limits.connections_per_address = 60;
  ConnectionLimiter limiter(limits);
  std::vector<ConnectionLimiter::Slot> slots;
  for (int count = 0; count < 20; ++count) slots.push_back(limiter.acquire(ann, now).second);
  std::vector<ConnectionLimiter::Reserved> guesses;
  for (const auto& slot : slots) {
    if (const auto reserved = slot.reserve(30, now)) guesses.push_back(*reserved);
  }
  EXPECT_EQ(guesses.size(), 2U);
  EXPECT_EQ(limiter.acquire(ann, now).first, Answer::TooManyJoins);
}

TEST_F(ConnectionLimiterTest, WhoIsLetInHasPaidOneJoin) {
  limits.connections_per_address = 60;
  for (const std::size_t joins : {1U, 60U}) {
    limits.joins_per_minute = joins;
    ConnectionLimiter limiter(limits);
    for (std::size_t count = 0; count < joins; ++count) {
      const auto [answer, slot] = limiter.acquire(ann, now);
      EXPECT_EQ(answer, Answer::Allowed);
      const auto reserved = slot.reserve(30, now);
      ASSERT_TRUE(reserved);
      slot.settle(*reserved, 0);
    }
    EXPECT_EQ(limiter.acquire(ann, now).first, Answer::TooManyJoins);
  }
}

// Of what was reserved, as much is kept as this failure costs.
TEST_F(ConnectionLimiterTest, SmallerFailureCostsLess) {
  ConnectionLimiter limiter(limits);
  int attempts = 0;
  while (true) {
    const auto [answer, slot] = limiter.acquire(ann, now);
    if (answer != Answer::Allowed) break;
    const auto reserved = slot.reserve(30, now);
    ASSERT_TRUE(reserved);
    slot.settle(*reserved, 10);
    ++attempts;
  }
  EXPECT_EQ(attempts, 6);
}

TEST_F(ConnectionLimiterTest, RemembersNoMoreBlocksThanItsLimit) {
  ConnectionLimiter limiter(limits);
  for (unsigned subnet = 0; subnet < 65'536; ++subnet) {
    (void)limiter.acquire(in_block(subnet), now);
  }
  EXPECT_EQ(limiter.size(), limits::remembered_blocks);
  // The /48 has been asked for each time, and so not been forgotten.
  EXPECT_EQ(limiter.acquire(in_block(0), now).first, Answer::TooManyJoins);
}

TEST_F(ConnectionLimiterTest, RemembersNoMoreThanItsLimit) {
  ConnectionLimiter limiter(limits);
  const auto slots = limiter.acquire(ann, now);
  for (unsigned number = 0; number < limits::remembered_blocks + 10; ++number) {
    IpAddress address = ben;
    address.bytes[12] = static_cast<std::uint8_t>(10 + (number >> 24U));
    address.bytes[13] = static_cast<std::uint8_t>(number >> 16U);
    address.bytes[14] = static_cast<std::uint8_t>(number >> 8U);
    address.bytes[15] = static_cast<std::uint8_t>(number);
    EXPECT_EQ(limiter.acquire(address, now).first, Answer::Allowed);
  }
  EXPECT_EQ(limiter.size(), limits::remembered_blocks);
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

TEST_F(ConnectionLimiterTest, ClientsOfOneBlockHaveOneNumber) {
  ConnectionLimiter limiter(limits);
  const auto number_of = [&](const IpAddress& client) {
    return limiter.acquire(client, now).second.block_number();
  };
  EXPECT_EQ(number_of(ann), number_of(ann));
  EXPECT_NE(number_of(ann), number_of(ben));
  EXPECT_EQ(number_of(in_block(1)), number_of(in_block(0x4000)));
  EXPECT_NE(number_of(in_block(1)), number_of(ip("2001:db8:2::1")));
  EXPECT_EQ(ConnectionLimiter::Slot().block_number(), 0U);
}

}  // namespace
}  // namespace parley::limits
