// Whether the server is still there.
//
// TCP may take minutes to notice that the other side is gone. So the server is sent a PING every
// few seconds, and is given up if it has sent nothing for longer than a PONG can take; any message
// will do. PING and PONG also say how many messages have arrived (MessageLedger), so after many
// messages a PING is due at once: otherwise both sides would keep too much.
#pragma once

#include <cstdint>
#include <optional>

#include "parley/core/time.h"

namespace parley::core {

class Heartbeat {
 public:
  enum class Step : std::uint8_t { None, Ping, GiveUp };

  /// The server has answered for the first time on this socket.
  void start(Time now);
  /// The socket is lost, or another deadline applies to the server's next answer.
  void stop();

  /// The server has sent something. Changes nothing after stop().
  void heard(Time now);
  /// One more message, in either direction. True if a PING is due at once.
  bool count_message();
  /// A PING was sent, for whatever reason.
  void pinged() { messages_since_ping_ = 0; }
  /// A PING was sent on a socket that may belong to a lost network: the answer has to come soon.
  void expect_answer(Time now);

  [[nodiscard]] std::optional<Time> deadline() const;
  /// What has to be done now. Each PING is asked for once.
  Step due(Time now);

 private:
  std::uint32_t messages_since_ping_ = 0;
  // Between start() and stop().
  std::optional<Time> ping_at_;
  std::optional<Time> silent_until_;
};

}  // namespace parley::core
