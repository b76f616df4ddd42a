// Coming back to a server that remembers: PROTOCOL.md, "Coming back".
#include "parley/protocol/limits.h"
#include "returning.h"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;
using protocol::UserJoin;
using protocol::UserLeave;
using protocol::UserReconnected;
using protocol::UserReconnecting;
using protocol::Welcome;

class Resuming : public Returning {
 protected:
  // A message of Ben's to Ann, to be told from others by its number.
  void ben_says(int number) { say(ben, numbered(number)); }
  // As many as that, and no more at once than one may say.
  void ben_says_much(std::size_t count) {
    constexpr std::size_t at_once = 100;
    for (std::size_t said = 1; said <= count; ++said) {
      ben_says(1);
      if (said % at_once == 0) wait(2s);
    }
  }
  [[nodiscard]] std::string numbered(int number) const {
    return R"({"type":"OFFER","to":")" + ann_welcome.id + R"(","number":)" +
           std::to_string(number) + "}";
  }
  // The numbers in what the last call delivered to a connection.
  [[nodiscard]] std::vector<int> numbers(ConnectionId id) const {
    std::vector<int> found;
    for (const std::string& text : texts(id)) {
      const std::size_t place = text.find("\"number\":");
      if (place != std::string::npos) found.push_back(std::stoi(text.substr(place + 9)));
    }
    return found;
  }

  // What Ann has received when Ben has come: his USER_JOIN.
  static constexpr std::uint32_t after_ben = 1;
  Welcome ann_welcome = enter(ann, "Ann");
  Welcome ben_welcome = enter(ben, "Ben");
};

TEST_F(Resuming, OthersHearOfTheLossAndOfTheReturn) {
  lose(ann);
  EXPECT_EQ(heard<UserReconnecting>(ben).from, ann_welcome.id);
  wait(29'999ms);
  EXPECT_TRUE(last.empty());
  const Welcome back = come_back(ann_again, ann_welcome, after_ben);
  EXPECT_EQ(back.id, ann_welcome.id);
  EXPECT_TRUE(back.resumed);
  EXPECT_TRUE(back.participants.empty());
  EXPECT_EQ(back.room_sid, ann_welcome.room_sid);
  EXPECT_NE(back.resume, ann_welcome.resume);
  EXPECT_EQ(heard<UserReconnected>(ben).from, ann_welcome.id);
  EXPECT_FALSE(hub().deadline());
}

TEST_F(Resuming, MessagesMeanwhileFollowTheWelcomeOnceAndInOrder) {
  ben_says(1);  // Ann has received this one
  ben_says(2);  // this one was on its way
  lose(ann);
  ben_says(3);
  EXPECT_TRUE(last.empty());
  say(ben, R"({"type":"OFFER","number":4,"to":")" + ann_welcome.id + R"("})");
  EXPECT_TRUE(last.empty());
  const Welcome back = come_back(ann_again, ann_welcome, after_ben + 1);
  EXPECT_EQ(numbers(ann_again), (std::vector{2, 3, 4}));
  ben_says(5);
  EXPECT_EQ(numbers(ann_again), std::vector{5});

  lose(ann_again);
  come_back(ann_once_more, back, after_ben + 5);
  EXPECT_TRUE(numbers(ann_once_more).empty());
}

TEST_F(Resuming, WelcomeSaysHowManyMessagesOfTheClientCame) {
  say(ann, numbered(1));
  say(ann, R"({"type":"PING","received":1})");
  say(ann, "broken, but received");
  lose(ann);
  EXPECT_EQ(come_back(ann_again, ann_welcome, after_ben).received, 2U);
}

TEST_F(Resuming, PongSaysHowManyMessagesCameAndPingForgetsWhatIsConfirmed) {
  say(ann, encode(protocol::Publications{}));
  ben_says(1);
  say(ann, R"({"type":"PING","received":2})");
  EXPECT_EQ(heard<protocol::Pong>(ann).received, 1U);
  lose(ann);
  // What is confirmed cannot be asked for again.
  EXPECT_FALSE(come_back(ann_again, ann_welcome, after_ben).resumed);
}

TEST_F(Resuming, BrokenConnectionThatNobodyNoticedIsTakenOver) {
  ben_says(1);
  EXPECT_TRUE(come_back(ann_again, ann_welcome, after_ben).resumed);
  EXPECT_EQ(closed_with(ann), 1000);
  EXPECT_EQ(numbers(ann_again), std::vector{1});
  const std::string to_ben = R"({"type":"OFFER","number":1,"to":")" + ben_welcome.id + "\"}";
  say(ann, to_ben);
  EXPECT_TRUE(last.empty());
  lose(ann);
  EXPECT_TRUE(last.empty());
  say(ann_again, to_ben);
  EXPECT_EQ(numbers(ben), std::vector{1});
}

