#include "session_tokens.h"

#include <gtest/gtest.h>

#include "stand_ins.h"

namespace parley::hub {
namespace {

using Kind = SessionToken::Kind;

class SessionTokensTest : public testing::Test {
 protected:
  PlainSigner signer;
  Tenures tenures{"run"};
  SessionTokens tokens{signer, tenures};
};

TEST_F(SessionTokensTest, EachSaysWhatItIsFor) {
  const auto resume = tokens.read(
      tokens.for_resuming("PA1", 17, "nonce", "standup", {"RM1", 1000}, 2000), "standup");
  ASSERT_TRUE(resume);
  EXPECT_EQ(resume->kind, Kind::Resume);
  EXPECT_EQ(resume->joined, 17);
  EXPECT_EQ(resume->nonce, "nonce");
  EXPECT_EQ(resume->participant_id, "PA1");
  EXPECT_EQ(resume->meeting.id, "RM1");
  EXPECT_EQ(resume->meeting.started, 1000);
  EXPECT_EQ(resume->issued, 2000);
  EXPECT_EQ(tokens.read(tokens.for_preview("PA1", "standup"), "standup")->kind, Kind::Preview);
  EXPECT_EQ(tokens.read(tokens.for_waiting("PA1", "standup"), "standup")->kind, Kind::Waiting);
}

TEST_F(SessionTokensTest, APlaceInTheOrderOfJoiningMakesNoOtherKind) {
  // 0 and 1 stand for the other kinds where there is no nonce.
  for (const std::int64_t joined : {0, 1}) {
    const auto token =
        tokens.read(tokens.for_resuming("PA1", joined, "nonce", "retro", {}, 0), "retro");
    ASSERT_TRUE(token);
    EXPECT_EQ(token->kind, Kind::Resume);
    EXPECT_EQ(token->joined, joined);
  }
}

TEST_F(SessionTokensTest, IsForItsRoomAndUnderTheSignatureOnly) {
  const std::string text = tokens.for_preview("PA1", "Caf\xC3\xA9 x");
  EXPECT_TRUE(tokens.read(text, "Caf\xC3\xA9 x"));
  EXPECT_FALSE(tokens.read(text, "standup"));
  EXPECT_FALSE(tokens.read(text + "0", "Caf\xC3\xA9 x"));
  EXPECT_FALSE(tokens.read("", ""));
}

TEST_F(SessionTokensTest, AnotherRunBelievesItAndKnowsThatItIsNotItsOwn) {
  const Tenures next_tenures("next run");
  const SessionTokens next(signer, next_tenures);
  const auto token = next.read(tokens.for_preview("PA1", "standup"), "standup");
  ASSERT_TRUE(token);
  EXPECT_FALSE(next.of_this_run(*token));
  EXPECT_TRUE(tokens.of_this_run(*token));
}

TEST_F(SessionTokensTest, APolicyIsTheSameWhenWrittenAndRead) {
  RoomPolicy policy;
  policy.locked = true;
  policy.password_proof = "proof";
  policy.host = "PA1";
  policy.removed = {"PA2", "PA3"};
  policy.version = 17;
  const std::string text = seal({policy, {"RM1", 1000}}, "standup", signer);
  const auto read = unseal_policy(text, "standup", signer);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->policy.locked);
  EXPECT_FALSE(read->policy.waiting_room);
  EXPECT_EQ(read->policy.password_proof, "proof");
  EXPECT_EQ(read->policy.host, "PA1");
  EXPECT_EQ(read->policy.removed, policy.removed);
  EXPECT_EQ(read->policy.version, 17);
  EXPECT_FALSE(unseal_policy(text, "retro", signer));
  EXPECT_EQ(read->meeting.id, "RM1");
  EXPECT_EQ(read->meeting.started, 1000);
}

}  // namespace
}  // namespace parley::hub
