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
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "parley/transport/gate.h"
#include "parley/transport/telemetry.h"

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

  /// accept(2) for a connection whose request is there (gate.h), and notes the socket. Fails with
  /// EAGAIN where there is none, with ECONNABORTED over the limit. The listener is replaced by the
  /// gate's descriptor in the first call, which the server's self-test brings about.
  int accept(int listener, sockaddr* address, socklen_t* length);

  /// The server of that port is about to stop: its thread that accepts is to notice at once.
  void wake(int port);
  /// It has stopped.
  void close_gate(int port);

  /// That connection is not read from any more: what is left of a request's body is not waited for.
  void stop_reading(const Peer& peer);

  /// Sockets noted at a time.
  void set_limit(std::size_t limit);

  /// Where to count what is refused; null for nowhere.
  void count_in(HttpCounters* counters);

  /// Takes the socket of that connection off the registry.
  std::optional<int> take(const Peer& peer);
  /// Likewise for a connection that has ended.
  void forget(const Peer& peer) { take(peer); }

  [[nodiscard]] std::size_t size() const;

 private:
  AcceptRegistry() = default;

  mutable std::mutex mutex_;
  Gate& gate_of(int listener);

  std::unordered_map<std::string, int> sockets_;
  std::unordered_map<int, std::unique_ptr<Gate>> gates_;  // by their listeners' descriptors
  std::size_t limit_ = 1024;
  HttpCounters* counters_ = nullptr;
};

}  // namespace parley::transport
