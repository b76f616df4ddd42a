#include "parley/nodes_link/redis_address.h"

#include <gtest/gtest.h>

#include <string>

namespace parley::nodes_link {
namespace {

TEST(RedisAddressTest, IsATcpAddressOrAPath) {
  const auto tcp = read_redis_address("redis://redis.example.org:6379");
  ASSERT_TRUE(tcp);
  EXPECT_EQ(tcp.value().tcp.host, "redis.example.org");
  EXPECT_EQ(tcp.value().tcp.port, 6379);
  EXPECT_EQ(tcp.value().path, "");
  const auto path = read_redis_address("unix:/run/redis/redis.sock");
  ASSERT_TRUE(path);
  EXPECT_EQ(path.value().path, "/run/redis/redis.sock");
}

TEST(RedisAddressTest, NothingElse) {
  for (const char* text :
       {"", "redis://", "redis://a", "redis://a:0", "redis://a:65536", "redis://:6379",
        "redis://user@a:6379", "redis://a:6379/0", "unix:", "rediss://a:6379", "a:6379"}) {
    EXPECT_FALSE(read_redis_address(text)) << text;
  }
  EXPECT_FALSE(read_redis_address("unix:" + std::string(108, 'x')));
}

TEST(RedisAddressTest, AnIpv6AddressIsInBrackets) {
  const auto address = read_host_and_port("[2001:db8::1]:7000");
  ASSERT_TRUE(address);
  EXPECT_EQ(address.value().host, "2001:db8::1");
  EXPECT_EQ(to_string(address.value()), "[2001:db8::1]:7000");
}

TEST(RedisAddressTest, ANameIsLookedUp) {
  EXPECT_TRUE(resolved({"127.0.0.1", 1}));
  EXPECT_FALSE(resolved({"no such name", 1}));
}

}  // namespace
}  // namespace parley::nodes_link
