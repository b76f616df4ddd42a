// What Redis does with the scripts, without Redis: tests/server/nodes.test.mjs has the real one.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "parley/nodes/action.h"
#include "parley/nodes/limits.h"
#include "parley/nodes/scripts.h"

namespace parley::nodes {

class ModelRedis {
 public:
  explicit ModelRedis(LeaseTimes times) : times_(times) {}

  void forget(Instant now) {
    nodes_.clear();
    rooms_.clear();
    since_ = now;
    fence_ = 0;
  }

  std::string beat(const std::string& incarnation, const std::string& address, Instant now) {
    nodes_[incarnation] = {address, now + times_.lease};
    return "since " + std::to_string(since_.count());
  }

  std::string acquire(const Acquire& order, Instant now) {
    const auto found = rooms_.find(order.hash);
    bool taken = false;
    std::vector<std::string> lineage;
    if (found != rooms_.end()) {
      const Room& room = found->second;
      if (room.owner != order.incarnation) {
        if (const auto* node = alive(room.owner, now)) {
          return "other " + room.fence + " " + node->address;
        }
        taken = room.owner != "-";
      }
      lineage = room.lineage;
      lineage.insert(lineage.begin(), room.fence);
      if (lineage.size() > lineage_runs) lineage.resize(lineage_runs);
    } else if (now - since_ < times_.grace()) {
      return "wait";
    }
    fence_ = std::max(fence_ + 1, 8 * (now.count() + 1'000'000));
    rooms_[order.hash] = {order.incarnation, std::to_string(fence_), lineage};
    const std::string earlier = joined(lineage);
    return (taken ? "taken " : "own ") + std::to_string(fence_) +
           (earlier.empty() ? "" : " " + earlier);
  }

  std::string assert_own(const Assert& order) {
    const auto found = rooms_.find(order.hash);
    if (found != rooms_.end() && found->second.owner != order.incarnation &&
        std::stoll(found->second.fence) >= std::stoll(order.fence)) {
      return "other";
    }
    rooms_[order.hash] = {order.incarnation, order.fence, order.lineage};
    return "own";
  }

  void release(const Release& order) {
    const auto found = rooms_.find(order.hash);
    if (found == rooms_.end() || found->second.owner != order.incarnation ||
        found->second.fence != order.fence) {
      return;
    }
    if (order.keep) {
      found->second.owner = "-";
    } else {
      rooms_.erase(found);
    }
  }

  void retire(const std::string& incarnation) { nodes_.erase(incarnation); }

  [[nodiscard]] bool knows(const std::string& hash) const { return rooms_.contains(hash); }

 private:
  struct Node {
    std::string address;
    Instant until{};
  };
  struct Room {
    std::string owner;
    std::string fence;
    std::vector<std::string> lineage;
  };

  [[nodiscard]] const Node* alive(const std::string& incarnation, Instant now) const {
    const auto found = nodes_.find(incarnation);
    return found == nodes_.end() || found->second.until <= now ? nullptr : &found->second;
  }

  LeaseTimes times_;
  Instant since_{-1'000'000};
  std::int64_t fence_ = 0;
  std::map<std::string, Node> nodes_;
  std::map<std::string, Room> rooms_;
};

}  // namespace parley::nodes
