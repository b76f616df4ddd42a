// Which claims of an earlier run are believed: PROTOCOL.md, "Coming back".
#include "returning.h"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;
using protocol::ErrorId;
using protocol::Welcome;

class Claims : public Returning {
 protected:
  // Long enough after the start for no earlier run to matter.
  Claims() { now = 60s; }

  /// Comes back with what the room's state was.
  Welcome come_back_with(ConnectionId id, const Welcome& before, const std::string& keep) {
    protocol::Hello hello{"Returned", {}};
    hello.resume = before.resume;
    hello.keep = keep;
    hub().connect(id, "standup", Mode::Parley1, now);
    say(id, encode(hello));
    return decoded<Welcome>(texts(id).front());
  }
  /// Two meetings, one after the other, of which the later is locked; after a restart its members
  /// are back first.
  void expect_earlier_is_kept_out() {
    const Welcome of_earlier = enter(ann, "Ann");
    leave(ann);
    now += 1s;
    const Welcome of_later = enter(ben, "Ben");
    say(ben, encode(protocol::SetRoom{true}));
    const std::string keep = state_told(ben).keep;
    restart_server();
    come_back_with(ben_again, of_later, keep);
    expect_locked_out(ann_again, of_earlier);
  }
  /// That secret does not bring its client past the lock.
  void expect_locked_out(ConnectionId id, const Welcome& before) {
    hub().connect(id, "standup", Mode::Parley1, now);
    protocol::Hello hello{"Returned", {}};
    hello.resume = before.resume;
    say(id, encode(hello));
    expect_refused(id, ErrorId::RoomLocked, 1013);
  }
  void ping(ConnectionId id) { say(id, R"({"type":"PING","received":0})"); }
  void leave(ConnectionId id) { say(id, R"({"type":"BYE"})"); }
};

TEST_F(Claims, OneOfMinutesAgoIsNotBelieved) {
  const Welcome welcome = enter(ann, "Ann");
  now += claim_lifetime - 60s + 1ms;  // and a minute until the server is back
  restart_server();
  EXPECT_NE(come_back(ann_again, welcome, 0).id, welcome.id);
}

TEST_F(Claims, OneOfLessIs) {
  const Welcome welcome = enter(ann, "Ann");
  now += claim_lifetime - 60s;
  restart_server();
  EXPECT_EQ(come_back(ann_again, welcome, 0).id, welcome.id);
}

TEST_F(Claims, APongRenewsItOnceAMinute) {
  Welcome welcome = enter(ann, "Ann");
  for (int minute = 0; minute < 10; ++minute) {
    wait(claim_renewal - 1ms);
    ping(ann);
    EXPECT_EQ(heard<protocol::Pong>(ann).resume, "");
    wait(1ms);
    ping(ann);
    const std::string renewed = heard<protocol::Pong>(ann).resume;
    EXPECT_NE(renewed, "");
    EXPECT_NE(renewed, welcome.resume);
    welcome.resume = renewed;
  }
  lose(ann);
  const Welcome back = come_back(ann_again, welcome, 0);
  EXPECT_TRUE(back.resumed) << "in this run it is good, too";
  restart_server();
  EXPECT_EQ(come_back(ann_again, back, 0).id, welcome.id);
}

TEST_F(Claims, TheLaterMeetingWins) {
  const Welcome of_earlier = enter(ann, "Ann");
  leave(ann);
  now += 1s;
  const Welcome of_later = enter(ben, "Ben");
  restart_server();
  const Welcome back = come_back(ann_again, of_earlier, 0);
  EXPECT_EQ(back.id, of_earlier.id) << "nobody knows better yet";
  const Welcome ben_back = come_back(ben_again, of_later, 0);
  EXPECT_EQ(ben_back.id, of_later.id);
  EXPECT_TRUE(ben_back.participants.empty());
  EXPECT_EQ(ben_back.state.hosts, std::vector{of_later.id});
  EXPECT_EQ(heard<protocol::Error>(ann_again).id, ErrorId::RoomEnded);
  EXPECT_EQ(closed_with(ann_again), 1000);
}

TEST_F(Claims, AnEarlierMeetingsIsNotBelievedWhereALaterIsBack) {
  expect_earlier_is_kept_out();
}

TEST_F(Claims, AMeetingBeginsWhenItsFirstEntersAndNotWhenItConnects) {
  hub().connect(ben, "standup", Mode::Parley1, now);
  now += 10ms;
  const Welcome of_earlier = enter(ann, "Ann");
  leave(ann);
  now += 10ms;
  say(ben, encode(protocol::Hello{"Ben", {}}));
  const auto of_later = decoded<Welcome>(texts(ben).front());
  restart_server();
  come_back(ann_again, of_earlier, 0);
  EXPECT_EQ(come_back(ben_again, of_later, 0).id, of_later.id);
  EXPECT_EQ(heard<protocol::Error>(ann_again).id, ErrorId::RoomEnded);
}

