#include "parley/core/server_link.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "describe.h"
#include "parley/core/limits.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::core::test {
namespace {

using namespace std::chrono_literals;
using Entry = ServerLink::Entry;
using Outcome = ServerLink::Outcome;

constexpr Time start = 1000ms;
const std::string message = R"({"type":"candidate"})";

class ServerLinkTest : public testing::Test {
 protected:
  Lines drain() { return test::drain(actions_); }

  static protocol::Welcome welcome(const std::string& id, bool resumed, std::uint32_t received) {
    protocol::Welcome made{id, "RM1", "room", {}, {}};
    made.resume = "secret of " + id;
    made.resumed = resumed;
    made.received = received;
    return made;
  }

  // What the HELLO says that is to be sent next.
  protocol::Hello hello() {
    const auto action = actions_.pop();
    const auto* text = action ? std::get_if<action::SendText>(&*action) : nullptr;
    if (text == nullptr) return {};
    return std::get<protocol::Hello>(protocol::decode_client_message(text->text).value());
  }

  void enter() {
    link_.connect("ws://server/ws/room", "Ann", "", {}, 7, start);
    link_.socket_opened({}, start);
    EXPECT_EQ(link_.welcome(welcome("PA1", false, 0), start), Entry::First);
    drain();
  }

  // The socket breaks, and the next one is open at once.
  void reopen() {
    EXPECT_TRUE(link_.socket_closed(start));
    EXPECT_EQ(link_.time_passed(start), Outcome::None);
    EXPECT_EQ(drain(), Lines{"openSocket ws://server/ws/room"});
    link_.socket_opened({}, start);
  }

