// What one call of the hub sends and closes.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

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
  void send_to_previewers(const Room& room, const Text& text);
  void close(ConnectionId id, std::uint16_t code, std::string_view reason, bool of_member = false) {
    deliveries_.push_back({id, nullptr, code, reason, of_member});
  }

  /// Whether, since the last call, the messages kept for an away member have exceeded the limit.
  [[nodiscard]] bool take_overflow() { return std::exchange(overflow_, false); }

 private:
  Deliveries deliveries_;
  bool overflow_ = false;
};

}  // namespace parley::hub
