#include "parley/websocket/event_loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "connection.h"
#include "frame_writer.h"
#include "parley/base/wall_clock.h"
#include "parley/limits/limits.h"
#include "parley/protocol/codec.h"
#include "parley/protocol/limits.h"

namespace parley::websocket {

using namespace std::string_view_literals;
using protocol::Error;
using protocol::ErrorId;

namespace {

// A ping without a payload (RFC 6455 section 5.5.2).
constexpr std::string_view ping_frame = "\x89\0"sv;

// Else one who comes back and has missed much would be too slow at once.
static_assert(limits::outbox_bytes >=
              protocol::limits::unconfirmed_bytes + protocol::limits::message_bytes +
                  protocol::limits::unconfirmed_messages * frame_header_bytes);

base::UniqueFd checked(int fd, const char* what) {
  if (fd < 0) throw std::system_error(errno, std::generic_category(), what);
  return base::UniqueFd(fd);
}

hub::HubOptions started_now(hub::HubOptions options) {
  options.started_at = base::milliseconds_since_1970();
  return options;
}

}  // namespace

EventLoop::EventLoop(const base::Signer& signer, LoopSettings settings,
                     std::atomic<std::size_t>& connection_count, BufferBudget& budget,
                     std::size_t number)
    : limits_(settings.limits),
      counters_(settings.telemetry->add_loop()),
      logger_(settings.telemetry->logger()),
      connection_count_(connection_count),
      budget_(budget),
      number_(number),
      epoll_(checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      media_(media_links(settings.sfus)),
      sfu_(bridges(settings.sfu_loads)),
      hub_(ids_, signer, started_now(hub_options(std::move(settings.hub)))),
      read_buffer_(limits::read_bytes),
      liveness_(settings.liveness),
      lease_(settings.lease) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = wake_id;
  if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, wake_.get(), &event) != 0) {
    throw std::system_error(errno, std::generic_category(), "epoll_ctl");
  }
  thread_ = std::thread([this] { run(); });
}

std::vector<EventLoop::Media> EventLoop::media_links(const std::vector<MediaSettings>& sfus) {
  std::vector<Media> media;
  media.reserve(sfus.size());
  for (const MediaSettings& sfu : sfus) {
    media.push_back({std::make_unique<MediaLink>(ids_, sfu, logger_)});
  }
  return media;
}

std::unique_ptr<sfu::Bridges> EventLoop::bridges(sfu::Loads* loads) {
  if (media_.empty()) return nullptr;
  std::vector<sfu::Bridge*> bridges;
  bridges.reserve(media_.size());
  for (const Media& media : media_) bridges.push_back(&media.link->bridge());
  return std::make_unique<sfu::Bridges>(std::move(bridges), loads);
}

hub::HubOptions EventLoop::hub_options(hub::HubOptions options) {
  options.sfu = sfu_.get();
  options.counters = &counters_.hub;
  options.logger = &logger_;
  return options;
}

EventLoop::~EventLoop() {
  begin_stop();
  join();
}

void EventLoop::admit(UpgradedSocket upgraded) {
  const std::lock_guard lock(orders_mutex_);
  arriving_.push_back(std::move(upgraded));
  eventfd_write(wake_.get(), 1);
}

bool EventLoop::order(std::shared_ptr<CommandOrder> order) {
  const std::lock_guard lock(orders_mutex_);
  if (stop_ordered_ || commands_.size() == limits::waiting_commands) return false;
  commands_.push_back(std::move(order));
  eventfd_write(wake_.get(), 1);
  return true;
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
      check_lease();
      const epoll_event& event = events[static_cast<std::size_t>(index)];
      if (event.data.u64 == wake_id) {
        take_orders();
      } else if (event.data.u64 >= first_media_id) {
        turn_of(media_[event.data.u64 - first_media_id]);
      } else {
        handle_event(event.data.u64, event.events);
      }
      keep_within_budget();
    }
    check_lease();
    check_timers();
    // Only once all that came while this process could not run has been read.
    if (count < static_cast<int>(events.size())) check_liveness();
    finish_turn();
    read_from_one_busy();
    keep_within_budget();
  }
  set_quiet();
}

