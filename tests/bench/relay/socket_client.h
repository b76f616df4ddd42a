// One WebSocket of a load generator, client's side (RFC 6455), without waiting for anything.
#pragma once

#include <netinet/in.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "parley/base/unique_fd.h"

namespace parley::bench {

class SocketClient {
 public:
  enum class State : std::uint8_t { Connecting, Upgrading, Open, Ended };
  using OnText = std::function<void(std::string_view text)>;

  /// Begins to connect, from `source`, and then sends the request for the upgrade.
  SocketClient(const sockaddr_in& target, in_addr source, std::string request);

  [[nodiscard]] int fd() const { return socket_.get(); }
  [[nodiscard]] State state() const { return state_; }
  /// The status line that the upgrade was refused with, or the code of the close frame, or what
  /// the kernel said; for people.
  [[nodiscard]] const std::string& why_ended() const { return why_ended_; }

  /// Queues a text message; flush() sends it.
  void send_text(std::string_view text) { append_frame(0x81, text); }
  void send_close();
  /// Sends what the socket takes.
  void flush();
  [[nodiscard]] bool has_unsent() const { return sent_ < out_.size(); }

  /// Reads once and hands on each complete text message. Answers pings.
  void read(const OnText& on_text);
  /// Closes the socket without a word.
  void drop();

 private:
  void append_frame(unsigned first_byte, std::string_view payload);
  void finish_upgrade();
  void read_frames(const OnText& on_text);
  void end(std::string why);

  parley::base::UniqueFd socket_;
  State state_ = State::Connecting;
  std::string in_;
  std::string out_;
  std::size_t sent_ = 0;
  std::string why_ended_;
};

}  // namespace parley::bench
