// Who is in a room that one looks at before entering it.
#pragma once

#include <string>
#include <vector>

#include "parley/core/action.h"
#include "parley/protocol/message.h"

namespace parley::core {

class RoomPreview {
 public:
  explicit RoomPreview(ActionQueue& actions) : actions_(actions) {}

  void open(const protocol::Lobby& message);
  /// What the server tells of the room; anything else changes nothing.
  void receive(const protocol::ServerMessage& message);
  /// The server is not heard any more. Tells the application that nobody knows who is there.
  void report_lost();
  /// The same, without a word.
  void close();

  /// In the order of their joining.
  [[nodiscard]] const std::vector<protocol::Participant>& participants() const {
    return participants_;
  }
  [[nodiscard]] const std::vector<protocol::IceServer>& ice_servers() const { return ice_servers_; }
  [[nodiscard]] bool relay_only() const { return relay_only_; }
  [[nodiscard]] const protocol::RoomState& state() const { return state_; }

 private:
  void apply(const protocol::UserJoin& message);
  void apply(const protocol::UserLeave& message);
  void apply(const protocol::UserReconnecting& message);
  void apply(const protocol::UserReconnected& message);
  void apply(const protocol::Publications& message);
  void apply(const protocol::IceServers& message);
  void apply(const protocol::RoomChanged& message);
  // Negotiation is not for those who look.
  template <class Message>
  void apply(const Message& /*message*/) {}
  protocol::Participant* find(const std::string& id);
  void report();

  ActionQueue& actions_;
  bool open_ = false;
  std::vector<protocol::Participant> participants_;
  std::vector<protocol::IceServer> ice_servers_;
  bool relay_only_ = false;
  protocol::RoomState state_;
};

}  // namespace parley::core
