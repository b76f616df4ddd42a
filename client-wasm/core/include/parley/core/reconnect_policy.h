// When the server is tried again, and how long an attempt may take to reach it.
//
// Someone who was in a room wants to be back at once, so the first attempt is made without a delay.
// Then the delays grow, to spare a server in trouble, and get jitter, so that the clients of a
// server that comes back do not all come at the same moment. The delays on the way to a room are
// those of LiveKit (livekit-client, DefaultReconnectPolicy.ts), which have proved themselves there.
// Nobody waits for a preview, so its delays are longer.
//
// If the network drops every packet, nobody tells us when it works again, and only a new attempt
// finds out: TCP repeats a SYN after 1 s, 3 s and 7 s. So a socket that gets no answer is soon
// replaced by another. Now and then one gets the full time, because the network may have become
// slow; after a while all do, to spare the server.
#pragma once

#include <cstdint>

#include "parley/core/time.h"

namespace parley::core {

class ReconnectPolicy {
 public:
  /// What the server is needed for.
  enum class Goal : std::uint8_t { Preview, Room };

  /// Seeds the jitter.
  void seed(std::uint32_t seed) { random_state_ = seed | 1U; }

  /// How long the socket of the next attempt may take to open.
  [[nodiscard]] Time opening_timeout(Goal goal) const;
  /// A socket has opened. `took`: since it was asked for.
  void opened(Time took);
  /// A socket has neither opened nor failed in time.
  void not_answered() { ++unanswered_; }
  /// An attempt has failed, or a socket was lost: how long to wait before the next attempt.
  Time next_delay(Goal goal);
  /// The server has let us in, or the network has changed: earlier failures no longer matter.
  void start_over();

 private:
  [[nodiscard]] bool is_hasty() const;
  std::uint32_t next_random();

  std::uint32_t random_state_ = 1;
  std::uint32_t attempts_ = 0;
  std::uint32_t unanswered_ = 0;  // in a row
  Time opening_time_{};           // of the last socket that opened
};

}  // namespace parley::core
