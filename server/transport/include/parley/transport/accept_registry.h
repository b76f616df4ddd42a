// The sockets that CivetWeb has accepted, by who is at their other end.
//
// CivetWeb hides the descriptors of its connections. Its library calls accept(), though, and the
// linker binds that call to the executable's own accept() if there is one. There is:
// server/accept.cpp passes it on to here, where each descriptor is noted until its connection
// becomes a WebSocket or ends. This is also the place to refuse connections: before CivetWeb sees
// them.
#pragma once

#include <sys/socket.h>

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace parley::transport {

/// Both ends of a TCP connection, without the server's own address.
struct Peer {
  std::string_view address;  ///< numeric
  int port = 0;
  int server_port = 0;
};

class AcceptRegistry {
 public:
  /// The only one: there is one accept() in a process.
  static AcceptRegistry& instance();

  /// accept(2), and notes the socket. Fails with ECONNABORTED over the limit. Pauses when the
  /// process has no descriptors left: CivetWeb would call again at once, for ever.
  int accept(int listener, sockaddr* address, socklen_t* length);

  /// Sockets noted at a time.
  void set_limit(std::size_t limit);

  /// Takes the socket of that connection off the registry.
  std::optional<int> take(const Peer& peer);
  /// Likewise for a connection that has ended.
  void forget(const Peer& peer) { take(peer); }

  [[nodiscard]] std::size_t size() const;

 private:
  AcceptRegistry() = default;

  mutable std::mutex mutex_;
  std::unordered_map<std::string, int> sockets_;
  std::size_t limit_ = 1024;
};

}  // namespace parley::transport
