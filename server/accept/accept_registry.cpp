#include "parley/accept/accept_registry.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "parley/base/unique_fd.h"
#include "parley/limits/limits.h"
#include "parley/limits/socket_options.h"

namespace parley::accept {
namespace {

std::string key_of(const Peer& peer) {
  std::string key(peer.address);
  key.append(" ").append(std::to_string(peer.port));
  key.append(" ").append(std::to_string(peer.server_port));
  return key;
}

int port_of(const sockaddr_storage& address) {
  // sockaddr_in and sockaddr_in6 have the port in the same place.
  return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

// As CivetWeb writes addresses: numeric, by getnameinfo().
std::optional<std::string> key_of_socket(int fd) {
  sockaddr_storage remote{};
  sockaddr_storage local{};
  socklen_t remote_length = sizeof remote;
  socklen_t local_length = sizeof local;
  std::array<char, NI_MAXHOST> name{};
  auto* remote_address = reinterpret_cast<sockaddr*>(&remote);
  if (getpeername(fd, remote_address, &remote_length) != 0 ||
      getsockname(fd, reinterpret_cast<sockaddr*>(&local), &local_length) != 0 ||
      getnameinfo(remote_address, remote_length, name.data(), name.size(), nullptr, 0,
                  NI_NUMERICHOST) != 0) {
    return std::nullopt;
  }
  return key_of({name.data(), port_of(remote), port_of(local)});
}

}  // namespace

AcceptRegistry& AcceptRegistry::instance() {
  static AcceptRegistry registry;
  return registry;
}

// CivetWeb's thread that accepts calls this, and no other one for the same listener.
int AcceptRegistry::accept(int listener, sockaddr* address, socklen_t* length) {
  http::HttpCounters* counters = nullptr;
  Gate& gate = gate_of(listener);
  {
    const std::lock_guard lock(mutex_);
    counters = counters_;
  }
  base::UniqueFd fd = gate.next(address, length, counters);
  if (!fd) return -1;
  const std::optional<std::string> key = key_of_socket(fd.get());
  const std::lock_guard lock(mutex_);
  const bool full = sockets_.size() >= limit_;
  // A port of a client's can be connected to two addresses of this machine, which CivetWeb does not
  // tell apart: the one socket must not be taken for the other.
  if (!key || full || !sockets_.emplace(*key, fd.get()).second) {
    if (full && counters_ != nullptr) ++counters_->refused_sockets;
    fd = base::UniqueFd();  // before errno is set, as closing may change it
    errno = ECONNABORTED;
    return -1;
  }
  limits::set_stream_options(fd.get(), limits::response_buffer_bytes);
  return fd.release();
}

Gate& AcceptRegistry::gate_of(int listener) {
  const std::lock_guard lock(mutex_);
  std::unique_ptr<Gate>& gate = gates_[listener];
  if (!gate) gate = std::make_unique<Gate>(listener);
  return *gate;
}

void AcceptRegistry::wake(int port) {
  const std::lock_guard lock(mutex_);
  for (const auto& [listener, gate] : gates_) {
    if (gate->port() == port) gate->wake();
  }
}

void AcceptRegistry::close_gate(int port) {
  const std::lock_guard lock(mutex_);
  std::erase_if(gates_, [port](const auto& entry) { return entry.second->port() == port; });
}

void AcceptRegistry::stop_reading(const Peer& peer) {
  const std::lock_guard lock(mutex_);
  const auto found = sockets_.find(key_of(peer));
  if (found == sockets_.end()) return;
  // What lies unread when the socket is closed has the kernel answer with a reset, which may
  // overtake the response. MSG_TRUNC: it is thrown away (tcp(7)).
  (void)recv(found->second, nullptr, limits::discarded_bytes, MSG_TRUNC | MSG_DONTWAIT);
  ::shutdown(found->second, SHUT_RD);
}

void AcceptRegistry::set_limit(std::size_t limit) {
  const std::lock_guard lock(mutex_);
  limit_ = limit;
}

void AcceptRegistry::count_in(http::HttpCounters* counters) {
  const std::lock_guard lock(mutex_);
  counters_ = counters;
}

std::optional<int> AcceptRegistry::take(const Peer& peer) {
  const std::lock_guard lock(mutex_);
  const auto found = sockets_.find(key_of(peer));
  if (found == sockets_.end()) return std::nullopt;
  const int fd = found->second;
  sockets_.erase(found);
  return fd;
}

std::size_t AcceptRegistry::size() const {
  const std::lock_guard lock(mutex_);
  return sockets_.size();
}

}  // namespace parley::accept
