#include "parley/transport/event_loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "connection.h"
#include "frame_writer.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"
#include "parley/transport/limits.h"

namespace parley::transport {

using namespace std::string_view_literals;
using protocol::Error;
using protocol::ErrorId;

namespace {

// In epoll's events; connections count from 1.
constexpr hub::ConnectionId wake_id = 0;

// A ping without a payload (RFC 6455 section 5.5.2).
constexpr std::string_view ping_frame = "\x89\0"sv;

// Else one who comes back and has missed much would be too slow at once.
static_assert(limits::outbox_bytes >=
              protocol::limits::unconfirmed_bytes + protocol::limits::message_bytes +
                  protocol::limits::unconfirmed_messages * frame_header_bytes);

// RFC 6455 section 7.4.1: what a client is closed with that says what it may not.
constexpr std::uint16_t policy_violation = 1008;

UniqueFd checked(int fd, const char* what) {
  if (fd < 0) throw std::system_error(errno, std::generic_category(), what);
  return UniqueFd(fd);
}

std::int64_t wall_clock() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count();
}

hub::HubOptions started_now(hub::HubOptions options) {
  options.started_at = wall_clock();
  return options;
}

}  // namespace

EventLoop::EventLoop(const hub::Signer& signer, LoopSettings settings,
                     std::atomic<std::size_t>& connection_count)
    : limits_(settings.limits),
      connection_count_(connection_count),
      epoll_(checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      hub_(ids_, signer, started_now(std::move(settings.hub))),
      read_buffer_(limits::read_bytes),
      liveness_(settings.liveness) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = wake_id;
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), &event) != 0) {
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
  }
  thread_ = std::thread([this] { run(); });
}

EventLoop::~EventLoop() {
  begin_stop();
  join();
}

void EventLoop::admit(Admission admission) {
  const std::lock_guard lock(orders_mutex_);
  admissions_.push_back(std::move(admission));
  eventfd_write(wake_.get(), 1);
}

void EventLoop::begin_stop() {
  const std::lock_guard lock(orders_mutex_);
  stop_ordered_ = true;
  eventfd_write(wake_.get(), 1);
}

void EventLoop::join() {
  if (thread_.joinable()) thread_.join();
}

void EventLoop::run() {
  std::array<epoll_event, 256> events{};
  while (!stopping_ || !connections_.empty()) {
    const int count = epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()),
                                 wait_milliseconds());
    for (int index = 0; index < count; ++index) {
      const epoll_event& event = events[static_cast<std::size_t>(index)];
      if (event.data.u64 == wake_id) {
        take_orders();
      } else {
        handle_event(event.data.u64, event.events);
      }
    }
    check_timers();
    // Only once all that came while this process could not run has been read.
    if (count < static_cast<int>(events.size())) check_liveness();
    settle();
    read_from_one_busy();
  }
}

int EventLoop::wait_milliseconds() {
  constexpr hub::Instant never = hub::Instant::max();
  hub::Instant next = liveness_.deadline().value_or(never);
  // A hub that is being stopped is told of no time.
  if (!stopping_) next = std::min(next, hub_.deadline().value_or(never));
  for (const auto* deadlines : {&closing_, &half_read_}) {
    if (!deadlines->empty()) next = std::min(next, deadlines->front().until);
  }
  if (next == never) return -1;
  return static_cast<int>(std::max(next - now(), hub::Instant::zero()).count());
}

void EventLoop::take_orders() {
  eventfd_t ignored = 0;
  eventfd_read(wake_.get(), &ignored);
  std::vector<Admission> admissions;
  bool stop = false;
  {
    const std::lock_guard lock(orders_mutex_);
    admissions.swap(admissions_);
    stop = stop_ordered_;
  }
  if (stopping_) {  // too late: their sockets close here
    connection_count_ -= admissions.size();
    return;
  }
  for (Admission& admission : admissions) start_connection(std::move(admission));
  if (stop) say_farewell_to_all();
}

void EventLoop::start_connection(Admission admission) {
  auto owned = std::make_unique<Connection>(TokenBucket(limits_.messages, now()));
  Connection& connection = *owned;
  connection.id = ++last_id_;
  connection.socket = std::move(admission.socket);
  connection.stay = std::move(admission.stay);
  connection.liveness = liveness_.add(connection.id, now());
  connections_.emplace(connection.id, std::move(owned));
  watch(connection, EPOLL_CTL_ADD);
  send_bytes(connection, admission.response);
  if (admission.refusal) {
    refuse(connection, *admission.refusal);
  } else {
    deliver(hub_.connect(connection.id, admission.room_name, admission.mode, now()));
  }
}

void EventLoop::handle_event(ConnectionId id, std::uint32_t events) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  Connection& connection = *found->second;
  if ((events & EPOLLOUT) != 0) mark_dirty(connection);
  if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) == 0) return;
  if (is_busy(connection)) {
    busy_.push_back(id);
  } else {
    read(connection, limits::read_bytes);
  }
}

