// What one call of the hub sends and closes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/hub/delivery.h"
#include "room.h"

namespace parley::hub {

using Text = std::shared_ptr<const std::string>;

inline Text share(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

class Outgoing {
 public:
  void clear() { deliveries_.clear(); }
  [[nodiscard]] const Deliveries& deliveries() const { return deliveries_; }

  /// Sends to a connection, without counting the message.
  void send(const Connection& connection, Text text);
  void send(const Connection& connection, std::string text) {
    send(connection, share(std::move(text)));
  }
  /// Sends to a member, now or when it is back.
  void send(Member& member, const Text& text);
  /// Sends to the other participants and the previewers of the member's room, but not to guests.
  void send_to_others(const Member& member, std::string text);
  void send_to_hosts(const Room& room, std::string text);
  /// If the room is closed, its previewers get a LOBBY at the end of the call instead.
  void send_to_previewers(const Room& room, const Text& text);
  /// What hosts have set in the room has changed.
  void note_changed_lobby(const Room& room) { changed_lobbies_.push_back(room.name()); }
  void close(ConnectionId id, std::uint16_t code, std::string_view reason, bool of_member = false) {
    deliveries_.push_back({id, nullptr, code, reason, of_member});
  }

  /// The names of rooms whose previewers may need another LOBBY.
  [[nodiscard]] std::vector<std::string> take_changed_lobbies() {
    return std::exchange(changed_lobbies_, {});
  }

 private:
  Deliveries deliveries_;
  std::vector<std::string> changed_lobbies_;
};

}  // namespace parley::hub
