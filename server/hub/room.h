// The participants of one room, in the order of their joining.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/hub/delivery.h"
#include "parley/protocol/message.h"
#include "parley/protocol/message_ledger.h"

namespace parley::hub {

class Room;

/// Someone who is in a room, with a connection or, for a while, without.
struct Member {
  Room& room;
  /// 0 while it is away: it has lost its connection, and may come back.
  ConnectionId connection = 0;
  std::chrono::milliseconds away_since{};
  protocol::Participant participant = {};
  /// Orders the members, over restarts of the server too.
  std::int64_t joined = 0;
  /// Of the last resume claim, and of the one before: the last may not have reached the client.
  std::string nonce = {};
  std::string previous_nonce = {};
  /// Of the claim of an earlier run that brought it back, until it is heard.
  std::string restored_by = {};
  protocol::MessageLedger ledger = {};
  /// A guest's: what it would drop now is held back (Hub::hand_on).
  bool takes_candidates = false;
  std::vector<std::shared_ptr<const std::string>> held_candidates = {};

  [[nodiscard]] bool away() const { return connection == 0; }
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
  [[nodiscard]] Member* find(std::string_view participant_id) const;

  /// The new member stays where it is in memory until it leaves.
  Member& add(ConnectionId connection, protocol::Participant participant, std::int64_t joined);
  void remove(const Member& member);

 private:
  std::string name_;
  std::string sid_;
  std::vector<std::unique_ptr<Member>> members_;
  std::unordered_map<std::string_view, Member*> by_id_;  // keys lie in the members
};

}  // namespace parley::hub
