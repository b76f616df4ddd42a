// The sockets that CivetWeb has accepted, by their peers.
//
// CivetWeb hides the descriptors of its connections. But its library calls accept(), and the linker
// binds that call to the executable's own accept() if there is one. server/accept.cpp defines it
// and forwards it to this registry, which keeps each descriptor until its connection becomes a
// WebSocket or ends. The registry can also refuse connections before CivetWeb sees them.
#pragma once

#include <sys/socket.h>

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "parley/accept/gate.h"
#include "parley/http/counters.h"

namespace parley::accept {

/// The two ends of a TCP connection, without the server's own address.
struct Peer {
  std::string_view address;  ///< numeric
  int port = 0;
  int server_port = 0;
};

class AcceptRegistry {
 public:
  /// The only instance, because a process has one accept().
  static AcceptRegistry& instance();

  /// accept(2) for a connection whose request is complete (gate.h); notes the socket. Fails with
  /// EAGAIN if there is none, and with ECONNABORTED over the limit. The first call, which the
  /// server's self-test causes, replaces the listener with the gate's descriptor.
  int accept(int listener, sockaddr* address, socklen_t* length);

  /// The server on that port is about to stop: makes its accepting thread notice at once.
  void wake(int port);
  /// The server on that port has stopped.
  void close_gate(int port);

  /// Stops reading from that connection, so that nobody waits for the rest of a request's body.
  void stop_reading(const Peer& peer);

  /// How many sockets may be noted at a time.
  void set_limit(std::size_t limit);

  /// Where to count refused connections; null for nowhere.
  void count_in(http::HttpCounters* counters);

  /// Removes the socket of that connection from the registry and returns it.
  std::optional<int> take(const Peer& peer);
  /// Removes a connection that has ended.
  void forget(const Peer& peer) { take(peer); }

  [[nodiscard]] std::size_t size() const;

 private:
  AcceptRegistry() = default;

  mutable std::mutex mutex_;
  Gate& gate_of(int listener);

  std::unordered_map<std::string, int> sockets_;
  std::unordered_map<int, std::unique_ptr<Gate>> gates_;  // by their listeners' descriptors
  std::size_t limit_ = 1024;
  http::HttpCounters* counters_ = nullptr;
};

}  // namespace parley::accept