void EventLoop::set_quiet() {
  quiet_ = true;
  quiet_.notify_all();
}

// The process may have stood still for any time. The hub is not asked for anything once another
// server may have its rooms.
void EventLoop::check_lease() {
  if (lease_ == nullptr || stopping_) return;
  const Lease::State state = lease_->state();
  if (state.term == term_ && Lease::Clock::now() < state.until) return;
  term_ = state.term;
  deliver(hub_.lose_all(now()));
}

int EventLoop::wait_milliseconds() {
  constexpr hub::Instant never = hub::Instant::max();
  hub::Instant next = liveness_.deadline().value_or(never);
  if (lease_ != nullptr && !stopping_) {
    const auto until = std::chrono::ceil<hub::Instant>(lease_->state().until - start_);
    if (until > now()) next = std::min(next, until);
  }
  // A hub that is being stopped is told of no time.
  if (!stopping_) next = std::min(next, hub_.deadline().value_or(never));
  if (stopping_) next = std::min(next, stopped_at_);
  for (const Media& media : media_) {
    if (!stopping_) next = std::min(next, media.link->deadline().value_or(never));
  }
  for (const auto* deadlines : {&closing_, &half_read_}) {
    if (!deadlines->empty()) next = std::min(next, deadlines->front().until);
  }
  // What the hub keeps becomes less without an event.
  if (kept_ > 0) next = std::min(next, next_count_of_kept_);
  // Another loop may have made it exceed the limit.
  if (budget_.above_share(number_)) next = std::min(next, now() + limits::budget_interval);
  if (next == never) return -1;
  return static_cast<int>(std::max(next - now(), hub::Instant::zero()).count());
}

void EventLoop::take_orders() {
  eventfd_t ignored = 0;
  eventfd_read(wake_.get(), &ignored);
  std::vector<UpgradedSocket> arriving;
  std::vector<std::shared_ptr<CommandOrder>> commands;
  bool stop = false;
  {
    const std::lock_guard lock(orders_mutex_);
    arriving.swap(arriving_);
    commands.swap(commands_);
    stop = stop_ordered_;
  }
  if (stopping_) {  // too late: their sockets close here
    connection_count_ -= arriving.size();
    for (const auto& command : commands) command->answer(hub::CommandResult::Unavailable);
    return;
  }
  for (UpgradedSocket& upgraded : arriving) start_connection(std::move(upgraded));
  for (const auto& command : commands) carry_out(*command);
  if (stop) say_farewell_to_all();
}

void EventLoop::carry_out(CommandOrder& order) {
  auto result = hub::CommandResult::Unavailable;
  check_lease();
  const auto* create = std::get_if<hub::CreateRoom>(&order.command());
  if (create != nullptr && lease_ != nullptr && create->term != term_) {
    order.answer(result);
    return;
  }
  deliver(hub_.carry_out(order.command(), result, now()));
  order.answer(result);
}

void EventLoop::start_connection(UpgradedSocket upgraded) {
  auto owned = std::make_unique<Connection>(base::TokenBucket(limits_.messages, now()));
  Connection& connection = *owned;
  connection.id = ++last_id_;
  connection.socket = std::move(upgraded.socket);
  connection.slot = std::move(upgraded.slot);
  connection.welcomed = upgraded.mode == hub::Mode::Legacy;  // in at once, or never
  connection.liveness = liveness_.add(connection.id, now());
  connections_.emplace(connection.id, std::move(owned));
  counters_.connected.add();
  counters_.connections.set(connections_.size());
  watch(connection, EPOLL_CTL_ADD);
  send_bytes(connection, upgraded.response);
  if (upgraded.refusal) {
    refuse(connection, *upgraded.refusal);
    if (!upgraded.ownership || upgraded.ownership->term != term_) return;
    // Whoever gave it the room counts this client, too.
    deliver(hub_.own(upgraded.room_name, upgraded.ownership->tenure, now()));
    deliver(hub_.expire(now()));
  } else {
    enter_room(connection, upgraded);
  }
}

