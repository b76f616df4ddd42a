// Turns the bytes of a WebSocket into messages (RFC 6455 sections 5 to 8).
//
// Messages and reply frames come out in the order of the frames that caused them. So the pong for a
// ping in the middle of a message leaves before the answer to that message. A header is checked
// when its last byte arrives, so a wrong or overlong frame fails before its payload arrives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "parley/limits/limits.h"
#include "parley/protocol/limits.h"
#include "parley/protocol/utf8.h"
#include "parley/websocket/frame_header.h"

namespace parley::websocket {

enum class MessageKind : std::uint8_t { Text, Binary };

struct FrameReaderOptions {
  std::size_t message_bytes = protocol::limits::message_bytes;
  std::size_t fragments_per_message = limits::fragments_per_message;
  /// Whether binary messages are accepted. Parley has none.
  bool binary_messages = false;
};

/// What a reader does with what it has read. Either function can end the reading by returning
/// false.
struct FrameHandler {
  /// Gets each complete message, text as well-formed UTF-8.
  std::function<bool(MessageKind kind, std::string_view payload)> on_message;
  /// Gets each frame that is to be sent in reply: pongs, and the answer to a close frame.
  std::function<bool(std::string_view frame)> on_reply;
};

/// Reads what one client sends. A reader at rest holds no state.
class FrameReader {
 public:
  explicit FrameReader(FrameReaderOptions options = {});

  enum class Status : std::uint8_t {
    Open,
    Closed,  ///< the client sent a close frame, and the answer has been passed on
    Failed,  ///< the client broke a rule: close with code()
    Halted,  ///< the handler ended the reading
  };

  /// Reads bytes as they arrive. Must not be called again after any status other than `Open`.
  Status feed(std::string_view bytes, const FrameHandler& handler);

  /// After `Failed`, the close code of RFC 6455 section 7.4.1: 1002 protocol error, 1003 binary
  /// message, 1007 not UTF-8, 1009 longer than the limit, or in too many fragments.
  [[nodiscard]] std::uint16_t code() const { return code_; }
  /// After `Closed`, the status code of the client's close frame; 1005 if it had none.
  [[nodiscard]] std::uint16_t received_code() const { return code_; }
  /// True between messages, when nothing is half read.
  [[nodiscard]] bool at_rest() const { return !next_header_.begun() && !in_frame_ && !in_message_; }
  /// How many bytes of memory it takes up.
  [[nodiscard]] std::size_t memory() const { return sizeof(*this) + message_.capacity(); }

 private:
  /// The close code for a frame that is not allowed now; 0 if it is allowed.
  [[nodiscard]] std::uint16_t check_start(const FrameHeader& frame) const;
  void start_frame();
  /// Removes what has arrived of the current frame's payload from the front of `bytes`.
  [[nodiscard]] Status read_payload(std::string_view& bytes, const FrameHandler& handler);
  [[nodiscard]] Status got_data(std::string_view new_bytes, const FrameHandler& handler);
  [[nodiscard]] Status got_control_frame(const FrameHandler& handler);
  [[nodiscard]] Status got_close_frame(const FrameHandler& handler);
  [[nodiscard]] Status fail(std::uint16_t code);

  FrameReaderOptions options_;
  std::uint16_t code_ = 0;

  FrameHeaderReader next_header_;
  FrameHeader frame_;  // the current one
  bool in_frame_ = false;
  std::uint64_t payload_read_ = 0;  // bytes of the current frame
  std::string control_;             // the payload of a control frame so far

  bool in_message_ = false;
  MessageKind kind_ = MessageKind::Text;
  std::size_t fragments_ = 0;  // of the message so far
  std::string message_;        // its payload so far
  protocol::Utf8Stream utf8_;
};

}  // namespace parley::websocket
