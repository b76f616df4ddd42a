// Two nodes and a Redis: whose a room is, and until when.
#include "parley/nodes/directory.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "model_redis.h"

namespace parley::nodes {
namespace {

using namespace std::chrono_literals;

class CountingIds : public base::IdSource {
 public:
  explicit CountingIds(std::string node) : node_(std::move(node)) {}
  std::string make(std::string_view /*prefix*/) override {
    return node_ + std::to_string(++count_);
  }

 private:
  std::string node_;
  int count_ = 0;
};

const RoomId standup{"h1", "standup"};
const RoomId retro{"h2", "retro"};

class DirectoryTest : public testing::Test {
 protected:
  struct Node {
    Node(DirectoryTest& test, const std::string& name)
        : address(name + ":9000"), ids(name), directory(ids, LeaseTimes{}), test_(test) {}

    // Carries out what the directory wants; what Redis is told is lost while it is away.
    void run() {
      while (auto action = directory.next_action()) {
        std::visit([this](const auto& one) { carry_out(one); }, *action);
      }
    }
    void come_up() {
      directory.redis_up(test_.now);
      run();
    }
    void ask(Ticket ticket, const RoomId& room = standup) {
      directory.ask(ticket, room, test_.now);
      run();
    }
    void expire() {
      directory.expire(test_.now);
      run();
    }

    std::string address;
    CountingIds ids;
    Directory directory;
    bool cut_off = false;

    std::map<Ticket, Serve> served;
    std::map<Ticket, Relay> relayed;
    std::vector<Ticket> refused;
    std::vector<std::string> lost;
    std::size_t lapses = 0;
    std::size_t takeovers = 0;
    std::size_t other_keys = 0;
    std::size_t assertions = 0;
    Hold hold;

   private:
    void carry_out(const Beat& beat) {
      if (cut_off) return;
      directory.beaten(beat.incarnation, test_.redis.beat(beat.incarnation, address, test_.now),
                       test_.now);
    }
    void carry_out(const Acquire& order) {
      if (cut_off) return;
      directory.acquired(order.hash, order.incarnation, test_.redis.acquire(order, test_.now),
                         test_.now);
    }
    void carry_out(const Assert& order) {
      ++assertions;
      if (cut_off) return;
      directory.asserted(order.hash, order.incarnation, test_.redis.assert_own(order), test_.now);
    }
    void carry_out(const Release& order) {
      if (!cut_off) test_.redis.release(order);
    }
    void carry_out(const Retire& order) {
      if (!cut_off) test_.redis.retire(order.incarnation);
    }
    void carry_out(const Hold& order) { hold = order; }
    void carry_out(const Serve& order) { served[order.ticket] = order; }
    void carry_out(const Relay& order) { relayed[order.ticket] = order; }
    void carry_out(const Refuse& order) { refused.push_back(order.ticket); }
    void carry_out(const Lose& order) { lost.push_back(order.name); }
    void carry_out(const Lapsed& /*order*/) { ++lapses; }
    void carry_out(const TakenOver& /*order*/) { ++takeovers; }
    void carry_out(const OtherKey& /*order*/) { ++other_keys; }

    DirectoryTest& test_;
  };

  void SetUp() override {
    ann.come_up();
    ben.come_up();
  }

  /// Time passes, in steps, for all nodes but a frozen one.
  void wait(Instant time, const Node* frozen = nullptr) {
    for (const Instant end = now + time; now < end;) {
      now += 50ms;
      for (Node* node : {&ann, &ben}) {
        if (node != frozen) node->expire();
      }
    }
  }

