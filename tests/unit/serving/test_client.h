// A WebSocket client that can also misbehave.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "parley/base/unique_fd.h"
#include "parley/protocol/message.h"
#include "test_frames.h"

namespace parley::serving {

using websocket::binary_frame;
using websocket::close_frame;
using websocket::frame_bytes;
using websocket::ping_frame;
using websocket::pong_frame;
using websocket::text_frame;

struct Frame {
  unsigned first_byte = 0;  ///< 0: the connection ended
  std::string payload;

  friend bool operator==(const Frame&, const Frame&) = default;
};

/// An OFFER to that participant, with a text for `x`.
inline std::string offer_to(const std::string& id, const std::string& x = "") {
  return R"({"type":"OFFER","to":")" + id + R"(","x":")" + x + "\"}";
}

/// The status in the head of a response, 0 where the connection ended without one.
int status_of(std::string_view head);

class TestClient {
 public:
  /// Connects to the loopback interface. A receive buffer of 0 bytes leaves the kernel's own; with
  /// another `host` than 1 it has the address 127.0.0.`host`.
  explicit TestClient(std::uint16_t port, int receive_buffer_bytes = 0, std::uint8_t host = 1);

  /// Sends these bytes and reads the head of a response.
  std::string exchange(std::string_view request);
  /// Sends a request and reads the head of the response. Header lines end with "\r\n".
  std::string request(const std::string& method, const std::string& path,
                      const std::string& headers = "");
  /// Opens a WebSocket, as a page of the server's own unless `headers` has another Origin. Answers
  /// with the head of the response.
  std::string upgrade(const std::string& path, const std::string& headers = "");
  /// Opens a parley.1 WebSocket and says HELLO. Answers with the WELCOME.
  protocol::Welcome join(const std::string& room, const std::string& identity,
                         const std::string& resume = "");

  void send(std::string_view bytes);
  /// Tells the server that no more will come.
  void close_sending_side();
  /// Waits until what was sent lies in the server's socket, read or not.
  [[nodiscard]] bool all_has_arrived() const;
  void send_text(std::string_view text) { send(frame_bytes(text_frame, text)); }

  /// The next frame; fails the test after 30 seconds without one.
  Frame read_frame();
  /// The next frame's payload, which must be text.
  std::string read_text();
  /// Reads frames up to the close frame. Answers with its code, 0 where the connection just ended.
  int read_close();
  /// The stable id in the ERROR that comes next.
  std::string read_error();
  /// True where the server closes the connection and sends no more before that.
  bool at_end();

 private:
  std::string read_exactly(std::size_t count);

  base::UniqueFd socket_;
};

}  // namespace parley::serving
