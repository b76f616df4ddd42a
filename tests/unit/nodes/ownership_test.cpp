// Nodes, Redis and the lines between them, with everything that can go wrong, by chance: at no time
// do two nodes serve one room, and once all is well each room has an owner. A seed names a course of
// events.
#include <gtest/gtest.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model_redis.h"
#include "parley/nodes/directory.h"

namespace parley::nodes {
namespace {

using namespace std::chrono_literals;

class Names : public base::IdSource {
 public:
  explicit Names(std::string node) : node_(std::move(node)) {}
  std::string make(std::string_view /*prefix*/) override {
    return node_ + "." + std::to_string(++count_);
  }

 private:
  std::string node_;
  int count_ = 0;
};

class Cluster {
 public:
  explicit Cluster(std::uint32_t seed) : random_(seed) {
    for (int i = 0; i < 3; ++i) nodes_.push_back(std::make_unique<Node>("n" + std::to_string(i)));
    for (int i = 0; i < 4; ++i)
      rooms_.push_back({"h" + std::to_string(i), "r" + std::to_string(i)});
  }

  void run(Instant time, bool trouble) {
    for (const Instant end = now_ + time; now_ < end; now_ += 5ms) {
      if (trouble) make_trouble();
      if (redis_stands_until_ <= now_) redis_turn();
      for (auto& node : nodes_) {
        if (node->frozen_until <= now_) turn(*node);
      }
      check();
    }
  }

  /// All connections work again.
  void heal() {
    redis_stands_until_ = {};
    for (auto& node : nodes_) node->frozen_until = {};
  }

  [[nodiscard]] int violations() const { return violations_; }
  [[nodiscard]] std::size_t tenures() const { return fences_.size(); }
  /// How many clients of a round through all nodes and rooms got somewhere.
  [[nodiscard]] std::size_t served() const { return served_.size(); }
  void ask_everywhere() {
    served_.clear();
    for (auto& node : nodes_) {
      for (const RoomId& room : rooms_) ask(*node, room);
    }
  }
  [[nodiscard]] std::size_t most_served() const { return nodes_.size() * rooms_.size(); }

 private:
  struct Command {
    Instant arrives{};
    std::function<std::function<void()>()> execute;  // gives what happens when the answer arrives
  };
  struct Reply {
    Instant arrives{};
    std::uint64_t connection = 0;
    std::function<void()> handle;
  };
  struct Node {
    explicit Node(const std::string& name)
        : address(name), ids(name), directory(ids, LeaseTimes{}) {}
    std::string address;
    Names ids;
    Directory directory;
    Instant frozen_until{};
    Instant connects_at{};
    bool up = false;
    std::uint64_t connection = 0;
    std::deque<Command> to_redis;
    std::deque<Command> stray;  // of connections that are lost: Redis may still read them
    std::deque<Reply> from_redis;
    std::set<std::string> owned;
    std::map<Ticket, std::pair<std::string, std::string>> handed_on;  // hash and fence
    Ticket last_ticket = 0;
  };

  bool chance(double probability) {
    return std::uniform_real_distribution<>(0, 1)(random_) < probability;
  }
  Instant up_to(Instant most) {
    return Instant(std::uniform_int_distribution<std::int64_t>(0, most.count())(random_));
  }
  template <class Each>
  Each& any_of(std::vector<Each>& all) {
    return all[std::uniform_int_distribution<std::size_t>(0, all.size() - 1)(random_)];
  }

  void make_trouble() {
    if (chance(0.002)) any_of(nodes_)->frozen_until = now_ + up_to(8s);
    if (chance(0.002)) disconnect(*any_of(nodes_), up_to(6s));
    if (chance(0.0005)) redis_stands_until_ = now_ + up_to(5s);
    if (chance(0.0005)) {
      for (auto& node : nodes_) {
        disconnect(*node, up_to(500ms));
        node->stray.clear();
      }
      redis_.forget(now_);
    }
    if (chance(0.05)) ask(*any_of(nodes_), any_of(rooms_));
    if (chance(0.01)) leave(*any_of(nodes_), any_of(rooms_));
  }

  void ask(Node& node, const RoomId& room) {
    if (node.frozen_until > now_) return;
    node.directory.ask(++node.last_ticket, room, now_);
    carry_out(node);
  }

  // Everyone leaves the room, if the node has it.
  void leave(Node& node, const RoomId& room) {
    const auto found = clients_.find({node.address, room.hash});
    if (node.frozen_until > now_ || found == clients_.end()) return;
    node.directory.freed(room.hash, found->second.first, found->second.second, now_);
    carry_out(node);
  }

  void disconnect(Node& node, Instant time) {
    node.connects_at = now_ + time;
    if (!node.up) return;
    node.up = false;
    for (Command& command : node.to_redis) {
      command.arrives += up_to(3s);
      node.stray.push_back(std::move(command));
    }
    node.to_redis.clear();
    node.from_redis.clear();
    ++node.connection;
    node.from_redis.push_back(
        {now_, node.connection, [this, &node] { node.directory.redis_down(now_); }});
  }

  void redis_turn() {
    for (auto& node : nodes_) {
      while (!node->to_redis.empty() && node->to_redis.front().arrives <= now_) {
        auto handle = node->to_redis.front().execute();
        node->to_redis.pop_front();
        node->from_redis.push_back({now_ + up_to(30ms), node->connection, std::move(handle)});
      }
      while (!node->stray.empty() && node->stray.front().arrives <= now_) {
        (void)node->stray.front().execute();
        node->stray.pop_front();
      }
    }
  }

