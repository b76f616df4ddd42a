// What goes out to clients, and how their connections end.
#include <sys/epoll.h>
#include <sys/socket.h>

#include "connection.h"
#include "parley/limits/limits.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/envelope.h"
#include "parley/websocket/event_loop.h"

namespace parley::websocket {

using protocol::Error;
using protocol::ErrorId;

namespace {

// RFC 6455 section 7.4.1: what a client is closed with that says what it may not.
constexpr std::uint16_t policy_violation = 1008;

// Clients are told WELCOME when they are in.
bool is_welcome(std::string_view text) {
  const auto envelope = protocol::read_envelope(text);
  return envelope && envelope.value().type == "WELCOME";
}

}  // namespace

double joins_for(const hub::Delivery& delivery) {
  const bool failed =
      !delivery.text && delivery.close_code == policy_violation && !delivery.close_of_member;
  if (!failed) return 0;
  // Passwords are shorter than tokens and easier to guess.
  return delivery.close_reason == protocol::to_string(ErrorId::PasswordWrong)
             ? limits::joins_per_wrong_password
             : limits::joins_per_failure;
}

void EventLoop::deliver(const hub::Deliveries& deliveries, ConnectionId charged) {
  for (const hub::Delivery& delivery : deliveries) {
    const auto found = connections_.find(delivery.to);
    if (found == connections_.end()) continue;
    Connection& connection = *found->second;
    if (connection.state != Connection::State::Open) continue;
    if (delivery.text) {
      if (!connection.welcomed) connection.welcomed = is_welcome(*delivery.text);
      send_text(connection, *delivery.text);
    } else {
      const double joins = joins_for(delivery);
      if (joins > 0 && delivery.to != charged) connection.slot.note_failure(joins);
      count_ending(delivery);
      connection.outbox.append_farewell("", delivery.close_code, delivery.close_reason);
      start_closing(connection, Departure::Known);
    }
  }
}

void EventLoop::send_text(Connection& connection, std::string_view text) {
  if (connection.outbox.append_text(text, limits_.queued_bytes)) {
    counters_.messages_out.add();
    note_queued(connection, text.size());
  } else {
    too_slow(connection);
  }
}

void EventLoop::send_bytes(Connection& connection, std::string_view bytes) {
  if (bytes.empty()) return;
  if (connection.outbox.append_bytes(bytes, limits_.queued_bytes)) {
    note_queued(connection, bytes.size());
  } else {
    too_slow(connection);
  }
}

void EventLoop::note_queued(Connection& connection, std::size_t bytes) {
  counters_.bytes_out.add(bytes);
  counters_.queue_high_water.raise_to(connection.outbox.size());
  count_buffered(connection);
  mark_dirty(connection);
}

// The hub closes normally, or because of an error that its reason names.
void EventLoop::count_ending(const hub::Delivery& close) {
  if (close.close_code == hub::normal_closure) {
    count_ending(Ending::Done);
  } else if (close.close_code == hub::service_restart) {
    count_ending(Ending::Moved);
  } else {
    const ErrorId id = protocol::error_id_from(close.close_reason);
    counters_.error_endings[static_cast<std::size_t>(id)].add();
  }
}

void EventLoop::too_slow(Connection& connection) {
  refuse(connection, {ErrorId::TooSlow, "More than " + std::to_string(limits_.queued_bytes) +
                                            " bytes wait for this client to read."});
}

void EventLoop::refuse(Connection& connection, const Error& error) {
  if (connection.state != Connection::State::Open) return;
  counters_.errors[static_cast<std::size_t>(error.id)].add();
  counters_.error_endings[static_cast<std::size_t>(error.id)].add();
  if (error.id != ErrorId::ServerStopping) {
    logger_.write(base::Logger::Level::Warning, "refused",
                  {{"error", protocol::to_string(error.id)}});
  }
  connection.outbox.append_farewell(encode(error), protocol::close_code(error.id),
                                    protocol::to_string(error.id));
  start_closing(connection, Departure::Lost);
}

void EventLoop::start_closing(Connection& connection, Departure departure) {
  if (connection.state != Connection::State::Open) return;
  connection.state = Connection::State::Closing;
  if (departure != Departure::Known) departed_.emplace_back(connection.id, departure);
  closing_.push_back({connection.id, stopping_ ? stopped_at_ : now() + limits::closing_timeout});
  mark_dirty(connection);
}

void EventLoop::lose(Connection& connection, Ending ending) {
  if (connection.state == Connection::State::Lost) return;
  if (connection.state == Connection::State::Open) {
    count_ending(ending);
    departed_.emplace_back(connection.id, Departure::Lost);
  }
  connection.state = Connection::State::Lost;
  lost_.push_back(connection.id);
}

void EventLoop::flush(Connection& connection) {
  connection.dirty = false;
  if (connection.state == Connection::State::Lost) return;
  const Outbox::Flush result = connection.outbox.flush(connection.socket.get());
  count_buffered(connection);
  if (result == Outbox::Flush::Lost) {
    lose(connection, Ending::Broken);
    return;
  }
  const bool awaits_write = result == Outbox::Flush::Pending;
  if (awaits_write != connection.awaits_write) {
    connection.awaits_write = awaits_write;
    watch(connection, EPOLL_CTL_MOD);
  }
  // RFC 6455 section 7.1.1: the server closes first. Only the sending side, though: to close a
  // socket with bytes unread would destroy what the client has yet to receive.
  if (connection.state == Connection::State::Closing && !awaits_write && !connection.half_closed) {
    connection.half_closed = true;
    ::shutdown(connection.socket.get(), SHUT_WR);
  }
}

void EventLoop::count_buffered(Connection& connection) {
  const std::size_t bytes =
      connection.outbox.memory() + (connection.reader ? connection.reader->memory() : 0);
  if (bytes == connection.buffered) return;
  buffered_ += bytes - connection.buffered;
  connection.buffered = bytes;
  publish_buffered();
}

void EventLoop::publish_buffered() {
  budget_.set(number_, buffered_ + kept_);
  counters_.buffered.set(buffered_ + kept_);
}

void EventLoop::count_kept() {
  kept_ = hub_.kept_bytes();
  publish_buffered();
}

void EventLoop::keep_within_budget() {
  if (budget_.excess(number_) == 0) return;
  // What clients take at once is no burden.
  finish_turn();
  // Whoever is connected does without what is kept in case it comes back.
  if (kept_ > 0) {
    hub_.forget_kept(budget_.excess(number_));
    count_kept();
  }
  const std::size_t excess = budget_.excess(number_);
  if (excess == 0) return;
  std::vector<Buffered> all;
  all.reserve(connections_.size());
  for (const auto& [id, connection] : connections_) all.push_back({id, connection->buffered});
  for (const ConnectionId id : largest(std::move(all), excess)) shed(*connections_.at(id));
  finish_turn();
}

// Its memory becomes free at once. So it learns the reason only if nothing waits for it to be read:
// behind half a frame no other can be sent.
void EventLoop::shed(Connection& connection) {
  connection.reader.reset();
  if (connection.outbox.empty()) {
    refuse(connection, {ErrorId::ServerBusy, "The server has too much to keep for all clients."});
    count_buffered(connection);
    return;
  }
  if (connection.state == Connection::State::Open) {
    counters_.error_endings[static_cast<std::size_t>(ErrorId::ServerBusy)].add();
    logger_.write(base::Logger::Level::Warning, "refused",
                  {{"error", protocol::to_string(ErrorId::ServerBusy)}});
    departed_.emplace_back(connection.id, Departure::Lost);
    connection.state = Connection::State::Closing;
  }
  lose(connection, Ending::Broken);
}

void EventLoop::mark_dirty(Connection& connection) {
  if (connection.dirty) return;
  connection.dirty = true;
  dirty_.push_back(connection.id);
}

void EventLoop::watch(const Connection& connection, int operation) {
  epoll_event event{};
  event.events = EPOLLIN | (connection.awaits_write ? EPOLLOUT : 0U);
  event.data.u64 = connection.id;
  epoll_ctl(epoll_.get(), operation, connection.socket.get(), &event);
}

}  // namespace parley::websocket
