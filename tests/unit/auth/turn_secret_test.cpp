#include "parley/auth/turn_secret.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace parley::auth {
namespace {

constexpr std::int64_t now = 1'800'000'000;

// The password as `printf 1800000600:PA5c | openssl dgst -sha1 -hmac north -binary | base64`
// prints it.
TEST(TurnSecret, SignsExpiryAndParticipant) {
  const TurnSecret turn("north", std::chrono::minutes(10), [] { return now; });
  const base::TurnCredential credential = turn.issue("PA5c");
  EXPECT_EQ(credential.username, "1800000600:PA5c");
  EXPECT_EQ(credential.password, "cjogMr9RaqeDmBiCLsiHWG8E+E8=");
  EXPECT_EQ(turn.lifetime(), std::chrono::minutes(10));
}

TEST(TurnSecret, GivesEveryParticipantAnother) {
  const TurnSecret turn("north", std::chrono::minutes(10), [] { return now; });
  EXPECT_NE(turn.issue("PA1").password, turn.issue("PA2").password);
  const TurnSecret later("north", std::chrono::minutes(10), [] { return now + 1; });
  EXPECT_NE(turn.issue("PA1").password, later.issue("PA1").password);
}

TEST(TurnSecret, IsNotEmpty) {
  EXPECT_THROW(TurnSecret("", std::chrono::minutes(10)), std::invalid_argument);
}

}  // namespace
}  // namespace parley::auth
