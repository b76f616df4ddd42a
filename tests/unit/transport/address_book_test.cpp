#include "parley/transport/address_book.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace parley::transport {
namespace {

using namespace std::chrono_literals;
using Answer = AddressBook::Answer;

IpAddress ip(const std::string& text) {
  return parse_ip_address(text).value();
}

class AddressBookTest : public testing::Test {
 protected:
  AddressBookTest() {
    limits.connections_per_address = 2;
    limits.joins_per_minute = 60;
  }

  OperatorLimits limits;
  AddressBook::Instant now{1000};
  const IpAddress ann = ip("192.0.2.1");
  const IpAddress ben = ip("192.0.2.2");
};

TEST_F(AddressBookTest, ConnectionsOverTheLimitAreToldAndThenTurnedAway) {
  AddressBook book(limits);
  std::vector<AddressBook::Stay> stays;
  for (std::size_t count = 0; count < 2 + limits::told_connections; ++count) {
    auto [answer, stay] = book.arrive(ann, now);
    EXPECT_EQ(answer, count < 2 ? Answer::Welcome : Answer::TooManyConnections);
    stays.push_back(std::move(stay));
  }
  EXPECT_EQ(book.arrive(ann, now).first, Answer::TurnAway);
  EXPECT_EQ(book.arrive(ben, now).first, Answer::Welcome);
  stays.clear();
  EXPECT_EQ(book.arrive(ann, now).first, Answer::Welcome);
}

TEST_F(AddressBookTest, JoinsComeBackWithTime) {
  AddressBook book(limits);
  for (int count = 0; count < 60; ++count) {
    EXPECT_EQ(book.arrive(ann, now).first, Answer::Welcome);
  }
  EXPECT_EQ(book.arrive(ann, now).first, Answer::TooManyJoins);
  EXPECT_EQ(book.arrive(ben, now).first, Answer::Welcome);
  EXPECT_EQ(book.arrive(ann, now + 1s).first, Answer::Welcome);
  EXPECT_EQ(book.arrive(ann, now + 1s).first, Answer::TooManyJoins);
}

TEST_F(AddressBookTest, FailureCountsAsManyJoins) {
  AddressBook book(limits);
  int attempts = 0;
  for (; book.arrive(ann).first == Answer::Welcome; ++attempts) {
    book.arrive(ann).second.note_failure(10);
  }
  EXPECT_LE(attempts, 60 / 10 + 1);
}

TEST_F(AddressBookTest, Ipv6SubscriberIsOne) {
  AddressBook book(limits);
  const auto one = book.arrive(ip("2001:db8:1:2::1"), now);
  const auto two = book.arrive(ip("2001:db8:1:2:3:4:5:6"), now);
  EXPECT_EQ(book.arrive(ip("2001:db8:1:2::3"), now).first, Answer::TooManyConnections);
  EXPECT_EQ(book.arrive(ip("2001:db8:1:3::1"), now).first, Answer::Welcome);
}

TEST_F(AddressBookTest, RemembersNoMoreThanItsLimit) {
  AddressBook book(limits);
  const auto stays = book.arrive(ann, now);
  for (unsigned number = 0; number < limits::remembered_addresses + 10; ++number) {
    IpAddress address = ben;
    address.bytes[12] = static_cast<std::uint8_t>(10 + (number >> 24U));
    address.bytes[13] = static_cast<std::uint8_t>(number >> 16U);
    address.bytes[14] = static_cast<std::uint8_t>(number >> 8U);
    address.bytes[15] = static_cast<std::uint8_t>(number);
    EXPECT_EQ(book.arrive(address, now).first, Answer::Welcome);
  }
  EXPECT_EQ(book.size(), limits::remembered_addresses);
  // Who is connected is not forgotten.
  const auto second = book.arrive(ann, now);
  EXPECT_EQ(book.arrive(ann, now).first, Answer::TooManyConnections);
}

TEST_F(AddressBookTest, ManyThreadsMayAsk) {
  limits.connections_per_address = 1000;
  limits.joins_per_minute = 1'000'000;
  AddressBook book(limits);
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([this, &book] {
      for (int count = 0; count < 500; ++count) {
        const auto [answer, stay] = book.arrive(count % 2 == 0 ? ann : ben);
        EXPECT_EQ(answer, Answer::Welcome);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(book.size(), 2U);
}

TEST(TokenBucketTest, HasABurstAndThenARate) {
  const Rate rate{10, 3};
  TokenBucket bucket(rate, 0ms);
  EXPECT_TRUE(bucket.take(3, rate, 0ms));
  EXPECT_FALSE(bucket.take(1, rate, 99ms));
  EXPECT_TRUE(bucket.take(1, rate, 100ms));
  EXPECT_FALSE(bucket.take(1, rate, 100ms));
  EXPECT_TRUE(bucket.take(3, rate, 1h));
  EXPECT_FALSE(bucket.take(1, rate, 1h));
}

TEST(TokenBucketTest, OwesNoMoreThanABurst) {
  const Rate rate{10, 3};
  TokenBucket bucket(rate, 0ms);
  bucket.charge(1000, rate, 0ms);
  EXPECT_FALSE(bucket.take(1, rate, 399ms));
  EXPECT_TRUE(bucket.take(1, rate, 400ms));
}

}  // namespace
}  // namespace parley::transport
