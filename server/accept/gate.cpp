#include "parley/accept/gate.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

#include "parley/http/http_message.h"
#include "parley/http/page_policy.h"

namespace parley::accept {
namespace {

base::UniqueFd checked(int fd, const char* what) {
  if (fd < 0) throw std::system_error(errno, std::generic_category(), what);
  return base::UniqueFd(fd);
}

int port_of_listener(int listener) {
  sockaddr_in address{};
  socklen_t length = sizeof address;
  getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length);
  return ntohs(address.sin_port);
}

// CivetWeb's listeners are IPv4's.
limits::IpAddress address_of(const sockaddr_storage& storage) {
  const auto& address = reinterpret_cast<const sockaddr_in&>(storage);
  return limits::ipv4_address(std::bit_cast<std::array<std::uint8_t, 4>>(address.sin_addr.s_addr));
}

constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

// Short enough for the socket of a new connection to take at once.
void send(const base::UniqueFd& socket, std::string_view bytes) {
  (void)::send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

// What lies unread when a socket is closed has the kernel answer with a reset, which may overtake
// the response. MSG_TRUNC: it is thrown away (tcp(7)). False at the end of the connection.
bool discard(const base::UniqueFd& socket) {
  while (true) {
    const ssize_t count =
        recv(socket.get(), nullptr, limits::discarded_bytes, MSG_TRUNC | MSG_DONTWAIT);
    if (count < 0) return errno == EAGAIN || errno == EINTR;
    if (count == 0) return false;
  }
}

}  // namespace

Gate::Gate(int listener, std::chrono::milliseconds patience)
    : listening_(checked(fcntl(listener, F_DUPFD_CLOEXEC, 0), "fcntl")),
      epoll_(checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      timer_(checked(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK), "timerfd")),
      more_(checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      stop_(checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      port_(port_of_listener(listener)),
      patience_(patience),
      buffer_(limits::request_head_bytes + limits::body_bytes) {
  fcntl(listening_.get(), F_SETFL, fcntl(listening_.get(), F_GETFL) | O_NONBLOCK);
  const std::chrono::seconds tick = limits::gate_tick;
  const itimerspec interval{{tick.count(), 0}, {tick.count(), 0}};
  timerfd_settime(timer_.get(), 0, &interval, nullptr);
  for (const base::UniqueFd* fd : {&listening_, &timer_, &more_, &stop_}) watch(fd->get(), EPOLLIN);
  if (dup2(epoll_.get(), listener) < 0) {
    throw std::system_error(errno, std::generic_category(), "dup2");
  }
}

base::UniqueFd Gate::next(sockaddr* address, socklen_t* length, http::HttpCounters* counters) {
  std::array<epoll_event, 64> events{};
  const int count = epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), 0);
  for (int index = 0; index < count; ++index) {
    const epoll_event& event = events[static_cast<std::size_t>(index)];
    const int fd = event.data.fd;
    if (fd == listening_.get()) {
      accept_arrivals(counters);
    } else if (fd == timer_.get()) {
      drop_overdue(counters);
    } else if (const auto pending = by_socket_.find(fd); pending != by_socket_.end()) {
      hear(pending->second, (event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0, counters);
    }
  }
  if (ready_.empty()) {
    errno = EAGAIN;
    return {};
  }
  PendingConnection pending = std::move(ready_.front());
  ready_.pop_front();
  if (ready_.empty()) {
    eventfd_t ignored = 0;
    eventfd_read(more_.get(), &ignored);
  }
  *length = std::min(*length, pending.address_length);
  std::memcpy(address, &pending.address, *length);
  return std::move(pending.socket);
}

void Gate::wake() {
  eventfd_write(stop_.get(), 1);  // never read
}

void Gate::accept_arrivals(http::HttpCounters* counters) {
  // The others wait in the kernel's queue.
  while (ready_.size() < limits::ready_sockets && accept_one(counters)) {
  }
}

bool Gate::accept_one(http::HttpCounters* counters) {
  PendingConnection pending;
  pending.address_length = sizeof pending.address;
  pending.socket =
      base::UniqueFd(::accept4(listening_.get(), reinterpret_cast<sockaddr*>(&pending.address),
                               &pending.address_length, SOCK_CLOEXEC));
  if (!pending.socket) {
    if (errno != EMFILE && errno != ENFILE) return false;
    if (counters != nullptr) ++counters->no_descriptors;
    // CivetWeb would call again at once, for ever.
    if (pending_.empty()) poll(nullptr, 0, static_cast<int>(limits::descriptor_pause.count()));
    if (!pending_.empty()) drop(pending_.begin());
    return false;
  }
  pending.until = Clock::now() + patience_;
  // Most requests are there with the connection: then nobody has to wait.
  const Progress progress = look_at(pending, counters);
  if (progress == Progress::Gone) return true;
  if (progress == Progress::Complete) {
    ready_.push_back(std::move(pending));
    eventfd_write(more_.get(), 1);
    return true;
  }
  pending.peer = address_of(pending.address);
  make_place_for(pending.peer, counters);
  ++count_by_peer_[pending.peer];
  const int fd = pending.socket.get();
  pending_.push_back(std::move(pending));
  by_socket_.emplace(fd, std::prev(pending_.end()));
  watch(fd, EPOLLIN | EPOLLRDHUP | EPOLLET);
  return true;
}

// So that no address can push all others out, one of its own goes first.
void Gate::make_place_for(const limits::IpAddress& peer, http::HttpCounters* counters) {
  const auto count = count_by_peer_.find(peer);
  const bool too_many_of_it =
      count != count_by_peer_.end() && count->second >= limits::waiting_sockets_per_address;
  if (!too_many_of_it && pending_.size() < limits::waiting_sockets) return;
  if (counters != nullptr) ++counters->refused_sockets;
  drop(std::find_if(pending_.begin(), pending_.end(), [&](const PendingConnection& pending) {
    return !too_many_of_it || pending.peer == peer;
  }));
}

// The bytes stay in the socket, for CivetWeb.
Gate::Progress Gate::look_at(PendingConnection& pending, http::HttpCounters* counters) {
  if (pending.refused) return discard(pending.socket) ? Progress::Incomplete : Progress::Gone;
  const ssize_t count =
      recv(pending.socket.get(), buffer_.data(), buffer_.size(), MSG_PEEK | MSG_DONTWAIT);
  if (count == 0) return Progress::Gone;
  if (count < 0) return errno == EAGAIN || errno == EINTR ? Progress::Incomplete : Progress::Gone;
  const std::string_view bytes(buffer_.data(), static_cast<std::size_t>(count));
  pending.begun = true;
  const http::HeadVerdict verdict = pending.head.scan(bytes);
  if (verdict.state == http::HeadVerdict::State::Refused) {
    return refuse(pending, verdict.status, verdict.reason, counters);
  }
  if (verdict.state == http::HeadVerdict::State::Incomplete) return Progress::Incomplete;
  const std::size_t whole = verdict.head_bytes + verdict.body_bytes;
  if (bytes.size() >= whole) return Progress::Complete;
  // A client that has begun with the body has not waited to be told.
  if (verdict.expects_continue && bytes.size() == verdict.head_bytes &&
      !std::exchange(pending.told_to_go_on, true)) {
    send(pending.socket, go_on);
  }
  return Progress::Incomplete;
}

// It is given until its deadline to read the response and to close.
Gate::Progress Gate::refuse(PendingConnection& pending, int status, std::string_view reason,
                            http::HttpCounters* counters) {
  pending.refused = true;
  http::Response response = http::text_response(status, std::string(reason) + "\n");
  response.fields.emplace_back("Connection", "close");
  if (counters != nullptr) http::count_response(*counters, status);
  send(pending.socket, http::serialize(response, true, http::security_fields({})));
  ::shutdown(pending.socket.get(), SHUT_WR);
  return discard(pending.socket) ? Progress::Incomplete : Progress::Gone;
}

void Gate::hear(PendingConnections::iterator pending, bool ends, http::HttpCounters* counters) {
  Progress progress = look_at(*pending, counters);
  // No more of it will come.
  if (progress == Progress::Incomplete && ends) {
    progress = pending->refused ? Progress::Gone
                                : refuse(*pending, 400, "The request ends too early.", counters);
  }
  if (progress == Progress::Incomplete) return;
  if (progress == Progress::Complete) {
    epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, pending->socket.get(), nullptr);
    ready_.push_back(take(pending));
    eventfd_write(more_.get(), 1);
  } else {
    drop(pending);
  }
}

// Who has sent nothing at all is a browser that connected in advance, and is told nothing.
void Gate::drop_overdue(http::HttpCounters* counters) {
  std::uint64_t ignored = 0;
  (void)!read(timer_.get(), &ignored, sizeof ignored);
  const auto now = Clock::now();
  while (!pending_.empty() && pending_.front().until <= now) {
    const auto pending = pending_.begin();
    if (pending->begun && !pending->refused) {
      refuse(*pending, 408, "The request did not come in time.", counters);
    }
    drop(pending);
  }
}

void Gate::drop(PendingConnections::iterator pending) {
  take(pending);  // closing takes it out of epoll
}

Gate::PendingConnection Gate::take(PendingConnections::iterator pending) {
  by_socket_.erase(pending->socket.get());
  const auto count = count_by_peer_.find(pending->peer);
  if (--count->second == 0) count_by_peer_.erase(count);
  PendingConnection taken = std::move(*pending);
  pending_.erase(pending);
  return taken;
}

void Gate::watch(int fd, std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.fd = fd;
  epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event);
}

}  // namespace parley::accept
