#include "parley/transport/gate.h"

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
#include <optional>
#include <string_view>
#include <system_error>

#include "text.h"

namespace parley::transport {
namespace {

UniqueFd checked(int fd, const char* what) {
  if (fd < 0) throw std::system_error(errno, std::generic_category(), what);
  return UniqueFd(fd);
}

int port_of_listener(int listener) {
  sockaddr_in address{};
  socklen_t length = sizeof address;
  getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length);
  return ntohs(address.sin_port);
}

// CivetWeb's listeners are IPv4's.
IpAddress address_of(const sockaddr_storage& storage) {
  const auto& address = reinterpret_cast<const sockaddr_in&>(storage);
  return ipv4_address(std::bit_cast<std::array<std::uint8_t, 4>>(address.sin_addr.s_addr));
}

// As CivetWeb sees the end of a head; nothing where it is not there yet.
std::optional<std::size_t> head_bytes(std::string_view bytes) {
  for (const std::string_view end : {"\r\n\r\n", "\n\n"}) {
    const std::size_t found = bytes.find(end);
    if (found != std::string_view::npos) return found + end.size();
  }
  return std::nullopt;
}

// What the head says of a body, 0 where it says nothing that is understood: such a request is
// answered without a look at its body.
std::size_t announced_bytes(std::string_view head) {
  std::size_t announced = 0;
  while (!head.empty()) {
    std::string_view line = next_part(head, '\n');
    const std::string_view name = next_part(line, ':');
    if (equals_ignoring_case(name, "Transfer-Encoding")) return 0;
    if (!equals_ignoring_case(name, "Content-Length")) continue;
    if (line.ends_with('\r')) line.remove_suffix(1);
    announced = parse_length(trim(line)).value_or(0);
  }
  return announced;
}

bool is_whole(std::string_view bytes) {
  const auto head = head_bytes(bytes);
  if (!head) return false;
  const std::size_t body = announced_bytes(bytes.substr(0, *head));
  return body > limits::login_bytes || bytes.size() - *head >= body;
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
      buffer_(limits::request_head_bytes + limits::login_bytes) {
  fcntl(listening_.get(), F_SETFL, fcntl(listening_.get(), F_GETFL) | O_NONBLOCK);
  const std::chrono::seconds tick = limits::gate_tick;
  const itimerspec interval{{tick.count(), 0}, {tick.count(), 0}};
  timerfd_settime(timer_.get(), 0, &interval, nullptr);
  for (const UniqueFd* fd : {&listening_, &timer_, &more_, &stop_}) watch(fd->get(), EPOLLIN);
  if (dup2(epoll_.get(), listener) < 0) {
    throw std::system_error(errno, std::generic_category(), "dup2");
  }
}

UniqueFd Gate::next(sockaddr* address, socklen_t* length, HttpCounters* counters) {
  std::array<epoll_event, 64> events{};
  const int count = epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), 0);
  for (int index = 0; index < count; ++index) {
    const int fd = events[static_cast<std::size_t>(index)].data.fd;
    if (fd == listening_.get()) {
      accept_arrivals(counters);
    } else if (fd == timer_.get()) {
      drop_overdue();
    } else if (const auto pending = by_socket_.find(fd); pending != by_socket_.end()) {
      hear(pending->second);
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

void Gate::accept_arrivals(HttpCounters* counters) {
  // The others wait in the kernel's queue.
  while (ready_.size() < limits::ready_sockets && accept_one(counters)) {
  }
}

bool Gate::accept_one(HttpCounters* counters) {
  PendingConnection pending;
  pending.address_length = sizeof pending.address;
  pending.socket =
      UniqueFd(::accept4(listening_.get(), reinterpret_cast<sockaddr*>(&pending.address),
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
  const Head head = look_at(pending);
  if (head == Head::Gone) return true;
  if (head == Head::Complete) {
    ready_.push_back(std::move(pending));
    eventfd_write(more_.get(), 1);
    return true;
  }
  pending.subscriber = address_of(pending.address).subscriber();
  make_place_for(pending.subscriber, counters);
  ++count_by_subscriber_[pending.subscriber];
  const int fd = pending.socket.get();
  pending_.push_back(std::move(pending));
  by_socket_.emplace(fd, std::prev(pending_.end()));
  watch(fd, EPOLLIN | EPOLLRDHUP | EPOLLET);
  return true;
}

// So that no address can push all others out, one of its own goes first.
void Gate::make_place_for(const IpAddress& subscriber, HttpCounters* counters) {
  const auto count = count_by_subscriber_.find(subscriber);
  const bool too_many_of_it =
      count != count_by_subscriber_.end() && count->second >= limits::waiting_sockets_per_address;
  if (!too_many_of_it && pending_.size() < limits::waiting_sockets) return;
  if (counters != nullptr) ++counters->refused_sockets;
  drop(std::find_if(pending_.begin(), pending_.end(), [&](const PendingConnection& pending) {
    return !too_many_of_it || pending.subscriber == subscriber;
  }));
}

// The bytes stay in the socket, for CivetWeb.
Gate::Head Gate::look_at(const PendingConnection& pending) {
  const ssize_t count =
      recv(pending.socket.get(), buffer_.data(), buffer_.size(), MSG_PEEK | MSG_DONTWAIT);
  if (count == 0) return Head::Gone;
  if (count < 0) return errno == EAGAIN || errno == EINTR ? Head::Incomplete : Head::Gone;
  const auto bytes = static_cast<std::size_t>(count);
  // One that is too long is CivetWeb's to refuse.
  const bool complete = bytes == buffer_.size() || is_whole({buffer_.data(), bytes});
  return complete ? Head::Complete : Head::Incomplete;
}

void Gate::hear(PendingConnections::iterator pending) {
  const Head head = look_at(*pending);
  if (head == Head::Incomplete) return;
  if (head == Head::Complete) {
    epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, pending->socket.get(), nullptr);
    ready_.push_back(take(pending));
    eventfd_write(more_.get(), 1);
  } else {
    drop(pending);
  }
}

void Gate::drop_overdue() {
  std::uint64_t ignored = 0;
  (void)!read(timer_.get(), &ignored, sizeof ignored);
  const auto now = Clock::now();
  while (!pending_.empty() && pending_.front().until <= now) drop(pending_.begin());
}

void Gate::drop(PendingConnections::iterator pending) {
  take(pending);  // closing takes it out of epoll
}

Gate::PendingConnection Gate::take(PendingConnections::iterator pending) {
  by_socket_.erase(pending->socket.get());
  const auto count = count_by_subscriber_.find(pending->subscriber);
  if (--count->second == 0) count_by_subscriber_.erase(count);
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

}  // namespace parley::transport