  void turn(Node& node) {
    while (!node.from_redis.empty() && node.from_redis.front().arrives <= now_) {
      auto reply = std::move(node.from_redis.front());
      node.from_redis.pop_front();
      if (reply.connection == node.connection && reply.handle) reply.handle();
      carry_out(node);
    }
    if (!node.up && node.from_redis.empty() && node.connects_at <= now_) {
      node.up = true;
      node.directory.redis_up(now_);
    }
    node.directory.expire(now_);
    carry_out(node);
    // The other node says that it has the room, or has not.
    for (auto& [ticket, where] : std::exchange(node.handed_on, {})) {
      bool taken = false;
      for (auto& other : nodes_) {
        if (other->frozen_until > now_ || !other->directory.take(where.first, where.second, now_)) {
          carry_out(*other);
          continue;
        }
        taken = true;
        ++clients_[{other->address, where.first}].second;
      }
      if (taken) {
        node.directory.relayed(ticket);
        served_.insert(node.address + std::to_string(ticket));
      } else {
        node.directory.not_relayed(ticket, now_);
      }
    }
    carry_out(node);
  }

  void carry_out(Node& node) {
    while (auto action = node.directory.next_action()) {
      std::visit([this, &node](const auto& one) { carry_out_one(node, one); }, *action);
    }
  }

  void send(Node& node, std::function<std::function<void()>()> execute) {
    if (node.up) node.to_redis.push_back({now_ + up_to(30ms), std::move(execute)});
  }

  void carry_out_one(Node& node, const Beat& order) {
    send(node, [this, &node, order] {
      const auto answer = redis_.beat(order.incarnation, node.address, now_);
      return
          [this, &node, order, answer] { node.directory.beaten(order.incarnation, answer, now_); };
    });
  }
  void carry_out_one(Node& node, const Acquire& order) {
    send(node, [this, &node, order] {
      const auto answer = redis_.acquire(order, now_);
      return [this, &node, order, answer] {
        node.directory.acquired(order.hash, order.incarnation, answer, now_);
      };
    });
  }
  void carry_out_one(Node& node, const Assert& order) {
    send(node, [this, &node, order] {
      const auto answer = redis_.assert_own(order);
      return [this, &node, order, answer] {
        node.directory.asserted(order.hash, order.incarnation, answer, now_);
      };
    });
  }
  void carry_out_one(Node& node, const Release& order) {
    send(node, [this, order] {
      redis_.release(order);
      return std::function<void()>();
    });
  }
  void carry_out_one(Node& node, const Retire& order) {
    send(node, [this, order] {
      redis_.retire(order.incarnation);
      return std::function<void()>();
    });
  }
  void carry_out_one(Node& /*node*/, const Hold& /*order*/) {}
  void carry_out_one(Node& node, const Serve& order) {
    std::string hash = order.name;
    hash[0] = 'h';
    auto& [fence, clients] = clients_[{node.address, hash}];
    if (fence != order.tenure.fence) clients = 0;
    fence = order.tenure.fence;
    ++clients;
    fences_.insert(fence);
    served_.insert(node.address + std::to_string(order.ticket));
  }
  void carry_out_one(Node& node, const Relay& order) {
    node.handed_on[order.ticket] = {order.hash, order.fence};
  }
  void carry_out_one(Node& /*node*/, const Refuse& /*order*/) {}
  void carry_out_one(Node& /*node*/, const Lose& /*order*/) {}
  void carry_out_one(Node& /*node*/, const Lapsed& /*order*/) {}
  void carry_out_one(Node& /*node*/, const TakenOver& /*order*/) {}
  void carry_out_one(Node& /*node*/, const OtherKey& /*order*/) {}

  // A frozen node serves nobody, and on waking looks at its lease first.
  void check() {
    for (const RoomId& room : rooms_) {
      int owners = 0;
      for (const auto& node : nodes_) {
        if (node->frozen_until <= now_ && node->directory.has(room.hash, now_)) ++owners;
      }
      if (owners > 1) ++violations_;
    }
  }

  std::mt19937 random_;
  Instant now_{10'000};
  ModelRedis redis_{LeaseTimes{}};
  Instant redis_stands_until_{};
  std::vector<std::unique_ptr<Node>> nodes_;
  std::vector<RoomId> rooms_;
  std::map<std::pair<std::string, std::string>, std::pair<std::string, std::uint64_t>> clients_;
  std::set<std::string> fences_;
  std::set<std::string> served_;
  int violations_ = 0;
};

TEST(OwnershipTest, ARoomHasOneOwnerAtATimeWhateverHappens) {
  std::size_t tenures = 0;
  for (std::uint32_t seed = 1; seed <= 200; ++seed) {
    Cluster cluster(seed);
    cluster.run(60s, true);
    EXPECT_EQ(cluster.violations(), 0) << "seed " << seed;
    cluster.heal();
    cluster.run(15s, false);
    cluster.ask_everywhere();
    cluster.run(10s, false);
    EXPECT_EQ(cluster.served(), cluster.most_served()) << "seed " << seed;
    EXPECT_EQ(cluster.violations(), 0) << "seed " << seed;
    tenures += cluster.tenures();
  }
  EXPECT_GT(tenures, 2000U) << "rooms must change hands for this to say anything";
}

}  // namespace
}  // namespace parley::nodes