  ActionQueue actions_;
  ServerLink link_{actions_};
};

TEST_F(ServerLinkTest, FirstConnectIsNotRepeated) {
  link_.connect("ws://server/ws/room", "Ann", "", {}, 7, start);
  EXPECT_FALSE(link_.socket_closed(start));
  EXPECT_EQ(link_.time_passed(start + limits::connect_timeout), Outcome::GivenUp);
}

TEST_F(ServerLinkTest, EveryHelloCarriesTheToken) {
  link_.connect("ws://server/ws/room", "Ann", "eyJ.eyJ.sig", {}, 7, start);
  drain();
  link_.socket_opened({}, start);
  EXPECT_EQ(hello().token, "eyJ.eyJ.sig");
  link_.welcome(welcome("PA1", false, 0), start);
  reopen();
  EXPECT_EQ(hello().token, "eyJ.eyJ.sig");
}

TEST_F(ServerLinkTest, ComesBackWithItsSecretAndItsCount) {
  enter();
  link_.count_message();
  link_.count_message();
  reopen();
  const protocol::Hello said = hello();
  EXPECT_EQ(said.resume, "secret of PA1");
  EXPECT_EQ(said.received, 2U);
}

TEST_F(ServerLinkTest, ComesBackByTheNameOfTheRoomThatItEnteredByItsSid) {
  link_.connect("ws://server/ws/RM91", "Ann", "", {}, 7, start);
  link_.socket_opened({}, start);
  protocol::Welcome named = welcome("PA1", false, 0);
  named.room_name = "all hands";
  link_.welcome(named, start);
  drain();
  EXPECT_TRUE(link_.socket_closed(start));
  link_.time_passed(start);
  EXPECT_EQ(drain(), Lines{"openSocket ws://server/ws/all%20hands"});
}

TEST_F(ServerLinkTest, SendsAgainJustWhatTheServerHasNotReceived) {
  enter();
  link_.send(R"({"type":"OFFER"})");
  link_.send(R"({"type":"ANSWER"})");
  EXPECT_EQ(drain().size(), 2U);
  reopen();
  link_.send(message);
  hello();
  EXPECT_EQ(drain(), Lines{}) << "it waits for WELCOME";
  EXPECT_EQ(link_.welcome(welcome("PA1", true, 1), start), Entry::Resumed);
  EXPECT_EQ(drain(), (Lines{"sendText ANSWER", "sendText candidate"}));
}

TEST_F(ServerLinkTest, ConfirmedMessagesAreForgotten) {
  enter();
  link_.send(message);
  link_.send(message);
  link_.pong({2}, start);
  drain();
  reopen();
  hello();
  EXPECT_EQ(link_.welcome(welcome("PA1", true, 2), start), Entry::Resumed);
  EXPECT_EQ(drain(), Lines{});
}

TEST_F(ServerLinkTest, RestartedServerHearsWhatWasNotConfirmedAndCountsFromZero) {
  enter();
  link_.count_message();
  link_.send(message);
  drain();
  reopen();
  hello();
  EXPECT_EQ(link_.welcome(welcome("PA1", false, 0), start), Entry::Restored);
  EXPECT_EQ(drain(), Lines{"sendText candidate"});
  reopen();
  EXPECT_EQ(hello().received, 0U);
}

TEST_F(ServerLinkTest, ServerThatHasGivenUsUpHearsNothingOfBefore) {
  enter();
  link_.send(message);
  drain();
  reopen();
  hello();
  EXPECT_EQ(link_.welcome(welcome("PA9", false, 0), start), Entry::Renewed);
  EXPECT_EQ(drain(), Lines{});
}

TEST_F(ServerLinkTest, EntersAnewWhereMoreWaitsThanIsKept) {
  enter();
  EXPECT_TRUE(link_.socket_closed(start));
  for (std::size_t i = 0; i <= protocol::limits::unconfirmed_messages; ++i) link_.send(message);
  link_.time_passed(start);
  drain();
  link_.socket_opened({}, start);
  EXPECT_EQ(hello().resume, "");
}

TEST_F(ServerLinkTest, DelaysGrowUpToALimit) {
  enter();
  Time now = start;
  Time longest{};
  for (int attempt = 0; attempt < 12; ++attempt) {
    EXPECT_TRUE(link_.socket_closed(now));
    const Time due = link_.deadline().value();
    EXPECT_EQ(due == now, attempt == 0) << "only the first attempt is made at once";
    longest = std::max(longest, due - now);
    EXPECT_LE(due - now, 7s + limits::reconnect_jitter);
    now = due;
    EXPECT_EQ(link_.time_passed(now), Outcome::None);
  }
  EXPECT_GE(longest, 7s);
}

TEST_F(ServerLinkTest, GivesUpInTheEnd) {
  enter();
  link_.socket_closed(start);
  EXPECT_EQ(link_.time_passed(start + limits::reconnect_give_up), Outcome::GivenUp);
}

TEST_F(ServerLinkTest, AttemptThatHangsIsFollowedByAnother) {
  enter();
  reopen();
  hello();
  EXPECT_EQ(link_.time_passed(start + limits::reconnect_timeout), Outcome::None);
  EXPECT_EQ(drain(), Lines{"closeSocket resuming"});
  EXPECT_EQ(link_.state(), ServerLink::State::BackingOff);
}

TEST_F(ServerLinkTest, SocketThatGetsNoAnswerIsReplacedAtOnce) {
  enter();
  EXPECT_TRUE(link_.socket_closed(start));
  link_.time_passed(start);
  drain();
  const Time due = link_.deadline().value();
  EXPECT_EQ(due, start + limits::shortest_opening);
  EXPECT_EQ(link_.time_passed(due), Outcome::None);
  EXPECT_EQ(drain(), (Lines{"closeSocket resuming", "openSocket ws://server/ws/room"}));
  EXPECT_EQ(link_.deadline().value(), due + limits::shortest_opening);
}

TEST_F(ServerLinkTest, SlowNetworkIsGivenTheTimeItTook) {
  link_.connect("ws://server/ws/room", "Ann", "", {}, 7, start);
  link_.socket_opened({}, start + 700ms);
  link_.welcome(welcome("PA1", false, 0), start + 1s);
  EXPECT_TRUE(link_.socket_closed(start + 2s));
  link_.time_passed(start + 2s);
  EXPECT_EQ(link_.deadline().value(), start + 2s + 4 * 700ms);
}

TEST_F(ServerLinkTest, NowAndThenAnAttemptIsPatientAndInTheEndAllAre) {
  enter();
  EXPECT_TRUE(link_.socket_closed(start));
  link_.time_passed(start);
  Time now = start;
  for (std::uint32_t attempt = 1; attempt <= limits::hasty_openings + 12; ++attempt) {
    const Time due = link_.deadline().value();
    const bool patient = attempt % limits::openings_per_patient_one == 0;
    EXPECT_EQ(due - now, patient || attempt > limits::hasty_openings ? limits::reconnect_timeout
                                                                     : limits::shortest_opening)
        << "attempt " << attempt;
    now = due;
    EXPECT_EQ(link_.time_passed(now), Outcome::None);
  }
  link_.probe(now);
  EXPECT_EQ(link_.deadline().value() - now, limits::shortest_opening);
}

TEST_F(ServerLinkTest, GreetingHasTheWholeTimeHoweverHastyTheOpeningWas) {
  enter();
  reopen();
  EXPECT_EQ(link_.deadline().value(), start + limits::reconnect_timeout);
}

TEST_F(ServerLinkTest, AsksForASignOfLifeAndFindsTheDead) {
  enter();
  EXPECT_EQ(link_.time_passed(start + limits::ping_interval), Outcome::None);
  EXPECT_EQ(drain(), Lines{"sendText PING"});
  EXPECT_EQ(link_.time_passed(start + limits::server_silence), Outcome::Lost);
  EXPECT_EQ(drain(), Lines{"closeSocket resuming"});
  EXPECT_LE(limits::server_silence, 15s);
}

TEST_F(ServerLinkTest, AsksAfterManyMessagesToo) {
  enter();
  for (std::uint32_t i = 1; i < limits::messages_per_ping; ++i) link_.count_message();
  EXPECT_EQ(drain(), Lines{});
  link_.count_message();
  EXPECT_EQ(drain(), Lines{"sendText PING"});
}

TEST_F(ServerLinkTest, ServerThatIsHeardIsAlive) {
  enter();
  link_.heard(start + 11s);
  EXPECT_EQ(link_.time_passed(start + limits::server_silence), Outcome::None);
}

TEST_F(ServerLinkTest, NewNetworkIsTriedAtOnce) {
  enter();
  for (int attempt = 0; attempt < 4; ++attempt) {
    link_.socket_closed(start);
    link_.time_passed(link_.deadline().value());
  }
  link_.socket_closed(start);
  ASSERT_GT(link_.deadline().value(), start + 1s);
  link_.probe(start + 1s);
  EXPECT_EQ(link_.deadline().value(), start + 1s);
}

TEST_F(ServerLinkTest, NewNetworkReplacesAnAttemptThatMayBeStuckInTheOldOne) {
  enter();
  reopen();
  hello();
  link_.probe(start + 1s);
  EXPECT_EQ(drain(), (Lines{"closeSocket resuming", "openSocket ws://server/ws/room"}));
}

TEST_F(ServerLinkTest, NewNetworkPutsAnOpenSocketToTheTest) {
  enter();
  link_.probe(start);
  EXPECT_EQ(drain(), Lines{"sendText PING"});
  EXPECT_EQ(link_.time_passed(start + limits::probe_timeout), Outcome::Lost);
}

}  // namespace
}  // namespace parley::core::test
