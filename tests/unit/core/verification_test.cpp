// Seals: whether the one at the other end is the participant, or somebody in between.

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>

#include "logged_room.h"
#include "parley/core/limits.h"
#include "parley/protocol/codec.h"

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;
using protocol::Description;
using protocol::DescriptionType;

class VerificationTest : public testing::Test, protected LoggedRoom {
 protected:
  // Ann is alone in the room, and Ben comes.
  VerificationTest() {
    drain(event::Connect{"ws://host", "r", "Ann"});
    drain(event::SocketOpened{});
    hear(protocol::Welcome{"PA1", "RM1", "r", {}, {}});
    hear(protocol::UserJoin{{"PA2", "Ben", false, false, {}}});
  }

  static Description described(DescriptionType type, std::uint32_t offer_id, std::string seal,
                               std::uint32_t epoch = 1) {
    Description description;
    description.from = "PA2";
    description.type = type;
    description.sdp = "v=0";
    description.epoch = epoch;
    description.offer_id = offer_id;
    description.seal = std::move(seal);
    return description;
  }
  // Ben's offer is applied and answered.
  Lines agree(std::uint32_t offer_id, const std::string& seal, bool sealed) {
    hear(described(DescriptionType::Offer, offer_id, seal));
    Lines lines = drain(event::RemoteDescriptionApplied{1, sealed});
    drain(event::LocalDescriptionApplied{1, DescriptionType::Answer, "v=0", {}, "ours"});
    return lines;
  }
};

TEST_F(VerificationTest, SealThatFitsIsReportedOnce) {
  EXPECT_EQ(agree(1, "theirs", true),
            (Lines{"verificationChanged PA2 verified", "#1 setLocalDescription"}));
  EXPECT_EQ(agree(2, "theirs", true), (Lines{"#1 setLocalDescription"}));
}

TEST_F(VerificationTest, OurSealGoesWithTheDescription) {
  hear(described(DescriptionType::Offer, 1, ""));
  drain(event::RemoteDescriptionApplied{1, false});
  drain(event::LocalDescriptionApplied{1, DescriptionType::Answer, "v=0", {}, "ours"});
  const auto answer =
      protocol::decode_server_message(R"({"from":"PA1",)" + texts().back().substr(1));
  ASSERT_TRUE(answer);
  EXPECT_EQ(std::get<Description>(answer.value()).seal, "ours");
}

TEST_F(VerificationTest, WithoutSealAConnectionIsAsItWas) {
  EXPECT_EQ(agree(1, "", false), (Lines{"#1 setLocalDescription"}));
}

TEST_F(VerificationTest, SealSaysNothingOfWhoIsThereSinceADescriptionWithoutOne) {
  agree(1, "", false);
  EXPECT_EQ(agree(2, "theirs", true), (Lines{"#1 setLocalDescription"}));
}

TEST_F(VerificationTest, WhoseSealDoesNotFitGetsNothingMore) {
  hear(described(DescriptionType::Offer, 1, "forged"));
  EXPECT_EQ(drain(event::DescriptionForged{1}),
            (Lines{"#1 closeConnection", "verificationChanged PA2 forged"}));
  EXPECT_EQ(hear(described(DescriptionType::Offer, 2, "theirs")), Lines{});
  EXPECT_EQ(hear(described(DescriptionType::Offer, 3, "theirs", 2)), Lines{});
  protocol::Candidate candidate;
  candidate.from = "PA2";
  candidate.candidate = "c";
  candidate.epoch = 2;
  EXPECT_EQ(hear(candidate), Lines{});
  EXPECT_EQ(drain(event::PublishTrack{{"MTv", protocol::TrackKind::Video, "camera", true}}),
            (Lines{"sendText PUBLICATIONS"}));
  EXPECT_EQ(hear(protocol::UserLeave{"PA2"}), (Lines{"participantDisconnected PA2"}));
}

TEST_F(VerificationTest, WhoseSealDoesNotFitIsNotTriedAgain) {
  hear(described(DescriptionType::Offer, 1, "forged"));
  drain(event::DescriptionForged{1});
  const Lines later = drain(event::TimePassed{}, start + limits::unreachable_after);
  EXPECT_TRUE(std::none_of(later.begin(), later.end(), [](const std::string& line) {
    return line.starts_with("#") || line.starts_with("participantUnreachable");
  }));
}

TEST_F(VerificationTest, WhoHadTheSecretHasItStill) {
  agree(1, "theirs", true);
  EXPECT_EQ(hear(described(DescriptionType::Offer, 2, "")),
            (Lines{"#1 closeConnection", "verificationChanged PA2 forged"}));
}

TEST_F(VerificationTest, SealOfAnotherConnectionOfThePairNamesItsNumber) {
  agree(1, "theirs", true);
  // With these the platform seals, and looks at seals.
  const auto next = described(DescriptionType::Offer, 2, "theirs", 2);
  room_.handle(event::SocketMessage{protocol::encode(next)}, start);
  std::optional<action::CreateConnection> created;
  while (const auto action = room_.next_action()) {
    if (const auto* create = std::get_if<action::CreateConnection>(&*action)) created = *create;
  }
  ASSERT_TRUE(created);
  EXPECT_EQ(created->own_id, "PA1");
  EXPECT_EQ(created->participant, "PA2");
  EXPECT_EQ(created->epoch, 2U);
}

}  // namespace
}  // namespace parley::core::test
