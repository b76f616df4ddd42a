#include "parley/transport/frame_reader.h"

#include <wslay/wslay.h>

#include <algorithm>
#include <new>
#include <utility>

#include "frame_writer.h"

namespace parley::transport {
namespace {

// RFC 6455 section 7.4.1, "no status code was present": never in a frame.
constexpr std::uint16_t no_status = 1005;

// RFC 6455 section 5.2: two bytes, the extended length, the mask that every client must use.
std::uint64_t header_bytes(std::uint64_t payload_bytes) {
  const unsigned extended = payload_bytes < 126 ? 0 : payload_bytes <= UINT16_MAX ? 2 : 8;
  return 2 + extended + 4;
}

// RFC 6455 section 5.2: the others are reserved.
bool is_known(unsigned opcode) {
  return opcode <= WSLAY_BINARY_FRAME || (opcode >= WSLAY_CONNECTION_CLOSE && opcode <= WSLAY_PONG);
}

// RFC 6455 section 7.4 and IANA's registry, without those that stand for the lack of a frame (1005,
// 1006, 1015) and 1004, which means nothing.
bool may_be_sent(unsigned close_code) {
  return (close_code >= 1000 && close_code <= 1003) || (close_code >= 1007 && close_code <= 1014) ||
         (close_code >= 3000 && close_code <= 4999);
}

std::string_view bytes_of(const wslay_frame_iocb& part) {
  return {reinterpret_cast<const char*>(part.data), part.data_length};
}

}  // namespace

// What wslay calls: a C function, whose last argument is the reader.
struct FrameReader::Callbacks {
  static ssize_t recv(std::uint8_t* buffer, std::size_t length, int /*flags*/, void* user_data) {
    std::string_view& input = static_cast<FrameReader*>(user_data)->input_;
    if (input.empty()) return -1;
    const std::size_t taken = std::min(length, input.size());
    std::copy_n(input.begin(), taken, buffer);
    input.remove_prefix(taken);
    return static_cast<ssize_t>(taken);
  }
};

void FrameReader::FreeContext::operator()(wslay_frame_context* context) const {
  wslay_frame_context_free(context);
}

FrameReader::FrameReader(FrameReaderOptions options) : options_(options) {
  constexpr wslay_frame_callbacks callbacks{nullptr, &Callbacks::recv, nullptr};
  wslay_frame_context_ptr context = nullptr;
  if (wslay_frame_context_init(&context, &callbacks, this) != 0) throw std::bad_alloc();
  frames_.reset(context);
}

FrameReader::~FrameReader() = default;

FrameReader::Status FrameReader::feed(std::string_view bytes, const OnMessage& on_message) {
  input_ = bytes;
  replies_.clear();
  unfinished_bytes_ += bytes.size();
  while (true) {
    wslay_frame_iocb part{};
    const ssize_t taken = wslay_frame_recv(frames_.get(), &part);
    if (taken == WSLAY_ERR_WANT_READ) return Status::Open;
    // Sections 5.2 and 5.5: a length not in its shortest form, a control frame that is long or
    // fragmented.
    if (taken < 0) return fail(WSLAY_CODE_PROTOCOL_ERROR);
    const Status status = got_part(part, on_message);
    if (status != Status::Open) return status;
  }
}

// A frame comes in parts of a few kilobytes; the first of them, which may be empty, begins it.
FrameReader::Status FrameReader::got_part(const wslay_frame_iocb& part,
                                          const OnMessage& on_message) {
  if (!in_frame_) {
    const std::uint16_t code = check_start(part);
    if (code != 0) return fail(code);
    start_frame(part);
  }
  frame_bytes_left_ -= part.data_length;
  const bool frame_ends = frame_bytes_left_ == 0;
  if (frame_ends) {
    in_frame_ = false;
    unfinished_bytes_ -= header_bytes(part.payload_length) + part.payload_length;
  }
  if (wslay_is_ctrl_frame(part.opcode) == 0) return got_data(part, on_message);
  control_ += bytes_of(part);
  return frame_ends ? got_control_frame(part.opcode) : Status::Open;
}

std::uint16_t FrameReader::check_start(const wslay_frame_iocb& frame) const {
  // Section 5.1: a client masks. Section 5.2: no extension was agreed on that uses the bits.
  if (frame.mask == 0 || frame.rsv != WSLAY_RSV_NONE || !is_known(frame.opcode)) {
    return WSLAY_CODE_PROTOCOL_ERROR;
  }
  if (wslay_is_ctrl_frame(frame.opcode) != 0) return 0;
  // Section 5.4: fragments of different messages do not mix.
  const bool continues = frame.opcode == WSLAY_CONTINUATION_FRAME;
  if (continues != in_message_) return WSLAY_CODE_PROTOCOL_ERROR;
  if (frame.opcode == WSLAY_BINARY_FRAME && !options_.binary_messages) {
    return WSLAY_CODE_UNSUPPORTED_DATA;
  }
  // Before memory is taken for it; what was read before is no more than the limit.
  const bool too_long = frame.payload_length > options_.message_bytes - message_.size();
  const bool too_many = in_message_ && fragments_ >= options_.fragments_per_message;
  return too_long || too_many ? WSLAY_CODE_MESSAGE_TOO_BIG : 0;
}

void FrameReader::start_frame(const wslay_frame_iocb& frame) {
  in_frame_ = true;
  frame_bytes_left_ = frame.payload_length;
  if (wslay_is_ctrl_frame(frame.opcode) != 0) {
    control_.clear();
    return;
  }
  if (!in_message_) {
    in_message_ = true;
    kind_ = frame.opcode == WSLAY_TEXT_FRAME ? MessageKind::Text : MessageKind::Binary;
    fragments_ = 0;
    utf8_ = {};
  }
  ++fragments_;
}

FrameReader::Status FrameReader::got_data(const wslay_frame_iocb& part,
                                          const OnMessage& on_message) {
  const std::string_view bytes = bytes_of(part);
  const bool message_ends = !in_frame_ && part.fin != 0;
  // Section 8.1, and not only at the message's end: what is wrong by now will not get better.
  if (kind_ == MessageKind::Text && (!utf8_.feed(bytes) || (message_ends && !utf8_.complete()))) {
    return fail(WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA);
  }
  if (!message_ends) {
    message_ += bytes;
    return Status::Open;
  }
  in_message_ = false;
  if (message_.empty()) {  // most messages come in one part
    return on_message(kind_, bytes) ? Status::Open : Status::Halted;
  }
  message_ += bytes;
  const std::string message = std::exchange(message_, {});
  return on_message(kind_, message) ? Status::Open : Status::Halted;
}

FrameReader::Status FrameReader::got_control_frame(unsigned opcode) {
  if (opcode == WSLAY_CONNECTION_CLOSE) return got_close_frame();
  // Section 5.5.3: what was in the ping. Pongs are answered with nothing.
  if (opcode == WSLAY_PING) append_pong_frame(replies_, control_);
  return Status::Open;
}

FrameReader::Status FrameReader::got_close_frame() {
  // Section 5.5.1: empty, or two bytes of code and a reason in UTF-8.
  if (control_.empty()) {
    code_ = no_status;
    append_close_frame(replies_);
    return Status::Closed;
  }
  if (control_.size() == 1) return fail(WSLAY_CODE_PROTOCOL_ERROR);
  const unsigned code =
      static_cast<unsigned char>(control_[0]) * 256U + static_cast<unsigned char>(control_[1]);
  const std::string_view reason = std::string_view(control_).substr(2);
  if (!may_be_sent(code)) return fail(WSLAY_CODE_PROTOCOL_ERROR);
  if (!protocol::is_utf8(reason)) return fail(WSLAY_CODE_INVALID_FRAME_PAYLOAD_DATA);
  code_ = static_cast<std::uint16_t>(code);
  append_close_frame(replies_, code_, reason);
  return Status::Closed;
}

FrameReader::Status FrameReader::fail(std::uint16_t code) {
  code_ = code;
  return Status::Failed;
}

}  // namespace parley::transport
