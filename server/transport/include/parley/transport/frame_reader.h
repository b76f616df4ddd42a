// Bytes of a WebSocket in, text messages out (RFC 6455 sections 5 to 8), by wslay.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct wslay_event_context;
struct wslay_event_on_frame_recv_start_arg;
struct wslay_event_on_msg_recv_arg;

namespace parley::transport {

/// Reads what one client sends. A reader at rest may go on to serve another.
class FrameReader {
 public:
  FrameReader();
  FrameReader(const FrameReader&) = delete;
  FrameReader& operator=(const FrameReader&) = delete;
  ~FrameReader();

  enum class Status : std::uint8_t {
    Open,
    Closed,  ///< the client sent a close frame; the answer to it is in replies()
    Failed,  ///< the client broke a rule: close with code()
    Halted,  ///< the message handler wanted no more
  };
  /// Gets each complete text message, well-formed UTF-8; false ends the reading.
  using OnText = std::function<bool(std::string_view)>;

  /// Reads bytes as they came. Not to be called again after any status but `Open`.
  Status feed(std::string_view bytes, const OnText& on_text);

  /// RFC 6455 section 7.4.1: 1002 protocol error, 1003 binary message, 1007 not UTF-8, 1009 longer
  /// than protocol::limits::message_bytes. After `Failed`.
  [[nodiscard]] std::uint16_t code() const { return code_; }
  /// The status code of the client's close frame, 1005 where it had none. After `Closed`.
  [[nodiscard]] std::uint16_t received_code() const;
  /// Frames that the last feed() wants sent: pongs, and the answer to a close frame.
  [[nodiscard]] std::string_view replies() const { return replies_; }
  /// True between messages, when nothing is half read.
  [[nodiscard]] bool at_rest() const { return unfinished_bytes_ == 0 && fragments_ == 0; }

 private:
  struct Callbacks;
  void on_frame_start(const wslay_event_on_frame_recv_start_arg& frame);
  void on_frame_end();
  void on_message(const wslay_event_on_msg_recv_arg& message);
  void fail(std::uint16_t code);

  struct FreeContext {
    void operator()(wslay_event_context* context) const;
  };
  std::unique_ptr<wslay_event_context, FreeContext> context_;
  const OnText* on_text_ = nullptr;  // during feed()
  std::string_view input_;           // likewise, what wslay has not taken yet
  std::string replies_;
  std::uint16_t code_ = 0;
  bool halted_ = false;
  std::int64_t unfinished_bytes_ = 0;  // fed since the last whole frame
  std::int64_t frame_bytes_ = 0;       // of the current frame, header included
  bool frame_ends_message_ = true;     // the current frame is final, or a control frame
  bool frame_is_control_ = false;
  std::size_t fragments_ = 0;  // frames so far of a message that is not complete
};

}  // namespace parley::transport
