// Holds new connections back until their request is complete, and refuses what is not HTTP/1.1.
//
// CivetWeb uses a thread for each request from its first byte on. About fifty clients that begin a
// request and never finish it would keep it from serving anyone. So a connection waits here, where
// it costs a descriptor, until the head of its first request is complete, and the body too if it is
// short enough to be read. When too many are waiting, from one address or in total, the gate closes
// the one that has waited longest: an honest request arrives within a round trip.
//
// The gate replaces the listening socket. It puts an epoll descriptor in place of CivetWeb's
// listener; CivetWeb polls it, and calls accept() when it is readable. The gate then examines what
// has arrived, and returns a connection whose request is complete as if it had just been accepted.
// Since every connection carries one request (HttpServer), no request bypasses the gate.
#pragma once

#include <sys/socket.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/base/unique_fd.h"
#include "parley/http/counters.h"
#include "parley/http/request_head.h"
#include "parley/limits/client_address.h"
#include "parley/limits/limits.h"

namespace parley::accept {

class Gate {
 public:
  /// `listener` must be a listening TCP socket. Connections that have sent no request after
  /// `patience` are closed. Throws std::system_error.
  explicit Gate(int listener, std::chrono::milliseconds patience = limits::request_timeout);

  /// The next connection with a request, and its peer's address. If there is none, the descriptor
  /// is invalid and errno is EAGAIN. Called by one thread.
  base::UniqueFd next(sockaddr* address, socklen_t* length, http::HttpCounters* counters);

  /// Makes CivetWeb poll without pause, so that it notices at once that it has to stop.
  void wake();

  [[nodiscard]] int port() const { return port_; }

 private:
  using Clock = std::chrono::steady_clock;
  struct PendingConnection {
    base::UniqueFd socket;
    sockaddr_storage address{};
    socklen_t address_length = 0;
    limits::IpAddress peer;
    Clock::time_point until;
    http::HeadScanner head;
    bool begun = false;          ///< something has arrived
    bool told_to_go_on = false;  ///< has been sent 100 Continue
    bool refused = false;        ///< has been answered; what it still sends is discarded
  };
  using PendingConnections = std::list<PendingConnection>;

  enum class Progress : std::uint8_t { Incomplete, Complete, Gone };
  [[nodiscard]] Progress look_at(PendingConnection& pending, http::HttpCounters* counters);
  Progress refuse(PendingConnection& pending, int status, std::string_view reason,
                  http::HttpCounters* counters);
  void accept_arrivals(http::HttpCounters* counters);
  [[nodiscard]] bool accept_one(http::HttpCounters* counters);
  void make_place_for(const limits::IpAddress& peer, http::HttpCounters* counters);
  /// Reads what has arrived. `ends`: the client will send nothing more.
  void hear(PendingConnections::iterator pending, bool ends, http::HttpCounters* counters);
  void drop_overdue(http::HttpCounters* counters);
  void drop(PendingConnections::iterator pending);
  /// Removes it from the pending connections.
  PendingConnection take(PendingConnections::iterator pending);
  void watch(int fd, std::uint32_t events);

  base::UniqueFd listening_;
  base::UniqueFd epoll_;
  base::UniqueFd timer_;  // to check silent connections too
  base::UniqueFd more_;   // readable while a connection is ready
  base::UniqueFd stop_;   // readable once CivetWeb has to stop
  int port_ = 0;
  std::chrono::milliseconds patience_;
  PendingConnections pending_;  // in the order of arrival
  std::unordered_map<int, PendingConnections::iterator> by_socket_;
  std::unordered_map<limits::IpAddress, std::size_t, limits::IpAddressHash> count_by_peer_;
  std::deque<PendingConnection> ready_;
  std::vector<char> buffer_;
};

}  // namespace parley::accept
