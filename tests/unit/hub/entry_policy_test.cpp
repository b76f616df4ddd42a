#include "entry_policy.h"

#include <gtest/gtest.h>

#include <string>

#include "stand_ins.h"

namespace parley::hub {
namespace {

using protocol::ErrorId;

class EntryPolicyTest : public testing::Test {
 protected:
  /// "enter", "wait", or the error's id.
  [[nodiscard]] std::string decision(const Applicant& applicant) const {
    const EntryDecision decided = decide_entry(policy, "standup", applicant, signer);
    if (std::holds_alternative<Enter>(decided)) return "enter";
    if (std::holds_alternative<Wait>(decided)) return "wait";
    return std::string(to_string(std::get<protocol::Error>(decided).id));
  }

  PlainSigner signer;
  RoomPolicy policy;
  const Applicant anyone{};
  const Applicant host_by_token{{true, true}};
  const Applicant successor{.succeeds = true};
};

TEST_F(EntryPolicyTest, AnyoneEntersAnOpenRoom) {
  EXPECT_EQ(decision(anyone), "enter");
}

TEST_F(EntryPolicyTest, ALockedRoomLetsInOnlyHostsAndTheOneWhoWouldBe) {
  policy.locked = true;
  EXPECT_EQ(decision(anyone), "room-locked");
  EXPECT_EQ(decision(host_by_token), "enter");
  EXPECT_EQ(decision(successor), "enter");
}

TEST_F(EntryPolicyTest, InAWaitingRoomEveryoneElseWaits) {
  policy.waiting_room = true;
  EXPECT_EQ(decision(anyone), "wait");
  EXPECT_EQ(decision(host_by_token), "enter");
  EXPECT_EQ(decision(successor), "enter");
}

TEST_F(EntryPolicyTest, ThePasswordIsAskedOfAllButHostsByToken) {
  policy.password_proof = prove_password("standup", "sesame", signer);
  EXPECT_EQ(decision(anyone), "password-required");
  EXPECT_EQ(decision({.password = "open"}), "password-wrong");
  EXPECT_EQ(decision({.password = "sesame"}), "enter");
  EXPECT_EQ(decision(successor), "password-required");
  EXPECT_EQ(decision(host_by_token), "enter");
}

TEST_F(EntryPolicyTest, ThePasswordComesBeforeTheWaiting) {
  policy.waiting_room = true;
  policy.password_proof = prove_password("standup", "sesame", signer);
  EXPECT_EQ(decision({.password = "open"}), "password-wrong");
  EXPECT_EQ(decision({.password = "sesame"}), "wait");
}

TEST_F(EntryPolicyTest, ABanIsForTheNameThatATokenSays) {
  EXPECT_EQ(decision({.grants = {true, true}, .banned = true}), "removed");
  EXPECT_EQ(decision({.grants = {}, .banned = true}), "enter");
}

TEST_F(EntryPolicyTest, GuestsEnterOnlyOpenRooms) {
  EXPECT_FALSE(why_guests_are_refused(policy));
  policy.waiting_room = true;
  EXPECT_EQ(why_guests_are_refused(policy)->id, ErrorId::RoomLocked);
  policy.password_proof = "something";
  EXPECT_EQ(why_guests_are_refused(policy)->id, ErrorId::PasswordRequired);
  policy.locked = true;
  EXPECT_EQ(why_guests_are_refused(policy)->id, ErrorId::RoomLocked);
}

}  // namespace
}  // namespace parley::hub
