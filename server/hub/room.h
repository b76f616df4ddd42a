// The participants of one room, in the order of their joining.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/hub/delivery.h"
#include "parley/protocol/message.h"

namespace parley::hub {

/// A connection that is in a room.
struct Member {
  ConnectionId connection = 0;
  protocol::Participant participant;
};

class Room {
 public:
  Room(std::string name, std::string sid) : name_(std::move(name)), sid_(std::move(sid)) {}

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& sid() const { return sid_; }
  [[nodiscard]] bool full() const;
  [[nodiscard]] bool empty() const { return members_.empty(); }
  [[nodiscard]] const std::vector<std::unique_ptr<Member>>& members() const { return members_; }

  /// The member with that participant's id, null where there is none.
  [[nodiscard]] const Member* find(std::string_view participant_id) const;

  /// The new member stays where it is in memory until it leaves.
  Member& add(ConnectionId connection, protocol::Participant participant);
  void remove(const Member& member);

 private:
  std::string name_;
  std::string sid_;
  std::vector<std::unique_ptr<Member>> members_;
  std::unordered_map<std::string_view, const Member*> by_id_;  // keys lie in the members
};

}  // namespace parley::hub
