// A room and the log of what happens to it, for a test that says what comes out in lines.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "describe.h"
#include "parley/core/room.h"
#include "parley/protocol/codec.h"
#include "replay_check.h"

namespace parley::core::test {

inline constexpr Time start{1000};

class LoggedRoom {
 public:
  /// What the event leads to.
  Lines drain(const Event& event, Time now = start) {
    check_.happens(event, now);
    room_.handle(event, now);
    while (const auto measured = room_.take_measured()) {
      check_.happens(*measured, now);
      room_.handle(*measured, now);
    }
    Lines lines;
    texts_.clear();
    while (const auto action = room_.next_action()) {
      check_.led_to(*action);
      if (const auto* text = std::get_if<action::SendText>(&*action)) texts_.push_back(text->text);
      lines.push_back(describe(*action));
    }
    return lines;
  }
  /// What the server's message leads to.
  template <class Message>
  Lines hear(const Message& message, Time now = start) {
    return drain(event::SocketMessage{protocol::encode(message)}, now);
  }

  [[nodiscard]] std::optional<Time> deadline() const { return room_.deadline(); }
  /// What the last event had sent to the server.
  [[nodiscard]] const std::vector<std::string>& texts() const { return texts_; }
  [[nodiscard]] const ReplayCheck& replay_check() const { return check_; }

 protected:
  Room room_;

 private:
  ReplayCheck check_;
  std::vector<std::string> texts_;
};

}  // namespace parley::core::test
