#include "sockets.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "parley/limits/limits.h"
#include "parley/limits/socket_options.h"

namespace parley::nodes_link {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Addresses numeric_address(const HostAndPort& address, int flags) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | flags;
  addrinfo* found = nullptr;
  const std::string port = std::to_string(address.port);
  if (::getaddrinfo(address.host.c_str(), port.c_str(), &hints, &found) != 0) found = nullptr;
  return {found, &::freeaddrinfo};
}

base::UniqueFd make_socket(const addrinfo& address) {
  return base::UniqueFd(::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

}  // namespace

base::UniqueFd listen_at(const HostAndPort& numeric) {
  const Addresses address = numeric_address(numeric, AI_PASSIVE);
  base::UniqueFd socket;
  if (address) socket = make_socket(*address);
  const int reuse = 1;
  if (socket) ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof reuse);
  if (!socket || ::bind(socket.get(), address->ai_addr, address->ai_addrlen) != 0 ||
      ::listen(socket.get(), SOMAXCONN) != 0) {
    throw std::runtime_error("--node-address: cannot listen on " + to_string(numeric) + ": " +
                             std::strerror(errno) + ".");
  }
  return socket;
}

base::UniqueFd connect_to(const HostAndPort& numeric) {
  const Addresses address = numeric_address(numeric, 0);
  if (!address) return {};
  base::UniqueFd socket = make_socket(*address);
  if (!socket) return {};
  limits::set_stream_options(socket.get(), limits::send_buffer_bytes);
  const int result = ::connect(socket.get(), address->ai_addr, address->ai_addrlen);
  return result == 0 || errno == EINPROGRESS ? std::move(socket) : base::UniqueFd();
}

bool is_connected(int fd) {
  int error = 0;
  socklen_t size = sizeof error;
  return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

}  // namespace parley::nodes_link
