#include "parley/core/joining.h"

#include <gtest/gtest.h>

#include "parley/protocol/limits.h"

namespace parley::core {
namespace {

using protocol::ErrorId;
using Consequence = Joining::Consequence;
using State = Joining::State;

const protocol::Lobby in_full{"PA1",         "RM1", "room", {}, std::vector<protocol::IceServer>(),
                              "lobby secret"};
const protocol::Lobby in_part{"PA1", "RM1", "room", {}, std::nullopt, "lobby secret"};

const protocol::Waiting waiting{"PA1", "waiting secret"};
const protocol::Welcome welcome{"PA1", "RM1", "room", {}, {}, "welcome secret"};
constexpr bool has_socket = true;

class JoiningTest : public testing::Test {
 protected:
  void preview(const protocol::Lobby& lobby = in_full) {
    joining_.preview("");
    joining_.lobby(lobby);
  }
  void connect(bool with_socket = !has_socket) { joining_.connect("Ann", "token", with_socket); }
  void enter() {
    connect();
    joining_.welcome(welcome);
  }
  [[nodiscard]] protocol::Hello hello() const { return joining_.hello({}, ledger_); }

  Joining joining_;
  protocol::MessageLedger ledger_;
};

// --- The way in ---

TEST_F(JoiningTest, EntersWithoutAPreview) {
  connect();
  EXPECT_EQ(joining_.state(), State::Entering);
  EXPECT_FALSE(joining_.has_another_try());
  EXPECT_EQ(hello(), (protocol::Hello{"Ann", {}, "", 0, "token"}));
  joining_.welcome(welcome);
  EXPECT_EQ(joining_.state(), State::Entered);
  EXPECT_EQ(joining_.id(), "PA1");
}

TEST_F(JoiningTest, FromAPreviewInFullSpeaksEarly) {
  preview();
  EXPECT_EQ(joining_.state(), State::PreviewingInFull);
  connect(has_socket);
  EXPECT_EQ(joining_.state(), State::SpeakingEarly);
  EXPECT_TRUE(joining_.has_another_try());
  EXPECT_EQ(hello().lobby, "") << "this socket's preview is known";
}

TEST_F(JoiningTest, FromAPreviewInPartDoesNot) {
  preview(in_part);
  EXPECT_EQ(joining_.state(), State::PreviewingInPart);
  connect(has_socket);
  EXPECT_EQ(joining_.state(), State::EnteringFromPreview);
  EXPECT_EQ(hello().lobby, "lobby secret");
}

TEST_F(JoiningTest, TheLatestLobbyDecides) {
  preview();
  joining_.lobby(in_part);
  EXPECT_EQ(joining_.state(), State::PreviewingInPart);
  joining_.lobby(in_full);
  EXPECT_EQ(joining_.state(), State::PreviewingInFull);
}

TEST_F(JoiningTest, NorBeforeTheLobbyIsThere) {
  joining_.preview("");
  connect(has_socket);
  EXPECT_EQ(joining_.state(), State::EnteringFromPreview);
}

TEST_F(JoiningTest, NorWhereThePreviewIsOver) {
  preview();
  joining_.rest();
  EXPECT_EQ(joining_.state(), State::PreviewWanted);
  connect();
  EXPECT_EQ(joining_.state(), State::Entering);
}

TEST_F(JoiningTest, ComesBackWithTheClaimThatWasRenewed) {
  joining_.renew_claim("of no room");
  enter();
  EXPECT_EQ(hello().resume, "welcome secret");
  joining_.renew_claim("renewed secret");
  EXPECT_EQ(hello().resume, "renewed secret");
}

TEST_F(JoiningTest, IsLetInByAHost) {
  preview();
  connect(has_socket);
  joining_.waiting(waiting);
  EXPECT_EQ(joining_.state(), State::InWaitingRoom);
  EXPECT_FALSE(joining_.speaks_early());
  EXPECT_EQ(hello().lobby, "waiting secret");
  joining_.welcome(welcome);
  EXPECT_EQ(joining_.state(), State::Entered);
  EXPECT_EQ(hello().lobby, "");
  EXPECT_EQ(hello().resume, "welcome secret");
}

TEST_F(JoiningTest, ConnectIsForThoseWhoHaveNotConnected) {
  EXPECT_TRUE(joining_.may_connect());
  preview();
  EXPECT_TRUE(joining_.may_connect());
  connect(has_socket);
  EXPECT_FALSE(joining_.may_connect());
  joining_.leave();
  EXPECT_FALSE(joining_.may_connect());
  EXPECT_TRUE(joining_.left());
}

// --- A socket that is lost ---

TEST_F(JoiningTest, APreviewIsWantedAgain) {
  preview();
  joining_.socket_lost();
  EXPECT_EQ(joining_.state(), State::PreviewWanted);
  connect();
  EXPECT_EQ(hello().lobby, "") << "the server has given it up";
}

TEST_F(JoiningTest, OneThatWasThePreviewsIsFollowedByOneOther) {
  preview();
  connect(has_socket);
  joining_.socket_lost();
  EXPECT_EQ(joining_.state(), State::Entering);
  EXPECT_EQ(hello().lobby, "lobby secret") << "what was said early is found by it";
}

TEST_F(JoiningTest, TheWaitingRoomIsComeBackTo) {
  connect();
  joining_.waiting(waiting);
  joining_.socket_lost();
  EXPECT_EQ(joining_.state(), State::InWaitingRoom);
  EXPECT_EQ(hello().lobby, "waiting secret");
}

TEST_F(JoiningTest, TheRoomIsComeBackTo) {
  joining_.use_password("open sesame");
  enter();
  joining_.keep("signed state");
  joining_.socket_lost();
  EXPECT_EQ(joining_.state(), State::Entered);
  ledger_.note_received();
  EXPECT_EQ(hello().resume, "welcome secret");
  EXPECT_EQ(hello().keep, "signed state");
  EXPECT_EQ(hello().received, 1U);
  EXPECT_EQ(hello().password, "open sesame");
  EXPECT_EQ(hello().token, "token");
}

TEST_F(JoiningTest, WhatWasDroppedUnconfirmedMeansToEnterAnew) {
  enter();
  joining_.keep("signed state");
  const auto text = std::make_shared<const std::string>("text");
  for (std::size_t i = 0; i <= protocol::limits::unconfirmed_messages; ++i) ledger_.note_sent(text);
  EXPECT_EQ(hello().resume, "");
  EXPECT_EQ(hello().keep, "");
}

// --- Errors ---

TEST_F(JoiningTest, APreviewSurvivesWhatPasses) {
  preview();
  EXPECT_EQ(joining_.consequence(ErrorId::ServerStopping), Consequence::None);
  EXPECT_EQ(joining_.consequence(ErrorId::RoomFull), Consequence::PreviewEnds);
  EXPECT_EQ(joining_.consequence(ErrorId::HelloRequired), Consequence::PreviewEnds);
}

TEST_F(JoiningTest, APreviewThatHasLastedTooLongIsNotTriedAgainByItself) {
  preview();
  EXPECT_EQ(joining_.consequence(ErrorId::PreviewTimeout), Consequence::PreviewEnds);
  connect(has_socket);
  EXPECT_EQ(joining_.consequence(ErrorId::PreviewTimeout), Consequence::None)
      << "there is another try";
}

TEST_F(JoiningTest, AFirstConnectEndsWithWhateverClosesItsSocket) {
  connect();
  EXPECT_EQ(joining_.consequence(ErrorId::ServerStopping), Consequence::EndsWithSocket);
  EXPECT_EQ(joining_.consequence(ErrorId::RoomFull), Consequence::EndsWithSocket);
}

TEST_F(JoiningTest, WhoMayTryAgainSurvivesWhatPasses) {
  joining_.preview("");
  connect(has_socket);
  const auto check = [this](const char* where) {
    EXPECT_EQ(joining_.consequence(ErrorId::ServerStopping), Consequence::None) << where;
    EXPECT_EQ(joining_.consequence(ErrorId::TokenExpired), Consequence::EndsWithSocket) << where;
  };
  check("on the preview's socket");
  joining_.waiting(waiting);
  check("in the waiting room");
  joining_.welcome(welcome);
  check("in the room");
}

TEST_F(JoiningTest, ARefusedHelloIsTheEndAndARefusedMessageIsNot) {
  connect();
  EXPECT_EQ(joining_.consequence(ErrorId::BadMessage), Consequence::Ends);
  joining_.welcome(welcome);
  EXPECT_EQ(joining_.consequence(ErrorId::UnknownRecipient), Consequence::None);
}

}  // namespace
}  // namespace parley::core
