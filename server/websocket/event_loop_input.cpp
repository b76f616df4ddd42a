// What clients send: how much of it is read, and when.
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "connection.h"
#include "parley/limits/limits.h"
#include "parley/protocol/envelope.h"
#include "parley/websocket/event_loop.h"

namespace parley::websocket {

using protocol::ErrorId;

namespace {

// RFC 6455 section 7.4.1: "normal closure" and "going away", as a browser says when its tab closes.
bool is_leaving(std::uint16_t close_code) {
  return close_code == 1000 || close_code == 1001;
}

bool is_hello(std::string_view text) {
  const auto envelope = protocol::read_envelope(text);
  return envelope && envelope.value().type == "HELLO";
}

}  // namespace

// It has sent so much that the others come first. Where nobody else sends, it hardly waits.
bool EventLoop::is_busy(const Connection& connection) const {
  return connection.messages.tokens() < limits_.messages.burst * limits::busy_below;
}

void EventLoop::read(Connection& connection, std::size_t most_bytes) {
  const ssize_t count =
      ::recv(connection.socket.get(), read_buffer_.data(), most_bytes, MSG_DONTWAIT);
  if (count > 0) {
    counters_.bytes_in.add(static_cast<std::uint64_t>(count));
    liveness_.heard(connection.liveness, now());
    const std::string_view bytes(read_buffer_.data(), static_cast<std::size_t>(count));
    if (connection.state == Connection::State::Open) read_frames(connection, bytes);
    count_buffered(connection);
    return;
  }
  const bool try_again = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
  if (!try_again) lose(connection, Ending::Broken);
}

// Epoll tells of the others again in the next turn.
void EventLoop::read_from_one_busy() {
  if (busy_.empty()) return;
  const auto found = connections_.find(busy_[++turn_ % busy_.size()]);
  busy_.clear();
  if (found == connections_.end()) return;
  Connection& connection = *found->second;
  connection.messages.refill(limits_.messages, now());
  read(connection, limits::busy_read_bytes);
  finish_turn();
}

void EventLoop::read_frames(Connection& connection, std::string_view bytes) {
  connection.messages.charge(static_cast<double>(bytes.size()) / limits::bytes_per_message_token,
                             limits_.messages, now());
  std::unique_ptr<FrameReader> reader =
      connection.reader ? std::move(connection.reader)
                        : std::make_unique<FrameReader>(
                              FrameReaderOptions{.message_bytes = limits_.message_bytes});
  bool anew = reader->at_rest();
  // Each reply is queued where it arises, between the answers to what came before and after it.
  const auto status = reader->feed(
      bytes, {.on_message =
                  [this, &connection, &anew](MessageKind /*text*/, std::string_view text) {
                    anew = true;
                    return got_text(connection, text);
                  },
              .on_reply =
                  [this, &connection](std::string_view frame) {
                    send_bytes(connection, frame);
                    return connection.state == Connection::State::Open;
                  }});
  if (status == FrameReader::Status::Halted) return;
  if (status == FrameReader::Status::Open) {
    if (!reader->at_rest()) keep_half_read(connection, std::move(reader), anew);
    return;
  }
  connection.reader = std::move(reader);
  got_close_or_failure(connection, status);
}

// False where no more is to be read from this client.
bool EventLoop::got_text(Connection& connection, std::string_view text) {
  if (!connection.messages.take(1, limits_.messages, now())) {
    refuse(connection, {ErrorId::TooManyMessages,
                        "That is more than this server lets one client "
                        "send."});
    return false;
  }
  if (connection.roomless) {
    close_moved(connection);
    return false;
  }
  counters_.messages_in.add();
  if (!connection.welcomed && is_hello(text)) {
    ask_to_enter(connection, text);
  } else {
    deliver(hub_.receive(connection.id, text, now()));
  }
  return connection.state == Connection::State::Open;
}

// A HELLO may be a guess at the password, and one of many that come at the same time.
void EventLoop::ask_to_enter(Connection& connection, std::string_view text) {
  const auto reserved = connection.slot.reserve(limits::joins_per_wrong_password);
  if (!reserved) {
    refuse(connection,
           {ErrorId::TooManyJoins,
            "Too many from this address have failed to get in. Try again in a minute."});
    return;
  }
  const hub::Deliveries& deliveries = hub_.receive(connection.id, text, now());
  double joins = 0;
  for (const hub::Delivery& delivery : deliveries) {
    if (delivery.to == connection.id) joins = std::max(joins, joins_for(delivery));
  }
  connection.slot.settle(*reserved, joins);
  deliver(deliveries, connection.id);
}

// `anew`: what is half read now began in this turn.
void EventLoop::keep_half_read(Connection& connection, std::unique_ptr<FrameReader> reader,
                               bool anew) {
  connection.reader = std::move(reader);
  if (!anew) return;
  connection.half_read_since = now();
  watch_half_read(connection);
}

// One entry for each connection, however often it is half way through another message.
void EventLoop::watch_half_read(Connection& connection) {
  if (std::exchange(connection.half_read_watched, true)) return;
  const Deadline due{connection.id, connection.half_read_since + limits_.message_timeout};
  const auto later = [](const Deadline& one, const Deadline& other) {
    return one.until < other.until;
  };
  half_read_.insert(std::upper_bound(half_read_.begin(), half_read_.end(), due, later), due);
}

void EventLoop::check_half_read() {
  const hub::Instant time = now();
  while (!half_read_.empty() && half_read_.front().until <= time) {
    const auto found = connections_.find(half_read_.front().id);
    half_read_.pop_front();
    if (found == connections_.end()) continue;
    Connection& connection = *found->second;
    connection.half_read_watched = false;
    if (!connection.reader || connection.state != Connection::State::Open) continue;
    if (connection.half_read_since + limits_.message_timeout > time) {
      watch_half_read(connection);
    } else {
      refuse(connection, {ErrorId::MessageTimeout, "A message was begun and not ended in time."});
    }
  }
}

void EventLoop::got_close_or_failure(Connection& connection, FrameReader::Status status) {
  const FrameReader& reader = *connection.reader;
  const bool left = status == FrameReader::Status::Closed && is_leaving(reader.received_code());
  if (status == FrameReader::Status::Closed) {
    count_ending(left ? Ending::Left : Ending::Closed);
  } else if (reader.code() == protocol::close_code(ErrorId::MessageTooLarge)) {
    refuse(connection,
           {ErrorId::MessageTooLarge,
            "A message has at most " + std::to_string(limits_.message_bytes) + " bytes."});
  } else if (reader.code() == protocol::close_code(ErrorId::BinaryFrame)) {
    refuse(connection, {ErrorId::BinaryFrame, "Messages are text frames, not binary ones."});
  } else {
    count_ending(Ending::BadFrame);
    logger_.write(base::Logger::Level::Warning, "bad-frame",
                  {{"code", std::to_string(reader.code())}});
    connection.outbox.append_farewell("", reader.code(), "");
  }
  start_closing(connection, left ? Departure::Left : Departure::Lost);
}

}  // namespace parley::websocket
