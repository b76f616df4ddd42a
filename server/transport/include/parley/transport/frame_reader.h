// Bytes of a WebSocket in, messages out (RFC 6455 sections 5 to 8).
//
// wslay cuts the bytes into frames and takes the masks off. What the frames mean is decided here,
// because of rules that wslay's message layer does not keep: it looks at a close frame's reason
// only as far as TCP happened to deliver it in one piece, and takes registered close codes for
// errors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "parley/protocol/limits.h"
#include "parley/protocol/utf8.h"
#include "parley/transport/limits.h"

struct wslay_frame_context;
struct wslay_frame_iocb;

namespace parley::transport {

enum class MessageKind : std::uint8_t { Text, Binary };

struct FrameReaderOptions {
  std::size_t message_bytes = protocol::limits::message_bytes;
  std::size_t fragments_per_message = limits::fragments_per_message;
  /// Whether binary messages are taken. Parley has none.
  bool binary_messages = false;
};

/// Reads what one client sends. A reader at rest may go on to serve another.
class FrameReader {
 public:
  explicit FrameReader(FrameReaderOptions options = {});
  FrameReader(const FrameReader&) = delete;
  FrameReader& operator=(const FrameReader&) = delete;
  ~FrameReader();

  enum class Status : std::uint8_t {
    Open,
    Closed,  ///< the client sent a close frame; the answer to it is in replies()
    Failed,  ///< the client broke a rule: close with code()
    Halted,  ///< the message handler wanted no more
  };
  /// Gets each complete message, text as well-formed UTF-8; false ends the reading.
  using OnMessage = std::function<bool(MessageKind kind, std::string_view payload)>;

  /// Reads bytes as they came. Not to be called again after any status but `Open`.
  Status feed(std::string_view bytes, const OnMessage& on_message);

  /// RFC 6455 section 7.4.1: 1002 protocol error, 1003 binary message, 1007 not UTF-8, 1009 longer
  /// than the limit, or in too many fragments. After `Failed`.
  [[nodiscard]] std::uint16_t code() const { return code_; }
  /// The status code of the client's close frame, 1005 where it had none. After `Closed`.
  [[nodiscard]] std::uint16_t received_code() const { return code_; }
  /// Frames that the last feed() wants sent: pongs, and the answer to a close frame.
  [[nodiscard]] std::string_view replies() const { return replies_; }
  /// True between messages, when nothing is half read.
  [[nodiscard]] bool at_rest() const { return unfinished_bytes_ == 0 && !in_message_; }

 private:
  struct Callbacks;
  [[nodiscard]] Status got_part(const wslay_frame_iocb& part, const OnMessage& on_message);
  /// The close code for a frame that may not begin now, 0 for one that may.
  [[nodiscard]] std::uint16_t check_start(const wslay_frame_iocb& frame) const;
  void start_frame(const wslay_frame_iocb& frame);
  [[nodiscard]] Status got_data(const wslay_frame_iocb& part, const OnMessage& on_message);
  [[nodiscard]] Status got_control_frame(unsigned opcode);
  [[nodiscard]] Status got_close_frame();
  [[nodiscard]] Status fail(std::uint16_t code);

  struct FreeContext {
    void operator()(wslay_frame_context* context) const;
  };
  FrameReaderOptions options_;
  std::unique_ptr<wslay_frame_context, FreeContext> frames_;
  std::string_view input_;  // during feed(), what wslay has not taken yet
  std::string replies_;
  std::uint16_t code_ = 0;

  std::uint64_t unfinished_bytes_ = 0;  // fed since the last whole frame
  bool in_frame_ = false;
  std::uint64_t frame_bytes_left_ = 0;  // of the current frame's payload
  std::string control_;                 // the payload of a control frame so far

  bool in_message_ = false;
  MessageKind kind_ = MessageKind::Text;
  std::size_t fragments_ = 0;  // of the message so far
  std::string message_;        // its payload so far, without what was read in one piece
  protocol::Utf8Stream utf8_;
};

}  // namespace parley::transport
