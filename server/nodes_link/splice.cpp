#include "splice.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <string_view>
#include <utility>

#include "parley/nodes_link/limits.h"

namespace parley::nodes_link {
namespace {

bool may_try_again() {
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

}  // namespace

Splice::Splice(base::UniqueFd client, base::UniqueFd peer, std::string to_client)
    : sockets_{std::move(client), std::move(peer)}, pending_{std::move(to_client), {}} {}

bool Splice::turn(Side ready, std::uint32_t epoll_events) {
  if ((epoll_events & EPOLLOUT) != 0 && !flush(ready)) return false;
  const bool gone = (epoll_events & (EPOLLHUP | EPOLLERR)) != 0;
  const bool may_read = !ended_[ready] && pending_[other(ready)].empty();
  if ((gone || (epoll_events & EPOLLIN) != 0) && may_read && !read(ready)) return false;
  if (gone && (ended_[ready] || !may_read)) return false;
  return !(ended_[Client] && ended_[Peer] && pending_[Client].empty() && pending_[Peer].empty());
}

std::uint32_t Splice::events(Side side) const {
  const bool reads = !ended_[side] && pending_[other(side)].empty();
  const bool writes = !pending_[side].empty();
  return (reads ? EPOLLIN : 0U) | (writes ? EPOLLOUT : 0U);
}

bool Splice::flush(Side to) {
  std::string& pending = pending_[to];
  if (pending.empty()) return true;
  const ssize_t sent = ::send(fd(to), pending.data(), pending.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0) return may_try_again();
  pending.erase(0, static_cast<std::size_t>(sent));
  if (!pending.empty()) return true;
  pending = {};  // gives the memory back
  if (ended_[other(to)]) ::shutdown(fd(to), SHUT_WR);
  return true;
}

bool Splice::read(Side from) {
  std::array<char, relay_bytes> buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init)
  const ssize_t count = ::recv(fd(from), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (count < 0) return may_try_again();
  const Side to = other(from);
  if (count == 0) {
    ended_[from] = true;
    ::shutdown(fd(to), SHUT_WR);
    return true;
  }
  std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
  const ssize_t sent = ::send(fd(to), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (sent < 0 && !may_try_again()) return false;
  if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
  pending_[to] = bytes;
  return true;
}

}  // namespace parley::nodes_link