void EventLoop::enter_room(Connection& connection, const UpgradedSocket& upgraded) {
  if (lease_ != nullptr) {
    check_lease();
    connection.roomless = !upgraded.ownership;
    if (connection.roomless) return;
    if (upgraded.ownership->term != term_ || !lease_->holds()) {
      close_moved(connection);
      return;
    }
    deliver(hub_.own(upgraded.room_name, upgraded.ownership->tenure, now()));
  }
  deliver(hub_.connect(connection.id, upgraded.room_name, upgraded.mode, now(),
                       connection.slot.block_number()));
}

// It was on its way here while the room was lost.
void EventLoop::close_moved(Connection& connection) {
  count_ending(Ending::Moved);
  connection.outbox.append_farewell("", hub::service_restart, "moved");
  start_closing(connection, Departure::Known);
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
  turn_of_all_media();
  while (!closing_.empty() && closing_.front().until <= time) {
    const auto found = connections_.find(closing_.front().id);
    if (found != connections_.end()) lose(*found->second, Ending::Broken);
    closing_.pop_front();
  }
  check_half_read();
  if (time >= next_count_of_kept_) {
    count_kept();
    next_count_of_kept_ = time + limits::kept_interval;
  }
  if (!stopping_ || time < stopped_at_) return;
  for (const auto& [id, connection] : connections_) lose(*connection, Ending::Broken);
}

void EventLoop::check_liveness() {
  const Liveness::Silent silent = liveness_.check(now());
  for (const ConnectionId id : silent.lost) lose(*connections_.at(id), Ending::Silent);
  for (const ConnectionId id : silent.to_ask) {
    Connection& connection = *connections_.at(id);
    if (connection.state == Connection::State::Open) send_bytes(connection, ping_frame);
  }
}

void EventLoop::say_farewell_to_all() {
  stopping_ = true;
  stopped_at_ = now() + limits_.drain_timeout;
  for (const auto& [id, connection] : connections_) {
    if (connection->state != Connection::State::Open) continue;
    refuse(*connection, {ErrorId::ServerStopping, "The server is being stopped."});
  }
  set_quiet();
}

void EventLoop::finish_turn() {
  // Notifying the hub fills outboxes, and flushing them finds connections that are gone.
  while (!departed_.empty() || !dirty_.empty()) {
    notify_hub_of_departed();
    exchange_with_sfu();
    std::vector<ConnectionId> dirty;
    dirty.swap(dirty_);
    for (const ConnectionId id : dirty) flush(*connections_.at(id));
  }
  for (Media& media : media_) {
    if (media.link->wants_write()) turn_of(media);
  }
  for (const ConnectionId id : lost_) {
    const auto found = connections_.find(id);
    liveness_.remove(found->second->liveness);
    buffered_ -= found->second->buffered;
    connections_.erase(found);
  }
  if (lost_.empty()) return;
  publish_buffered();
  counters_.connections.set(connections_.size());
  connection_count_ -= lost_.size();
  lost_.clear();
}

void EventLoop::notify_hub_of_departed() {
  std::vector<std::pair<ConnectionId, Departure>> departed;
  departed.swap(departed_);
  if (stopping_) return;  // everyone leaves, and nobody needs to hear who left first
  for (const auto& [id, departure] : departed) {
    const bool left = departure == Departure::Left;
    deliver(left ? hub_.leave(id, now()) : hub_.disconnect(id, now()));
  }
}

hub::Instant EventLoop::now() const {
  return std::chrono::duration_cast<hub::Instant>(std::chrono::steady_clock::now() - start_);
}

}  // namespace parley::websocket
