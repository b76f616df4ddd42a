// Who comes in where those who could let one in are given up: PROTOCOL.md, "Hosts".
#include "hosting.h"

namespace parley::hub {
namespace {

using namespace std::chrono_literals;
using protocol::Knock;
using protocol::Waiting;
using protocol::Welcome;

class SuccessorTest : public Hosting {
 protected:
  static constexpr ConnectionId dora_again = 14;

  void SetUp() override {
    Hosting::SetUp();
    ann_welcome = enter(ann, "Ann");
    set(ann, {{}, true});
  }

  /// Asks to be let in, and does not know yet that it waits.
  Waiting start_waiting(ConnectionId id, const std::string& identity) {
    say_hello(id, identity);
    return first<Waiting>(id);
  }
  /// A second passes without the host's connection, and then what is left until it is given up.
  void lose_host() {
    lose(ann);
    wait(1s);
  }
  void give_host_up() { wait(resume_window - 1s); }

  Welcome ann_welcome;
};

TEST_F(SuccessorTest, TheLoneHostWhoseBrowserCrashesDoesNotWaitForItself) {
  const std::string ben_id = knock(ben, "Ben");
  wait(1s);
  lose_host();
  const std::string ann_id = knock(ann_again, "Ann");
  knock(cleo, "Cleo");
  give_host_up();
  const auto welcome = first<Welcome>(ann_again);
  EXPECT_EQ(welcome.id, ann_id);
  EXPECT_EQ(welcome.room_sid, ann_welcome.room_sid);
  EXPECT_EQ(welcome.state.hosts, Hosts{ann_id});
  EXPECT_TRUE(welcome.state.waiting_room);
  EXPECT_EQ(decoded<Knock>(texts(ann_again).at(1)), (Knock{ben_id, "Ben"}));
  EXPECT_TRUE(heard_nothing(ben) && heard_nothing(cleo));
}

TEST_F(SuccessorTest, WhoComesWhileTheHostIsAwayIsNotHostOnceItIsBack) {
  lose_host();
  knock(ben, "Ben");
  come_back(ann_again, ann_welcome, 0);
  leave(ann_again);
  EXPECT_TRUE(heard_nothing(ben));
  wait(resume_window);
  EXPECT_TRUE(heard_nothing(ben));
}

TEST_F(SuccessorTest, WhoMayNotBeHostOrHasWaitedBeforeIsNoSuccessor) {
  const Waiting ben_waits = start_waiting(ben, "Ben");
  const Waiting dora_waits = start_waiting(dora, "Dora");
  wait(1s);
  lose(ann);
  lose(dora);
  wait(1s);
  wait_again(ben_again, "Ben", ben_waits);
  wait_again(dora_again, "Dora", dora_waits);
  say_token(cleo, "Cleo-");
  for (const ConnectionId id : {ben_again, dora_again, cleo}) ping(id);
  give_host_up();
  EXPECT_TRUE(heard_nothing(ben_again) && heard_nothing(dora_again) && heard_nothing(cleo));
  EXPECT_EQ(hub().room_count(), 1U);
}

TEST_F(SuccessorTest, TheSuccessorMayLoseItsConnectionWhileItWaits) {
  lose_host();
  const Waiting waiting = start_waiting(ben, "Ben");
  ping(ben);
  knock(cleo, "Cleo");
  lose(ben);
  wait(1s);
  wait_again(ben_again, "Ben", waiting);
  ping(ben_again);
  wait(resume_window - 2s);
  EXPECT_EQ(first<Welcome>(cleo).state.hosts.size(), 1U) << "who has waited longest by now";
  EXPECT_EQ(decoded<Knock>(texts(cleo).at(1)).from, waiting.id);
}

TEST_F(SuccessorTest, TheSuccessorMayLoseItsConnectionWhenItIsLetIn) {
  lose_host();
  const Waiting waiting = start_waiting(ben, "Ben");
  lose(ben);
  give_host_up();
  wait_again(ben_again, "Ben", waiting);
  const auto welcome = first<Welcome>(ben_again);
  EXPECT_EQ(welcome.id, waiting.id);
  EXPECT_EQ(welcome.state.hosts, Hosts{welcome.id});
}

TEST_F(SuccessorTest, WhoDoesNotKnowThatItWaitsIsPassedOver) {
  lose_host();
  start_waiting(ben, "Ben");
  knock(cleo, "Cleo");
  give_host_up();
  EXPECT_TRUE(heard_nothing(ben)) << "it does not know yet that it waits";
  EXPECT_EQ(first<Welcome>(cleo).state.hosts.size(), 1U);
}

TEST_F(SuccessorTest, TheSuccessorMayLearnOnlyThenThatItWaits) {
  lose_host();
  start_waiting(ben, "Ben");
  give_host_up();
  EXPECT_TRUE(heard_nothing(ben));
  ping(ben);
  EXPECT_EQ(decoded<Welcome>(texts(ben).at(1)).state.hosts.size(), 1U);
}

TEST_F(SuccessorTest, OneSuccessorIsEnough) {
  lose_host();
  knock(ben, "Ben");
  knock(cleo, "Cleo");
  give_host_up();
  EXPECT_EQ(first<Welcome>(ben).state.hosts.size(), 1U);
  leave(ben);
  EXPECT_TRUE(heard_nothing(cleo)) << "Ben was told that Cleo waits";
}

TEST_F(SuccessorTest, WhoWasHeardByAnotherWhoLeftIsNoSuccessor) {
  set(ann, {{}, false});
  enter(ben, "Ben");
  set(ann, {{}, true});
  wait(1s);
  lose(ben);
  wait(1s);
  knock(cleo, "Cleo");
  wait(1s);
  leave(ann);
  wait(resume_window);
  EXPECT_TRUE(heard_nothing(cleo));
}

TEST_F(SuccessorTest, ItDoesNotMatterWhenTheLossIsNoticed) {
  wait(8s);
  const std::string id = knock(ann_again, "Ann");
  wait(7s);
  lose(ann);
  wait(resume_window);
  EXPECT_EQ(first<Welcome>(ann_again).id, id);
}

}  // namespace
}  // namespace parley::hub
