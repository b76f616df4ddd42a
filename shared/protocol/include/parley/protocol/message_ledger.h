// Makes sure that resuming a connection loses, repeats or reorders no message. Each side counts
// what it has received, and keeps what it has sent until the other confirms it. A WebSocket keeps
// the order, so counts are enough and messages carry no numbers (XMPP's stream management,
// XEP-0198, works the same way).
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>

#include "parley/protocol/limits.h"

namespace parley::protocol {

class MessageLedger {
 public:
  using Text = std::shared_ptr<const std::string>;

  MessageLedger() = default;
  /// Starts as if that many messages had already been received, and sent and confirmed.
  explicit MessageLedger(std::uint32_t count) : received_(count), confirmed_(count) {}

  /// A counted message was received.
  void note_received() { ++received_; }
  [[nodiscard]] std::uint32_t received() const { return received_; }

  /// A counted message is being sent, now or as soon as there is a connection again.
  void note_sent(Text text) {
    bytes_ += text->size();
    unconfirmed_.push_back(std::move(text));
    while (unconfirmed_.size() > limits::unconfirmed_messages ||
           bytes_ > limits::unconfirmed_bytes) {
      drop_oldest();
      complete_ = false;
    }
  }

  /// The other side has received `count` messages in total. False, with no effect, if the count is
  /// impossible, or if a message that it lacks was dropped; then the connection cannot be resumed.
  bool confirm(std::uint32_t count) {
    // Compares differences, so that the count may wrap around.
    const std::uint32_t fresh = count - confirmed_;
    if (fresh > unconfirmed_.size()) return false;
    for (std::uint32_t i = 0; i < fresh; ++i) drop_oldest();
    complete_ = true;  // whatever was dropped has arrived
    return true;
  }

  /// What has been sent but not confirmed, oldest first.
  [[nodiscard]] const std::deque<Text>& unconfirmed() const { return unconfirmed_; }
  /// About how many bytes of memory that takes up. A text that others keep too counts in full.
  [[nodiscard]] std::size_t memory() const {
    constexpr std::size_t of_one_more = 64;
    return bytes_ + unconfirmed_.size() * of_one_more;
  }
  /// Drops them all, as if the limits were exceeded.
  void forget() {
    while (!unconfirmed_.empty()) {
      drop_oldest();
      complete_ = false;
    }
  }
  /// False if the limits were exceeded and a message was dropped that is not confirmed yet.
  [[nodiscard]] bool complete() const { return complete_; }

  /// The other side has forgotten everything: both count from zero, and unconfirmed messages count
  /// as not sent yet.
  void restart() {
    received_ = 0;
    confirmed_ = 0;
    complete_ = true;
  }

 private:
  void drop_oldest() {
    bytes_ -= unconfirmed_.front()->size();
    unconfirmed_.pop_front();
    ++confirmed_;
  }

  std::uint32_t received_ = 0;
  std::uint32_t confirmed_ = 0;
  std::size_t bytes_ = 0;
  bool complete_ = true;
  std::deque<Text> unconfirmed_;
};

}  // namespace parley::protocol
