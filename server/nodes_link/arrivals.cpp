#include "arrivals.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "parley/base/wall_clock.h"
#include "parley/limits/limits.h"
#include "parley/limits/socket_options.h"
#include "parley/nodes_link/limits.h"
#include "sockets.h"

namespace parley::nodes_link {
namespace {

void say(int fd, std::string_view text) {
  (void)::send(fd, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace

Arrivals::Arrivals(const HostAndPort& address, int epoll, const base::Signer& signer, Take take)
    : epoll_(epoll), listener_(listen_at(address)), reader_(signer), take_(std::move(take)) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = listener_id;
  epoll_ctl(epoll_, EPOLL_CTL_ADD, listener_.get(), &event);
}

void Arrivals::handle(std::uint64_t id, Instant now) {
  if (id == listener_id) {
    accept_all(now);
    return;
  }
  const auto found = arriving_.find(id);
  if (found == arriving_.end()) return;
  if (read(found->second)) return;
  arriving_.erase(found);
}

// Who has waited longest gives its place up.
void Arrivals::accept_all(Instant now) {
  constexpr int most_at_once = 64;
  for (int i = 0; i < most_at_once; ++i) {
    base::UniqueFd socket(
        ::accept4(listener_.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!socket) {
      if (errno == EMFILE || errno == ENFILE) spare_descriptors(now);
      return;
    }
    limits::set_stream_options(socket.get(), limits::send_buffer_bytes);
    if (arriving_.size() >= arriving_sockets) arriving_.erase(arriving_.begin());
    const std::uint64_t id = mark | ++last_;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = id;
    epoll_ctl(epoll_, EPOLL_CTL_ADD, socket.get(), &event);
    arriving_.emplace(id, Arriving{std::move(socket), {}, now + arriving_timeout});
  }
}

// The listener would wake this thread at once, for ever.
void Arrivals::spare_descriptors(Instant now) {
  if (!arriving_.empty()) {
    arriving_.erase(arriving_.begin());
  } else {
    listens_again_at_ = now + limits::descriptor_pause;
    watch_listener(0);
  }
}

void Arrivals::watch_listener(std::uint32_t events) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = listener_id;
  epoll_ctl(epoll_, EPOLL_CTL_MOD, listener_.get(), &event);
}

// False if it is over, one way or the other.
bool Arrivals::read(Arriving& arriving) {
  std::array<char, nodes::greeting_bytes> bytes{};
  const std::size_t room = nodes::greeting_bytes - arriving.line.size();
  const ssize_t count = ::recv(arriving.socket.get(), bytes.data(), room, MSG_DONTWAIT);
  if (count < 0) return errno == EAGAIN || errno == EINTR;
  if (count == 0) return false;
  arriving.line.append(bytes.data(), static_cast<std::size_t>(count));
  const std::size_t end = arriving.line.find('\n');
  if (end == std::string::npos) return arriving.line.size() < nodes::greeting_bytes;
  // A node says nothing more before it has the answer.
  if (end + 1 == arriving.line.size()) {
    arriving.line.pop_back();
    answer(arriving);
  }
  return false;
}

void Arrivals::answer(Arriving& arriving) {
  const auto greeting = reader_.read(arriving.line, base::seconds_since_1970());
  if (!greeting) {
    say(arriving.socket.get(), nodes::greeting_refused);
    return;
  }
  const int fd = arriving.socket.get();
  epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);
  const std::string_view refusal = take_(*greeting, arriving.socket);
  if (!refusal.empty()) say(arriving.socket.get(), refusal);
}

void Arrivals::expire(Instant now) {
  if (listens_again_at_ && *listens_again_at_ <= now) {
    listens_again_at_.reset();
    watch_listener(EPOLLIN);
  }
  while (!arriving_.empty() && arriving_.begin()->second.until <= now) {
    arriving_.erase(arriving_.begin());
  }
}

std::optional<Instant> Arrivals::deadline() const {
  std::optional<Instant> next = listens_again_at_;
  if (!arriving_.empty()) {
    next = std::min(next.value_or(Instant::max()), arriving_.begin()->second.until);
  }
  return next;
}

}  // namespace parley::nodes_link
