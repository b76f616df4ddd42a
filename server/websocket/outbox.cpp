#include "parley/websocket/outbox.h"

#include <sys/socket.h>

#include <cerrno>

#include "frame_writer.h"

namespace parley::websocket {

bool Outbox::append_text(std::string_view text, std::size_t limit) {
  if (size() + text.size() + frame_header_bytes > limit) return false;
  append_text_frame(bytes_, text);
  return true;
}

bool Outbox::append_bytes(std::string_view bytes, std::size_t limit) {
  if (size() + bytes.size() > limit) return false;
  bytes_ += bytes;
  return true;
}

void Outbox::append_farewell(std::string_view error, std::uint16_t code, std::string_view reason) {
  if (!error.empty()) append_text_frame(bytes_, error);
  append_close_frame(bytes_, code, reason);
}

Outbox::Flush Outbox::flush(int fd) {
  if (empty()) return Flush::Done;
  const ssize_t sent = ::send(fd, bytes_.data() + sent_, size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0) {
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? Flush::Pending : Flush::Lost;
  }
  sent_ += static_cast<std::size_t>(sent);
  if (empty()) {
    bytes_ = {};  // gives the memory back, as clear() would not
    sent_ = 0;
    return Flush::Done;
  }
  // Moves what is left to the front, no more often than every byte is worth it.
  if (sent_ >= bytes_.size() / 2) {
    bytes_.erase(0, sent_);
    sent_ = 0;
  }
  return Flush::Pending;
}

}  // namespace parley::websocket
