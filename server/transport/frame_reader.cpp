#include "parley/transport/frame_reader.h"

#include <wslay/wslay.h>

#include <algorithm>
#include <new>

#include "parley/protocol/limits.h"
#include "parley/transport/limits.h"

namespace parley::transport {
namespace {

// RFC 6455 section 5.2: two bytes, the extended length, the mask that every client must use.
std::int64_t header_bytes(std::uint64_t payload_bytes) {
  const int extended = payload_bytes < 126 ? 0 : payload_bytes <= UINT16_MAX ? 2 : 8;
  return 2 + extended + 4;
}

std::string_view as_text(const std::uint8_t* bytes, std::size_t length) {
  return {reinterpret_cast<const char*>(bytes), length};
}

}  // namespace

// What wslay calls: C functions, whose last argument is the reader.
struct FrameReader::Callbacks {
  static ssize_t recv(wslay_event_context_ptr context, std::uint8_t* buffer, std::size_t length,
                      int /*flags*/, void* user_data) {
    std::string_view& input = static_cast<FrameReader*>(user_data)->input_;
    if (input.empty()) {
      wslay_event_set_error(context, WSLAY_ERR_WOULDBLOCK);
      return -1;
    }
    const std::size_t taken = std::min(length, input.size());
    std::copy_n(input.begin(), taken, buffer);
    input.remove_prefix(taken);
    return static_cast<ssize_t>(taken);
  }
  static ssize_t send(wslay_event_context_ptr /*context*/, const std::uint8_t* data,
                      std::size_t length, int /*flags*/, void* user_data) {
    static_cast<FrameReader*>(user_data)->replies_ += as_text(data, length);
    return static_cast<ssize_t>(length);
  }
  static void frame_start(wslay_event_context_ptr /*context*/,
                          const wslay_event_on_frame_recv_start_arg* frame, void* user_data) {
    static_cast<FrameReader*>(user_data)->on_frame_start(*frame);
  }
  static void frame_end(wslay_event_context_ptr /*context*/, void* user_data) {
    static_cast<FrameReader*>(user_data)->on_frame_end();
  }
  static void message(wslay_event_context_ptr /*context*/,
                      const wslay_event_on_msg_recv_arg* message, void* user_data) {
    static_cast<FrameReader*>(user_data)->on_message(*message);
  }
};

void FrameReader::FreeContext::operator()(wslay_event_context* context) const {
  wslay_event_context_free(context);
}

FrameReader::FrameReader() {
  constexpr wslay_event_callbacks callbacks{
      &Callbacks::recv,      &Callbacks::send,   nullptr, &Callbacks::frame_start, nullptr,
      &Callbacks::frame_end, &Callbacks::message};
  wslay_event_context_ptr context = nullptr;
  if (wslay_event_context_server_init(&context, &callbacks, this) != 0) throw std::bad_alloc();
  context_.reset(context);
  // Checked when a frame's header has come, before memory is taken for its payload.
  wslay_event_config_set_max_recv_msg_length(context, protocol::limits::message_bytes);
}

FrameReader::~FrameReader() = default;

FrameReader::Status FrameReader::feed(std::string_view bytes, const OnText& on_text) {
  wslay_event_context* context = context_.get();
  input_ = bytes;
  on_text_ = &on_text;
  replies_.clear();
  unfinished_bytes_ += static_cast<std::int64_t>(bytes.size());
  const int error = wslay_event_recv(context);
  on_text_ = nullptr;

  if (halted_) return Status::Halted;
  if (code_ == 0 && error == WSLAY_ERR_NOMEM) throw std::bad_alloc();
  // A frame that wslay cannot parse has no code yet; nor has a close frame without one.
  if (code_ == 0 && error != 0) code_ = WSLAY_CODE_PROTOCOL_ERROR;
  if (code_ != 0) return Status::Failed;
  wslay_event_send(context);
  if (wslay_event_get_close_received(context) != 0) return Status::Closed;
  if (wslay_event_get_read_enabled(context) != 0) return Status::Open;
  code_ = wslay_event_get_status_code_sent(context);
  return Status::Failed;
}

std::uint16_t FrameReader::received_code() const {
  return wslay_event_get_status_code_received(context_.get());
}

void FrameReader::on_frame_start(const wslay_event_on_frame_recv_start_arg& frame) {
  frame_bytes_ =
      header_bytes(frame.payload_length) + static_cast<std::int64_t>(frame.payload_length);
  frame_is_control_ = wslay_is_ctrl_frame(frame.opcode) != 0;
  frame_ends_message_ = frame.fin != 0;
  if (frame.opcode == WSLAY_BINARY_FRAME) fail(WSLAY_CODE_UNSUPPORTED_DATA);
  if (fragments_ >= limits::fragments_per_message) fail(WSLAY_CODE_MESSAGE_TOO_BIG);
}

void FrameReader::on_frame_end() {
  unfinished_bytes_ -= frame_bytes_;
  if (frame_is_control_) return;
  fragments_ = frame_ends_message_ ? 0 : fragments_ + 1;
}

void FrameReader::on_message(const wslay_event_on_msg_recv_arg& message) {
  // RFC 6455 section 5.5.1: a close frame's payload begins with two bytes of code. wslay lets a
  // single one pass.
  if (message.opcode == WSLAY_CONNECTION_CLOSE && message.msg_length == 1) {
    fail(WSLAY_CODE_PROTOCOL_ERROR);
  }
  if (message.opcode != WSLAY_TEXT_FRAME || code_ != 0) return;
  if ((*on_text_)(as_text(message.msg, message.msg_length))) return;
  halted_ = true;
  wslay_event_shutdown_read(context_.get());
}

void FrameReader::fail(std::uint16_t code) {
  code_ = code;
  wslay_event_shutdown_read(context_.get());
}

}  // namespace parley::transport
