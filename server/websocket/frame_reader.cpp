#include "parley/websocket/frame_reader.h"

#include <algorithm>
#include <utility>

#include "frame_writer.h"

namespace parley::websocket {
namespace {

// RFC 6455 section 7.4.1.
constexpr std::uint16_t protocol_error = 1002;
constexpr std::uint16_t unsupported_data = 1003;
constexpr std::uint16_t no_status = 1005;  // stands for the lack of a code: never in a frame
constexpr std::uint16_t not_utf8 = 1007;
constexpr std::uint16_t message_too_big = 1009;

// RFC 6455 section 5.5.
constexpr std::uint64_t control_frame_bytes = 125;

// RFC 6455 section 7.4 and IANA's registry, without those that stand for the lack of a frame (1005,
// 1006, 1015) and 1004, which means nothing.
bool may_be_sent(unsigned close_code) {
  return (close_code >= 1000 && close_code <= 1003) || (close_code >= 1007 && close_code <= 1014) ||
         (close_code >= 3000 && close_code <= 4999);
}

// Section 5.3. `offset` is where in the frame's payload the bytes begin.
void append_unmasked(std::string& out, std::string_view bytes, const FrameHeader& frame,
                     std::uint64_t offset) {
  for (const char byte : bytes) {
    out += static_cast<char>(byte ^ frame.mask[static_cast<std::size_t>(offset++ % 4)]);
  }
}

}  // namespace

FrameReader::FrameReader(FrameReaderOptions options) : options_(options) {}

FrameReader::Status FrameReader::feed(std::string_view bytes, const FrameHandler& handler) {
  while (true) {
    if (!in_frame_) {
      if (!next_header_.feed(bytes)) return Status::Open;
      frame_ = next_header_.take();
      const std::uint16_t code = check_start(frame_);
      if (code != 0) return fail(code);
      start_frame();
    }
    // Also where nothing of it has come: a frame may be empty.
    const Status status = read_payload(bytes, handler);
    if (status != Status::Open) return status;
    if (in_frame_) return Status::Open;
  }
}

std::uint16_t FrameReader::check_start(const FrameHeader& frame) const {
  // Section 5.1: a client masks. Section 5.2: no extension was agreed on that uses the bits.
  if (!frame.masked || frame.reserved_bits != 0 || !frame.is_known() || !frame.length_well_formed) {
    return protocol_error;
  }
  if (frame.is_control()) {
    // Section 5.5: it is short, and comes in one piece.
    const bool well_formed = frame.final_fragment && frame.payload_bytes <= control_frame_bytes;
    return well_formed ? 0 : protocol_error;
  }
  // Section 5.4: fragments of different messages do not mix.
  if (frame.is(Opcode::Continuation) != in_message_) return protocol_error;
  if (frame.is(Opcode::Binary) && !options_.binary_messages) return unsupported_data;
  // Before memory is taken for it; what was read before is no more than the limit.
  const bool too_long = frame.payload_bytes > options_.message_bytes - message_.size();
  const bool too_many = in_message_ && fragments_ >= options_.fragments_per_message;
  return too_long || too_many ? message_too_big : 0;
}

void FrameReader::start_frame() {
  in_frame_ = true;
  payload_read_ = 0;
  if (frame_.is_control()) {
    control_.clear();
    return;
  }
  if (!in_message_) {
    in_message_ = true;
    kind_ = frame_.is(Opcode::Text) ? MessageKind::Text : MessageKind::Binary;
    fragments_ = 0;
    utf8_ = {};
  }
  ++fragments_;
}

FrameReader::Status FrameReader::read_payload(std::string_view& bytes,
                                              const FrameHandler& handler) {
  const std::uint64_t missing = frame_.payload_bytes - payload_read_;
  const std::string_view part =
      bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(missing, bytes.size())));
  bytes.remove_prefix(part.size());
  std::string& payload = frame_.is_control() ? control_ : message_;
  const std::size_t size_before = payload.size();
  append_unmasked(payload, part, frame_, payload_read_);
  payload_read_ += part.size();
  in_frame_ = payload_read_ < frame_.payload_bytes;
  if (!frame_.is_control()) {
    return got_data(std::string_view(payload).substr(size_before), handler);
  }
  return in_frame_ ? Status::Open : got_control_frame(handler);
}

FrameReader::Status FrameReader::got_data(std::string_view new_bytes, const FrameHandler& handler) {
  const bool message_ends = !in_frame_ && frame_.final_fragment;
  // Section 8.1, and not only at the message's end: what is wrong by now will not get better.
  if (kind_ == MessageKind::Text &&
      (!utf8_.feed(new_bytes) || (message_ends && !utf8_.complete()))) {
    return fail(not_utf8);
  }
  if (!message_ends) return Status::Open;
  in_message_ = false;
  const std::string message = std::exchange(message_, {});
  return handler.on_message(kind_, message) ? Status::Open : Status::Halted;
}

FrameReader::Status FrameReader::got_control_frame(const FrameHandler& handler) {
  if (frame_.is(Opcode::Close)) return got_close_frame(handler);
  // Section 5.5.3: pongs are answered with nothing, a ping with what was in it.
  if (!frame_.is(Opcode::Ping)) return Status::Open;
  std::string pong;
  append_pong_frame(pong, control_);
  return handler.on_reply(pong) ? Status::Open : Status::Halted;
}

FrameReader::Status FrameReader::got_close_frame(const FrameHandler& handler) {
  // Section 5.5.1: empty, or two bytes of code and a reason in UTF-8.
  std::string reply;
  if (control_.empty()) {
    code_ = no_status;
    append_close_frame(reply);
  } else {
    if (control_.size() == 1) return fail(protocol_error);
    const unsigned code =
        static_cast<unsigned char>(control_[0]) * 256U + static_cast<unsigned char>(control_[1]);
    const std::string_view reason = std::string_view(control_).substr(2);
    if (!may_be_sent(code)) return fail(protocol_error);
    if (!protocol::is_utf8(reason)) return fail(not_utf8);
    code_ = static_cast<std::uint16_t>(code);
    append_close_frame(reply, code_, reason);
  }
  return handler.on_reply(reply) ? Status::Closed : Status::Halted;
}

FrameReader::Status FrameReader::fail(std::uint16_t code) {
  code_ = code;
  return Status::Failed;
}

}  // namespace parley::websocket