TEST_F(Claims, AMeetingIsNewWhenSomebodyEntersARoomThatOnlyOnlookersHaveKept) {
  hub().connect(cleo, "standup", Mode::Parley1, now);
  say(cleo, encode(protocol::Preview{}));
  expect_earlier_is_kept_out();
}

TEST_F(Claims, WhatWasSetInAnEarlierMeetingIsNotBelieved) {
  enter(ann, "Ann");
  say(ann, encode(protocol::SetRoom{true}));
  const std::string keep = state_told(ann).keep;
  say(ann, encode(protocol::SetRoom{false}));
  leave(ann);
  now += 1s;
  const Welcome welcome = enter(ben, "Ben");
  restart_server();
  EXPECT_FALSE(come_back_with(ben_again, welcome, keep).state.locked);
}

TEST_F(Claims, WhoCameSinceStaysWhenTheMeetingGoesOn) {
  const Welcome welcome = enter(ann, "Ann");
  restart_server();
  const Welcome cleo_welcome = enter(cleo, "Cleo");
  come_back(ann_again, welcome, 0);
  EXPECT_EQ(closed_with(cleo), 0);
  // Nor does another restart send it away, though its claim is of before.
  restart_server();
  EXPECT_EQ(come_back(31, cleo_welcome, 0).id, cleo_welcome.id);
  const Welcome again = come_back(32, welcome, 0);
  EXPECT_EQ(again.id, welcome.id);
  EXPECT_EQ(again.participants.size(), 1U);
  EXPECT_EQ(closed_with(31), 0);
}

class ClaimsOfTheFirstSeconds : public Claims {
 protected:
  ClaimsOfTheFirstSeconds() { now = 1s; }
};

// Which of two meetings was later, their claims do not say.
TEST_F(ClaimsOfTheFirstSeconds, WhoBringsWhatWasSetIsBelieved) {
  const Welcome of_earlier = enter(ann, "Ann");
  leave(ann);
  const Welcome of_later = enter(ben, "Ben");
  say(ben, encode(protocol::SetRoom{true}));
  const std::string keep = state_told(ben).keep;
  restart_server();
  EXPECT_EQ(come_back(ann_again, of_earlier, 0).id, of_earlier.id);
  EXPECT_TRUE(come_back_with(ben_again, of_later, keep).state.locked);
}

TEST_F(Claims, OneOfNoMeetingIsNotGoodForAClosedOne) {
  const Welcome welcome = enter(ann, "Ann");
  restart_server();
  const Welcome of_none = enter(cleo, "Cleo");
  leave(cleo);
  const Welcome back = come_back(ann_again, welcome, 0);
  say(ann_again, encode(protocol::SetRoom{true}));
  const std::string keep = state_told(ann_again).keep;
  for (const bool first : {true, false}) {
    restart_server();
    if (first) come_back(31, of_none, 0);
    come_back_with(ann_once_more, back, keep);
    if (first) {
      EXPECT_EQ(heard<protocol::Error>(31).id, ErrorId::RoomEnded);
      continue;
    }
    expect_locked_out(32, of_none);
  }
}

TEST_F(Claims, WhoCameInTheFirstSecondsIsGivenOneOfTheMeetingAfterThem) {
  const Welcome welcome = enter(ann, "Ann");
  restart_server();
  come_back(ann_again, welcome, 0);
  enter(cleo, "Cleo");
  ping(cleo);
  EXPECT_EQ(heard<protocol::Pong>(cleo).resume, "");
  wait(restore_window);
  ping(cleo);
  EXPECT_NE(heard<protocol::Pong>(cleo).resume, "");
  ping(cleo);
  EXPECT_EQ(heard<protocol::Pong>(cleo).resume, "");
}

// Whoever brings an ended meeting back first must not decide to which one the others belong.
TEST_F(Claims, WhoCameWhileAnEarlierMeetingWasBackStaysWithTheLater) {
  const Welcome of_earlier = enter(ann, "Ann");
  leave(ann);
  now += 1s;
  const Welcome of_later = enter(ben, "Ben");
  restart_server();
  come_back(ann_again, of_earlier, 0);
  const Welcome of_none = enter(cleo, "Cleo");
  const Welcome ben_back = come_back(ben_again, of_later, 0);
  restart_server();
  come_back(31, ben_back, 0);
  EXPECT_EQ(come_back(32, of_none, 0).id, of_none.id);
}

}  // namespace
}  // namespace parley::hub