  Instant now{1000};
  ModelRedis redis{LeaseTimes{}};
  Node ann{*this, "ann"};
  Node ben{*this, "ben"};
};

TEST_F(DirectoryTest, WhoAsksFirstHasTheRoomAndTheOtherPassesItsClientsOn) {
  ann.ask(1);
  ASSERT_TRUE(ann.served.contains(1));
  EXPECT_TRUE(ann.served[1].tenure.lineage.empty());
  ben.ask(1);
  ASSERT_TRUE(ben.relayed.contains(1));
  EXPECT_EQ(ben.relayed[1].address, "ann:9000");
  const auto here = ann.directory.take("h1", ben.relayed[1].fence, now);
  ASSERT_TRUE(here);
  EXPECT_EQ(here->name, "standup");
  EXPECT_EQ(here->tenure.fence, ann.served[1].tenure.fence);
}

TEST_F(DirectoryTest, NobodyIsTakenForARoomOfAnotherFence) {
  ann.ask(1);
  EXPECT_FALSE(ann.directory.take("h1", ann.served[1].tenure.fence + "0", now));
  EXPECT_FALSE(ann.directory.take("h2", ann.served[1].tenure.fence, now));
  EXPECT_FALSE(ben.directory.take("h1", ann.served[1].tenure.fence, now));
}

TEST_F(DirectoryTest, ServesOnlyWhileItsHeartbeatIsYoungerThanTheLeaseLessTheMargin) {
  const LeaseTimes times;
  EXPECT_EQ(ann.hold.until, now + times.lease - times.margin());
  ann.cut_off = true;
  ann.directory.redis_down(now);
  now = ann.hold.until - 1ms;
  ann.ask(1);
  EXPECT_TRUE(ann.directory.leased(now));
  now += 1ms;
  ann.expire();
  EXPECT_FALSE(ann.directory.leased(now));
  EXPECT_EQ(ann.lapses, 1U);
  EXPECT_EQ(ann.hold.until, Instant{});
}

TEST_F(DirectoryTest, TheRoomOfANodeThatIsGoneIsTakenOverWithItsLineage) {
  ann.ask(1);
  const std::string first = ann.served[1].tenure.fence;
  // Ann is killed.
  const Instant killed = now;
  ben.ask(1);
  while (!ben.served.contains(1) && now < killed + 10s) {
    ben.directory.not_relayed(1, now);
    wait(50ms, &ann);
  }
  ASSERT_TRUE(ben.served.contains(1));
  EXPECT_LE(now - killed, default_lease + asking_pause + 100ms);
  EXPECT_EQ(ben.served[1].tenure.lineage, std::vector{first});
  EXPECT_GT(std::stoll(ben.served[1].tenure.fence), std::stoll(first));
  EXPECT_EQ(ben.takeovers, 1U);
}

TEST_F(DirectoryTest, AFrozenNodeHasLostItsRoomsAndGoesOnUnderAnotherName) {
  ann.ask(1);
  const std::string before = ann.directory.incarnation();
  const auto term = ann.hold.term;
  wait(10s, &ann);
  ben.ask(1);
  ASSERT_TRUE(ben.served.contains(1));
  ann.expire();
  EXPECT_EQ(ann.lapses, 1U);
  EXPECT_EQ(ann.directory.room_count(), 0U);
  EXPECT_NE(ann.directory.incarnation(), before);
  EXPECT_GT(ann.hold.term, term);
  EXPECT_TRUE(ann.directory.leased(now)) << "under the new name";
  ann.ask(2);
  EXPECT_TRUE(ann.relayed.contains(2));
}

TEST_F(DirectoryTest, AHeartbeatThatWasUnderWayForTooLongRenewsNothing) {
  ann.cut_off = true;
  wait(1s);  // one is sent, and not answered
  const Instant until = ann.hold.until;
  now = until - 1ms;
  ann.directory.beaten(ann.directory.incarnation(), "since -1000000", now);
  ann.run();
  EXPECT_LT(ann.hold.until, until + 1s) << "counted from when it was sent";
  now += 3s;
  ann.directory.beaten(ann.directory.incarnation(), "since -1000000", now);
  ann.run();
  EXPECT_FALSE(ann.directory.leased(now));
}

TEST_F(DirectoryTest, OnStoppingItsRoomsAreAnothersAtOnce) {
  ann.ask(1);
  ann.directory.stop(now);
  ann.run();
  EXPECT_FALSE(ann.directory.leased(now));
  ben.ask(1);
  ASSERT_TRUE(ben.served.contains(1));
  EXPECT_EQ(ben.served[1].tenure.lineage, std::vector{ann.served[1].tenure.fence});
  EXPECT_EQ(ben.takeovers, 0U);
  ann.ask(2);
  EXPECT_EQ(ann.refused, std::vector<Ticket>{2});
}

TEST_F(DirectoryTest, ARoomThatEveryoneHasLeftIsForgotten) {
  ann.ask(1);
  ann.ask(2);
  const std::string fence = ann.served[1].tenure.fence;
  ann.directory.freed("h1", fence, 1, now);
  ann.run();
  EXPECT_TRUE(redis.knows("h1")) << "the second is on its way to the loop";
  ann.directory.freed("h1", fence, 2, now);
  ann.run();
  EXPECT_FALSE(redis.knows("h1"));
  ben.ask(1);
  ASSERT_TRUE(ben.served.contains(1));
  EXPECT_TRUE(ben.served[1].tenure.lineage.empty());
}

TEST_F(DirectoryTest, ARoomForWhichOnlySomebodyCameInVainIsGivenBack) {
  ann.ask(1);
  ann.directory.withdraw(standup.hash, ann.served[1].tenure.fence, now);
  ann.run();
  EXPECT_EQ(ann.directory.room_count(), 0U);
  // Likewise where the loop was first to have no more use for it.
  ann.ask(2);
  ann.ask(3);
  ann.directory.freed(standup.hash, ann.served[2].tenure.fence, 1, now);
  EXPECT_EQ(ann.directory.room_count(), 1U);
  ann.directory.withdraw(standup.hash, ann.served[3].tenure.fence, now);
  ann.run();
  EXPECT_EQ(ann.directory.room_count(), 0U);
}

TEST_F(DirectoryTest, NobodyLosesARoomWhenRedisForgets) {
  ann.ask(1);
  redis.forget(now);
  ben.ask(1);
  EXPECT_TRUE(ben.served.empty());
  wait(2s);
  EXPECT_EQ(ann.lapses, 0U);
  EXPECT_TRUE(ann.lost.empty());
  EXPECT_TRUE(redis.knows("h1"));
  EXPECT_TRUE(ben.relayed.contains(1)) << "as soon as Ann has said that it is hers";
}

TEST_F(DirectoryTest, AnUnknownRoomIsGivenOutOnlyAWhileAfterRedisHasForgotten) {
  redis.forget(now);
  const Instant forgot = now;
  ann.ask(1, retro);
  while (ann.served.empty() && now < forgot + 10s) wait(50ms);
  EXPECT_GE(now - forgot, default_lease);
  EXPECT_LE(now - forgot, default_lease + asking_pause + 50ms);
}

TEST_F(DirectoryTest, TheHigherFenceHasTheRoomAfterRedisHasForgotten) {
  ann.ask(1);
  redis.forget(now);
  redis.assert_own({"h1", "cleo1", ann.served[1].tenure.fence + "0", {}});
  wait(1s);
  EXPECT_EQ(ann.lost, std::vector<std::string>{"standup"});
  EXPECT_EQ(ann.directory.room_count(), 0U);
  EXPECT_TRUE(ann.directory.leased(now));
}

TEST_F(DirectoryTest, TheLeaseIsNotRenewedBeforeAllRoomsAreAsserted) {
  ann.ask(1);
  ann.ask(2, retro);
  const Instant until = ann.hold.until;
  now += 1s;
  ann.directory.redis_down(now);
  ann.directory.redis_up(now);
  std::vector<Assert> asserts;
  while (auto action = ann.directory.next_action()) {
    if (const auto* beat = std::get_if<Beat>(&*action)) {
      ann.directory.beaten(beat->incarnation, "since 1", now);
    } else if (const auto* order = std::get_if<Assert>(&*action)) {
      asserts.push_back(*order);
    }
  }
  ASSERT_EQ(asserts.size(), 2U);
  ann.directory.asserted(asserts[0].hash, asserts[0].incarnation, "own", now);
  EXPECT_FALSE(ann.directory.leased(until));
  ann.directory.asserted(asserts[1].hash, asserts[1].incarnation, "own", now);
  EXPECT_TRUE(ann.directory.leased(until));
}

TEST_F(DirectoryTest, RedisIsToldAgainOfARoomBeforeItForgetsIt) {
  ann.ask(1);
  const std::size_t before = ann.assertions;
  wait(room_memory / 4 + 1s);
  EXPECT_EQ(ann.assertions, before + 1);
}

TEST_F(DirectoryTest, WhoComesBackFromARelayIsServedWhereTheRoomIsNow) {
  ann.ask(1);
  ben.ask(1);
  ben.ask(2);
  ASSERT_TRUE(ben.relayed.contains(1) && ben.relayed.contains(2));
  wait(LeaseTimes{}.lease * 2, &ann);
  ben.directory.not_relayed(1, now);
  wait(1s, &ann);
  ASSERT_TRUE(ben.served.contains(1));
  const std::string fence = ben.served[1].tenure.fence;
  ben.directory.not_relayed(2, now);
  ben.run();
  ASSERT_TRUE(ben.served.contains(2));
  EXPECT_EQ(ben.served[2].tenure.fence, fence) << "no other run of the room";
}

TEST_F(DirectoryTest, WhatAnEarlierConnectionToRedisLeftUnconfirmedRenewsNothing) {
  ann.ask(1);
  ann.ask(2, retro);
  const std::string fence = ann.served[2].tenure.fence;
  const Instant until = ann.hold.until;
  now += 1s;
  redis.forget(now);
  ann.directory.redis_down(now);
  // A beat is answered, and Redis is gone before it confirms the rooms.
  ann.directory.redis_up(now);
  const std::string incarnation = ann.directory.incarnation();
  ann.directory.beaten(incarnation, redis.beat(incarnation, ann.address, now), now);
  ann.directory.redis_down(now);
  while (ann.directory.next_action()) {
  }
  ann.directory.freed(retro.hash, fence, 1, now);
  ann.run();
  EXPECT_EQ(ann.hold.until, until);
}

TEST_F(DirectoryTest, WhoeverWaitsInVainIsRefusedInTime) {
  ann.cut_off = true;
  ann.directory.redis_down(now);
  ann.ask(1, retro);
  wait(asking_timeout - 50ms);
  EXPECT_TRUE(ann.refused.empty());
  wait(50ms);
  EXPECT_EQ(ann.refused, std::vector<Ticket>{1});
  EXPECT_EQ(ann.directory.asking_count(), 0U);
}

TEST_F(DirectoryTest, NoMoreWaitThanMay) {
  ann.cut_off = true;
  ann.directory.redis_down(now);
  for (Ticket ticket = 1; ticket <= asking_clients; ++ticket) ann.ask(ticket, retro);
  EXPECT_TRUE(ann.refused.empty());
  ann.ask(asking_clients + 1, retro);
  EXPECT_EQ(ann.refused, std::vector<Ticket>{asking_clients + 1});
}

TEST_F(DirectoryTest, ARoomThatNobodyKnewWasGivenOutIsGivenBack) {
  // The answer to Ann's question is lost with the connection, and so is the client who asked.
  const std::string answer = redis.acquire({"h1", ann.directory.incarnation()}, now);
  const std::string fence = answer.substr(answer.find(' ') + 1);
  ben.ask(1);
  ASSERT_TRUE(ben.relayed.contains(1));
  EXPECT_FALSE(ann.directory.take("h1", ben.relayed[1].fence, now));
  ann.run();
  ben.directory.not_relayed(1, now);
  wait(200ms);
  ASSERT_TRUE(ben.served.contains(1));
  EXPECT_EQ(ben.served[1].tenure.lineage, std::vector{fence});
}

TEST_F(DirectoryTest, ANodeThatAsksAgainForItsRoomHasItByANewFence) {
  const std::string answer = redis.acquire({"h1", ann.directory.incarnation()}, now);
  ann.ask(1);
  ASSERT_TRUE(ann.served.contains(1));
  EXPECT_NE("own " + ann.served[1].tenure.fence, answer);
  EXPECT_EQ(ann.takeovers, 0U);
}

TEST_F(DirectoryTest, NodesWithAnotherKeyHaveNoLease) {
  ann.cut_off = true;
  wait(1s);
  bool told = false;
  ann.directory.beaten(ann.directory.incarnation(), "other-key", now);
  while (auto action = ann.directory.next_action()) {
    told = told || std::holds_alternative<OtherKey>(*action);
  }
  EXPECT_TRUE(told);
  wait(3s);
  EXPECT_FALSE(ann.directory.leased(now));
}

}  // namespace
}  // namespace parley::nodes
