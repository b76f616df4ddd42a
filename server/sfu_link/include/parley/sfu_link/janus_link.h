// A WebSocket to Janus (RFC 6455, subprotocol "janus-protocol"), for an event loop.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "parley/base/unique_fd.h"
#include "parley/sfu_link/janus_address.h"

struct wslay_event_context;

namespace parley::sfu_link {

/// One attempt: a link that is closed stays so. Nothing in it waits; the host has to be an address
/// (resolved()).
class JanusLink {
 public:
  enum class State : std::uint8_t { Connecting, Upgrading, Open, Closed };

  /// Begins to connect.
  explicit JanusLink(const JanusAddress& address);
  JanusLink(const JanusLink&) = delete;
  JanusLink& operator=(const JanusLink&) = delete;
  ~JanusLink();

  [[nodiscard]] State state() const { return state_; }
  /// Why it is closed: a few words, for the log.
  [[nodiscard]] const std::string& reason() const { return reason_; }

  /// To be watched while it is not closed: for reading, and for writing if wants_write().
  [[nodiscard]] int fd() const { return socket_.get(); }
  [[nodiscard]] bool wants_write() const;

  /// Queues a text for Janus; only while it is open.
  void send(std::string_view text);
  /// Reads and writes what is possible. Each text of Janus' goes to `on_text`, which may send().
  void turn(const std::function<void(std::string_view text)>& on_text);

 private:
  struct Callbacks;

  void connect_to(const JanusAddress& address);
  void close(std::string reason);
  void finish_connecting();
  void write_handshake();
  void read_handshake();
  [[nodiscard]] static bool is_accepted(std::string_view head);

  base::UniqueFd socket_;
  State state_ = State::Connecting;
  std::string reason_;
  std::string unsent_;  // of the handshake
  std::string read_;    // of the handshake; then what came behind it
  wslay_event_context* frames_ = nullptr;
  const std::function<void(std::string_view)>* on_text_ = nullptr;
};

}  // namespace parley::sfu_link