TEST_F(Resuming, SecretIsGoodUntilTheClientIsHeardHoweverManyWelcomesAreLost) {
  lose(ann);
  for (const ConnectionId in_vain : {28, 29, 30}) {
    EXPECT_TRUE(come_back(in_vain, ann_welcome, after_ben).resumed);
    lose(in_vain);
  }
  const Welcome back = come_back(ann_once_more, ann_welcome, after_ben);
  EXPECT_TRUE(back.resumed);
  say(ann_once_more, R"({"type":"PING","received":1})");
  lose(ann_once_more);
  EXPECT_FALSE(come_back(31, ann_welcome, after_ben).resumed);
  EXPECT_TRUE(come_back(32, back, after_ben + 1).resumed);
}

TEST_F(Resuming, OldHelloThatComesLateTakesNothingFromTheSecretThatArrived) {
  lose(ann);
  const Welcome back = come_back(ann_again, ann_welcome, after_ben);
  EXPECT_TRUE(come_back(ann_once_more, ann_welcome, after_ben).resumed);
  lose(ann_once_more);
  EXPECT_TRUE(come_back(31, back, after_ben).resumed);
}

TEST_F(Resuming, ClaimThatIsNotBelievedEntersAnew) {
  lose(ann);
  Welcome forged = ann_welcome;
  forged.resume.back() = forged.resume.back() == '0' ? '1' : '0';
  Welcome nonsense = ann_welcome;
  int id = 30;
  for (const char* secret : {"x", "!", "!!!!!", "a!1!b!c!d!e"}) {
    nonsense.resume = secret;
    EXPECT_NE(come_back(++id, nonsense, after_ben).id, ann_welcome.id);
  }
  EXPECT_NE(come_back(++id, forged, after_ben).id, ann_welcome.id);
  EXPECT_NE(come_back(++id, ann_welcome, after_ben, "retro").id, ann_welcome.id);
  EXPECT_TRUE(come_back(++id, ann_welcome, after_ben).resumed);
}

TEST_F(Resuming, OneWhoHasLeftEntersAnew) {
  say(ann, R"({"type":"BYE"})");
  const Welcome back = come_back(ann_again, ann_welcome, after_ben);
  EXPECT_NE(back.id, ann_welcome.id);
  EXPECT_FALSE(back.resumed);
  EXPECT_EQ(back.participants.size(), 1U);
  EXPECT_EQ(heard<UserJoin>(ben).participant.id, back.id);
}

TEST_F(Resuming, CountThatCannotBeBeginsAnewInTheSamePlace) {
  lose(ann);
  const Welcome back = come_back(ann_again, ann_welcome, after_ben + 1);
  EXPECT_EQ(back.id, ann_welcome.id);
  EXPECT_FALSE(back.resumed);
  EXPECT_EQ(heard<UserReconnected>(ben).from, ann_welcome.id);
}

TEST_F(Resuming, OneForWhomTooMuchWaitsKeepsItsPlace) {
  lose(ann);
  ben_says_much(protocol::limits::unconfirmed_messages + 1);
  EXPECT_TRUE(last.empty());
  const Welcome back = come_back(ann_again, ann_welcome, after_ben);
  ASSERT_EQ(back.id, ann_welcome.id);
  EXPECT_FALSE(back.resumed) << "both count from zero";
  EXPECT_EQ(back.participants.size(), 1U);
  EXPECT_EQ(texts(ann_again).size(), 1U) << "and what was kept is void";
  EXPECT_EQ(heard<UserReconnected>(ben).from, ann_welcome.id);
  EXPECT_EQ(back.state.hosts, std::vector{ann_welcome.id});

  ben_says(2);
  lose(ann_again);
  EXPECT_TRUE(come_back(ann_once_more, back, 0).resumed);
  EXPECT_EQ(numbers(ann_once_more), std::vector{2});
}

TEST_F(Resuming, OfThoseForWhomMostIsKeptItIsForgottenFirst) {
  const Welcome cleo_welcome = enter(cleo, "Cleo");
  lose(ann);
  lose(cleo);
  ben_says(1);
  const std::size_t all = hub().kept_bytes();
  EXPECT_GT(all, 0U);
  hub().forget_kept(1);
  EXPECT_LT(hub().kept_bytes(), all);
  EXPECT_GT(hub().kept_bytes(), 0U);
  EXPECT_TRUE(come_back(13, cleo_welcome, 0).resumed);
  const Welcome back = come_back(ann_again, ann_welcome, 0);
  EXPECT_EQ(back.id, ann_welcome.id);
  EXPECT_FALSE(back.resumed);
  EXPECT_EQ(back.participants.size(), 2U);
}

TEST_F(Resuming, AHostForWhomTooMuchWaitsHearsWhoWaitsToBeLetIn) {
  say(ann, encode(protocol::SetRoom{{}, true}));
  lose(ann);
  hub().connect(cleo, "standup", Mode::Parley1, now);
  say(cleo, encode(protocol::Hello{"Cleo", {}}));
  ben_says_much(protocol::limits::unconfirmed_messages);
  EXPECT_FALSE(come_back(ann_again, ann_welcome, after_ben).resumed);
  const auto told = texts(ann_again);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(decoded<protocol::Knock>(told[1]).identity, "Cleo");
}

