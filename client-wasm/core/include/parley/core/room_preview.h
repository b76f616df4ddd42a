// Who is in a previewed room, or how many.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "parley/core/action.h"
#include "parley/protocol/message.h"

namespace parley::core {

class RoomPreview {
 public:
  explicit RoomPreview(ActionQueue& actions) : actions_(actions) {}

  /// The answer to PREVIEW, or another LOBBY, which replaces it.
  void open(const protocol::Lobby& message);
  /// Handles what the server says about the room; ignores anything else.
  void receive(const protocol::ServerMessage& message);
  /// The server is lost. Tells the application that it is unknown who is in the room.
  void report_lost();
  /// The same, without telling the application.
  void close();

  [[nodiscard]] const protocol::RoomState& state() const { return state_; }
  /// In the order in which they joined.
  [[nodiscard]] const std::vector<protocol::Participant>& participants() const {
    return participants_;
  }
  [[nodiscard]] const std::vector<protocol::IceServer>& ice_servers() const { return ice_servers_; }

 private:
  void apply(const protocol::UserJoin& message);
  void apply(const protocol::UserLeave& message);
  void apply(const protocol::UserReconnecting& message);
  void apply(const protocol::UserReconnected& message);
  void apply(const protocol::Publications& message);
  void apply(const protocol::RoomChanged& message);
  // Previewers get no negotiation.
  template <class Message>
  void apply(const Message& /*message*/) {}
  protocol::Participant* find(const std::string& id);
  void report();

  ActionQueue& actions_;
  std::vector<protocol::Participant> participants_;
  std::vector<protocol::IceServer> ice_servers_;
  protocol::RoomState state_;
  std::uint32_t count_ = 0;
  std::uint32_t most_ = 0;
};

}  // namespace parley::core
