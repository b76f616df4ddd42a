#include "parley/nodes/greeting.h"

#include <gtest/gtest.h>

#include <functional>

namespace parley::nodes {
namespace {

class PlainSigner : public base::Signer {
 public:
  explicit PlainSigner(std::string key = "key") : key_(std::move(key)) {}
  [[nodiscard]] std::string sign(std::string_view text) const override {
    return std::to_string(std::hash<std::string>()(key_ + std::string(text)));
  }

 private:
  std::string key_;
};

class GreetingTest : public testing::Test {
 protected:
  std::string line(const std::string& nonce, std::int64_t time = 1000) const {
    const Greeting greeting{"h1", "17", {0, 1, 2, 250}, true, time, nonce};
    std::string text = seal(greeting, signer);
    EXPECT_TRUE(text.ends_with('\n'));
    text.pop_back();
    return text;
  }

  PlainSigner signer;
  GreetingReader reader{signer};
};

TEST_F(GreetingTest, SaysWhoComesAndWhereTo) {
  const auto read = reader.read(line("n1"), 1000);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->hash, "h1");
  EXPECT_EQ(read->fence, "17");
  EXPECT_EQ(read->client[3], 250);
  EXPECT_TRUE(read->guest);
}

TEST_F(GreetingTest, IsTakenOnce) {
  EXPECT_TRUE(reader.read(line("n1"), 1000));
  EXPECT_FALSE(reader.read(line("n1"), 1001));
  EXPECT_TRUE(reader.read(line("n2"), 1001));
}

TEST_F(GreetingTest, IsTakenOnlyNearItsTime) {
  const std::int64_t window = greeting_window.count();
  EXPECT_FALSE(reader.read(line("n1", 1000 - window - 1), 1000));
  EXPECT_FALSE(reader.read(line("n2", 1000 + window + 1), 1000));
  EXPECT_TRUE(reader.read(line("n3", 1000 - window), 1000));
  // What is forgotten of is too old anyway.
  EXPECT_FALSE(reader.read(line("n3", 1000 - window), 1001));
}

TEST_F(GreetingTest, IsTakenOnlyUnderTheSharedKey) {
  const PlainSigner other("another");
  GreetingReader reader_of_other(other);
  EXPECT_FALSE(reader_of_other.read(line("n1"), 1000));
  std::string changed = line("n1");
  changed.replace(changed.find(" 17 "), 4, " 18 ");
  EXPECT_FALSE(reader.read(changed, 1000));
  EXPECT_FALSE(reader.read("", 1000));
  EXPECT_FALSE(reader.read(std::string(greeting_bytes + 1, ' '), 1000));
}

TEST_F(GreetingTest, ThereIsALimitToWhatIsRemembered) {
  for (std::size_t i = 0; i < remembered_greetings; ++i) {
    ASSERT_TRUE(reader.read(line(std::to_string(i)), 1000));
  }
  EXPECT_FALSE(reader.read(line("one more"), 1000));
  EXPECT_TRUE(reader.read(line("later", 1031), 1031));
}

TEST_F(GreetingTest, ARoomsHashDependsOnTheKey) {
  EXPECT_NE(hash_of("standup", signer), hash_of("standup", PlainSigner("another")));
  EXPECT_NE(hash_of("standup", signer), hash_of("retro", signer));
}

}  // namespace
}  // namespace parley::nodes