void EventLoop::check_timers() {
  const hub::Instant time = now();
  if (!stopping_) deliver(hub_.expire(time));
  while (!closing_.empty() && closing_.front().until <= time) {
    const auto found = connections_.find(closing_.front().id);
    if (found != connections_.end()) lose(*found->second);
    closing_.pop_front();
  }
  check_half_read();
}

void EventLoop::check_liveness() {
  const Liveness::Silent silent = liveness_.check(now());
  for (const ConnectionId id : silent.lost) lose(*connections_.at(id));
  for (const ConnectionId id : silent.to_ask) {
    Connection& connection = *connections_.at(id);
    if (connection.state == Connection::State::Open) send_bytes(connection, ping_frame);
  }
}

void EventLoop::say_farewell_to_all() {
  stopping_ = true;
  for (const auto& [id, connection] : connections_) {
    if (connection->state != Connection::State::Open) continue;
    refuse(*connection, {ErrorId::ServerStopping, "The server is being stopped."});
  }
}

void EventLoop::deliver(const hub::Deliveries& deliveries) {
  for (const hub::Delivery& delivery : deliveries) {
    const auto found = connections_.find(delivery.to);
    if (found == connections_.end()) continue;
    Connection& connection = *found->second;
    if (connection.state != Connection::State::Open) continue;
    if (delivery.text) {
      send_text(connection, *delivery.text);
    } else {
      if (delivery.close_code == policy_violation) connection.stay.note_failure();
      connection.outbox.append_farewell("", delivery.close_code, delivery.close_reason);
      start_closing(connection, Departure::Known);
    }
  }
}

void EventLoop::send_text(Connection& connection, std::string_view text) {
  if (connection.outbox.append_text(text, limits_.queued_bytes)) {
    mark_dirty(connection);
  } else {
    too_slow(connection);
  }
}

void EventLoop::send_bytes(Connection& connection, std::string_view bytes) {
  if (bytes.empty()) return;
  if (connection.outbox.append_bytes(bytes, limits_.queued_bytes)) {
    mark_dirty(connection);
  } else {
    too_slow(connection);
  }
}

void EventLoop::too_slow(Connection& connection) {
  if (connection.state != Connection::State::Open) return;
  refuse(connection, {ErrorId::TooSlow, "More than " + std::to_string(limits_.queued_bytes) +
                                            " bytes wait for this client to read."});
}

void EventLoop::refuse(Connection& connection, const Error& error) {
  connection.outbox.append_farewell(encode(error), protocol::close_code(error.id),
                                    protocol::to_string(error.id));
  start_closing(connection, Departure::Lost);
}

void EventLoop::start_closing(Connection& connection, Departure departure) {
  if (connection.state != Connection::State::Open) return;
  connection.state = Connection::State::Closing;
  if (departure != Departure::Known) departed_.emplace_back(connection.id, departure);
  closing_.push_back({connection.id, now() + limits::closing_timeout});
  mark_dirty(connection);
}

void EventLoop::lose(Connection& connection) {
  if (connection.state == Connection::State::Lost) return;
  if (connection.state == Connection::State::Open) {
    departed_.emplace_back(connection.id, Departure::Lost);
  }
  connection.state = Connection::State::Lost;
  lost_.push_back(connection.id);
}

void EventLoop::settle() {
  // Telling the hub fills outboxes, and flushing them finds connections that are gone.
  while (!departed_.empty() || !dirty_.empty()) {
    tell_hub_of_departed();
    std::vector<ConnectionId> dirty;
    dirty.swap(dirty_);
    for (const ConnectionId id : dirty) flush(*connections_.at(id));
  }
  for (const ConnectionId id : lost_) {
    liveness_.remove(connections_.at(id)->liveness);
    connections_.erase(id);
  }
  connection_count_ -= lost_.size();
  lost_.clear();
}

void EventLoop::tell_hub_of_departed() {
  std::vector<std::pair<ConnectionId, Departure>> departed;
  departed.swap(departed_);
  if (stopping_) return;  // everyone leaves, and nobody needs to hear who left first
  for (const auto& [id, departure] : departed) {
    const bool left = departure == Departure::Left;
    deliver(left ? hub_.leave(id, now()) : hub_.disconnect(id, now()));
  }
}

void EventLoop::flush(Connection& connection) {
  connection.dirty = false;
  if (connection.state == Connection::State::Lost) return;
  const Outbox::Flush result = connection.outbox.flush(connection.socket.get());
  if (result == Outbox::Flush::Lost) {
    lose(connection);
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

hub::Instant EventLoop::now() const {
  return std::chrono::duration_cast<hub::Instant>(std::chrono::steady_clock::now() - start_);
}

}  // namespace parley::transport