TEST_F(Resuming, AMutedOneForWhomTooMuchWaitsIsAskedAgain) {
  const protocol::TrackPublication microphone{"MT1", protocol::TrackKind::Audio, "microphone"};
  say(ben, encode(protocol::Publications{"", {microphone}}));
  lose(ben);
  say(ann, encode(protocol::HostOrder{protocol::HostAction::Mute, ben_welcome.id,
                                      protocol::TrackKind::Audio}));
  hub().forget_kept(1'000'000);
  hub().connect(ben_again, "standup", Mode::Parley1, now);
  say(ben_again, encode(protocol::Hello{"Ben", {microphone}, ben_welcome.resume}));
  const auto told = texts(ben_again);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_FALSE(decoded<Welcome>(told[0]).resumed);
  EXPECT_EQ(decoded<protocol::Muted>(told[1]),
            (protocol::Muted{ann_welcome.id, protocol::TrackKind::Audio}));
}

TEST_F(Resuming, MuchTrafficThatArrivedDoesNoHarm) {
  ben_says_much(2 * protocol::limits::unconfirmed_messages);
  const auto received =
      static_cast<std::uint32_t>(after_ben + 2 * protocol::limits::unconfirmed_messages);
  say(ann, encode(protocol::Ping{received}));
  lose(ann);
  ben_says(2);
  EXPECT_TRUE(come_back(ann_again, ann_welcome, received).resumed);
  EXPECT_EQ(numbers(ann_again), std::vector{2});
}

TEST_F(Resuming, AfterThirtySecondsOneHasLeft) {
  lose(ann);
  ASSERT_EQ(hub().deadline(), now + 30s);
  wait(30s);
  EXPECT_EQ(heard<UserLeave>(ben).from, ann_welcome.id);
  EXPECT_FALSE(hub().deadline());
  EXPECT_NE(come_back(ann_again, ann_welcome, after_ben).id, ann_welcome.id);
}

TEST_F(Resuming, EachLossHasThirtySecondsOfItsOwn) {
  lose(ann);
  wait(20s);
  const Welcome back = come_back(ann_again, ann_welcome, after_ben);
  lose(ann_again);
  wait(20s);
  EXPECT_TRUE(last.empty());
  EXPECT_TRUE(come_back(ann_once_more, back, after_ben).resumed);
}

TEST_F(Resuming, RoomIsGoneWithTheLastWhoIsAway) {
  lose(ann);
  lose(ben);
  EXPECT_EQ(hub().room_count(), 1U);
  wait(30s);
  EXPECT_EQ(hub().room_count(), 0U);
}

TEST_F(Resuming, NewcomerIsToldWhoIsAway) {
  lose(ann);
  const Welcome cleo_welcome = enter(cleo, "Cleo");
  ASSERT_EQ(cleo_welcome.participants.size(), 2U);
  EXPECT_TRUE(cleo_welcome.participants[0].reconnecting);
  EXPECT_TRUE(cleo_welcome.participants[0].polite);
  EXPECT_FALSE(cleo_welcome.participants[1].reconnecting);
  come_back(ann_again, ann_welcome, after_ben);
  ASSERT_EQ(texts(ann_again).size(), 2U);
  EXPECT_EQ(decoded<UserJoin>(texts(ann_again)[1]).participant.id, cleo_welcome.id);
}

TEST_F(Resuming, OneWhoIsAwayKeepsItsPlaceInAFullRoom) {
  for (ConnectionId id = 100; id < 98 + protocol::limits::participants_per_room; ++id) {
    hub().connect(id, "standup", Mode::Legacy, now);
  }
  lose(ann);
  last = hub().connect(cleo, "standup", Mode::Legacy, now);
  expect_refused(cleo, protocol::ErrorId::RoomFull, 1013);
  EXPECT_TRUE(come_back(ann_again, ann_welcome, 49).resumed);
}

TEST_F(Resuming, GuestsLeaveAtOnceAndHearNothingOfIt) {
  last = hub().connect(cleo, "standup", Mode::Legacy, now);
  lose(ann);
  EXPECT_TRUE(heard_nothing(cleo));
  come_back(ann_again, ann_welcome, after_ben + 1);
  EXPECT_TRUE(heard_nothing(cleo));
  lose(cleo);
  EXPECT_EQ(heard<UserLeave>(ann_again).from.substr(0, 2), "PA");
  EXPECT_FALSE(hub().deadline());
}

TEST_F(Resuming, ClosingOnPurposeIsLeavingAtOnce) {
  last = hub().leave(ann, now);
  EXPECT_EQ(heard<UserLeave>(ben).from, ann_welcome.id);
  EXPECT_NE(come_back(ann_again, ann_welcome, after_ben).id, ann_welcome.id);
}

}  // namespace
}  // namespace parley::hub
