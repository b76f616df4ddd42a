#include "password_guard.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <optional>

#include "hosting.h"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;
using protocol::ErrorId;

/// How many wrong passwords `clients` clients, who do nothing else, get checked within that time.
std::uint32_t guesses(PasswordGuard& guard, ClientBlock clients, Instant from, Instant until) {
  std::uint32_t count = 0;
  ClientBlock next = 0;
  for (Instant now = from; now < until; now += 10ms) {
    const ClientBlock client = 1 + next++ % clients;
    if (guard.wait_of(client, now) > 0ms) continue;
    guard.note_wrong(client, now);
    ++count;
  }
  return count;
}

TEST(PasswordGuardTest, ManyAddressesTogetherGuessTwelveTimesAMinute) {
  for (const ClientBlock clients : {30U, 300U, 100'000U}) {
    PasswordGuard guard;
    std::uint32_t count = 0;
    for (std::uint32_t minute = 0; minute < 60; ++minute) {
      count += guesses(guard, clients, minute * 1min, (minute + 1) * 1min);
      EXPECT_LE(count, 20U + 12U * (minute + 1)) << clients;
    }
  }
}

TEST(PasswordGuardTest, OneAddressGuessesTwiceAMinute) {
  PasswordGuard guard;
  EXPECT_LE(guesses(guard, 1, 0min, 1min), forgiven_guesses + 10U + 2U);
  EXPECT_LE(guesses(guard, 1, 1min, 31min), 61U);
}

TEST(PasswordGuardTest, ThoseWhoWereWrongTooOftenDoNotKeepOthersOut) {
  PasswordGuard guard;
  constexpr ClientBlock attackers = 100;
  guesses(guard, attackers, 0min, 30min);
  for (Instant now = 30min; now < 40min; now += 1s) {
    guesses(guard, attackers, now, now + 1s);
    EXPECT_EQ(guard.wait_of(attackers + 1, now + 1s), 0ms);
  }
}

TEST(PasswordGuardTest, SaysForHowLongNoPasswordIsChecked) {
  PasswordGuard guard;
  for (ClientBlock client = 1; client <= 10; ++client) {
    EXPECT_EQ(guard.wait_of(client, 0ms), 0ms);
    guard.note_wrong(client, 0ms);
  }
  EXPECT_EQ(guard.wait_of(11, 0ms), 6s);
  EXPECT_GT(guard.wait_of(11, 5999ms), 0ms);
  EXPECT_EQ(guard.wait_of(11, 6s), 0ms);
}

TEST(PasswordGuardTest, ForgetsAfterAnHour) {
  PasswordGuard guard;
  for (std::uint32_t guess = 0; guess < 13; ++guess) guard.note_wrong(1, 0ms);
  EXPECT_GT(guard.wait_of(1, 0ms), 0ms);
  EXPECT_EQ(guard.wait_of(1, guess_memory), 0ms);
  EXPECT_LE(guesses(guard, 1, guess_memory, guess_memory + 1s), forgiven_guesses + 10U);
}

TEST(PasswordGuardTest, AlarmsAfterFiveAndNotTooOften) {
  PasswordGuard guard;
  for (std::uint32_t guess = 0; guess < 4; ++guess) guard.note_wrong(unknown_block, 0ms);
  EXPECT_EQ(guard.alarm(0ms), std::nullopt);
  guard.note_wrong(unknown_block, 1min);
  EXPECT_EQ(guard.alarm(1min), 5U);
  EXPECT_EQ(guard.alarm(1min), std::nullopt);
  for (std::uint32_t guess = 0; guess < 7; ++guess) guard.note_wrong(unknown_block, 2min);
  EXPECT_EQ(guard.alarm(2min), std::nullopt);
  EXPECT_EQ(guard.alarm(6min), 7U);
}

TEST(PasswordGuardTest, FewMistakesInHoursAreNoAlarm) {
  PasswordGuard guard;
  for (std::uint32_t hour = 0; hour < 20; ++hour) {
    guard.note_wrong(unknown_block, hour * guess_memory);
    EXPECT_EQ(guard.alarm(hour * guess_memory), std::nullopt);
  }
}

/// In the hub.
class GuessingTest : public Hosting {
 protected:
  /// A client of that address says HELLO with that password.
  void guess(ClientBlock client, const std::string& password) {
    protocol::Hello hello{"Ben", {}};
    hello.password = password;
    hub().connect(++connection, "standup", Mode::Parley1, now, client);
    last = hub().receive(connection, encode(hello), now);
  }
  /// The id of the error that the last one who guessed was closed with; "" if it was let in.
  [[nodiscard]] std::string answer() const {
    return closed_with(connection) == 0
               ? ""
               : std::string(to_string(first<protocol::Error>(connection).id));
  }
  void SetUp() override {
    Hosting::SetUp();
    enter(ann, "Ann");
    set(ann, {{}, {}, "sesame"});
  }

  ConnectionId connection = 1000;
};

TEST_F(GuessingTest, BeyondTheLimitNoPasswordIsChecked) {
  for (ClientBlock client = 1; client <= 10; ++client) {
    guess(client, "open");
    EXPECT_EQ(answer(), "password-wrong");
  }
  for (const std::string password : {"open", "sesame"}) {
    guess(11, password);
    expect_refused(connection, ErrorId::TooManyGuesses, 1013);
    EXPECT_EQ(first<protocol::Error>(connection).retry_after, 6000U);
  }
  now += 6s;
  guess(11, "sesame");
  EXPECT_EQ(answer(), "");
}

TEST_F(GuessingTest, TheRightPasswordCostsNothing) {
  for (ClientBlock client = 1; client <= 40; ++client) {
    guess(client, "sesame");
    EXPECT_EQ(answer(), "");
  }
}

TEST_F(GuessingTest, WhoComesBackIsNotHeldBack) {
  const auto ben_was = first<protocol::Welcome>([this] {
    guess(7, "sesame");
    return connection;
  }());
  hub().disconnect(connection, now);
  for (std::uint32_t wrong = 0; wrong < 30; ++wrong) guess(7, "open");
  EXPECT_EQ(answer(), "too-many-guesses");
  EXPECT_TRUE(come_back(ben_again, ben_was, 0).resumed);
}

TEST_F(GuessingTest, HostsByTokenSendNoPassword) {
  for (ClientBlock client = 1; client <= 11; ++client) guess(client, "open");
  EXPECT_EQ(answer(), "too-many-guesses");
  say_token(ben, "Ben+");
  EXPECT_FALSE(first<protocol::Welcome>(ben).id.empty());
}

TEST_F(GuessingTest, HostsAreTold) {
  for (ClientBlock client = 1; client <= 4; ++client) {
    guess(client, "open");
    EXPECT_TRUE(heard_nothing(ann));
  }
  guess(5, "open");
  EXPECT_EQ(heard<protocol::WrongPasswords>(ann).count, 5U);
  guess(6, "open");
  EXPECT_TRUE(heard_nothing(ann));
}

TEST_F(GuessingTest, OtherRoomsHaveLimitsOfTheirOwn) {
  for (ClientBlock client = 1; client <= 11; ++client) guess(client, "open");
  EXPECT_EQ(answer(), "too-many-guesses");
  enter(cleo, "Cleo", "other");
  set(cleo, {{}, {}, "sesame"});
  protocol::Hello hello{"Ben", {}};
  hello.password = "open";
  hub().connect(ben, "other", Mode::Parley1, now, 1);
  last = hub().receive(ben, encode(hello), now);
  expect_refused(ben, ErrorId::PasswordWrong, 1008);
}

}  // namespace
}  // namespace parley::hub
