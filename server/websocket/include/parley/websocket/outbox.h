// What waits to be sent to one client. Bounded, because a client may stop reading; uses no memory
// while nothing waits, because most connections are idle most of the time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "parley/limits/limits.h"

namespace parley::websocket {

class Outbox {
 public:
  /// How many bytes are still waiting.
  [[nodiscard]] std::size_t size() const { return bytes_.size() - sent_; }
  [[nodiscard]] bool empty() const { return size() == 0; }
  /// How many bytes of memory that takes up.
  [[nodiscard]] std::size_t memory() const {
    return bytes_.capacity() > std::string().capacity() ? bytes_.capacity() : 0;
  }

  /// Queues a text message. Queues nothing and returns false if more than `limit` bytes would wait.
  [[nodiscard]] bool append_text(std::string_view text, std::size_t limit = limits::outbox_bytes);
  /// Likewise queues raw bytes: a handshake, or finished frames.
  [[nodiscard]] bool append_bytes(std::string_view bytes, std::size_t limit = limits::outbox_bytes);

  /// Queues the last things a client gets, regardless of the limit: an ERROR, if `error` is not
  /// empty, and a close frame. To be called once.
  void append_farewell(std::string_view error, std::uint16_t code, std::string_view reason);

  enum class Flush : std::uint8_t { Done, Pending, Lost };
  /// Sends as much as the socket takes, with one call. `Pending`: something is left. `Lost`: the
  /// connection is broken.
  Flush flush(int fd);

 private:
  std::string bytes_;
  std::size_t sent_ = 0;
};

}  // namespace parley::websocket
