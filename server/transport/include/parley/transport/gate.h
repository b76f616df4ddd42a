// Holds new connections back until their request is there, and refuses what is no HTTP/1.1.
//
// CivetWeb has a thread for each request, from its first byte on: some fifty clients that begin a
// request and never end it would keep it from serving anyone. So a connection waits here, where it
// costs a descriptor, until the head of its first request is complete, and with it a body that is
// short enough to be read. When there are too many, of one address or of all, the one that has
// waited longest goes: an honest request is there within a round trip.
//
// The gate takes the listening socket's place. It puts an epoll descriptor where CivetWeb's was:
// CivetWeb polls that, and calls accept() when it is readable. What came then is looked at, and a
// connection whose request is complete is handed out as if it had just been accepted. As every
// connection is for one request (HttpServer), no request passes it by.
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

#include "parley/transport/client_address.h"
#include "parley/transport/limits.h"
#include "parley/transport/request_head.h"
#include "parley/transport/telemetry.h"
#include "parley/transport/unique_fd.h"

namespace parley::transport {

class Gate {
 public:
  /// `listener` must be a listening TCP socket; who has sent no request after `patience` goes.
  /// Throws std::system_error.
  explicit Gate(int listener, std::chrono::milliseconds patience = limits::request_timeout);

  /// The next connection with a request, and its peer's address. Without one a descriptor that does
  /// not count: errno is EAGAIN then. Called by one thread.
  UniqueFd next(sockaddr* address, socklen_t* length, HttpCounters* counters);

  /// Makes CivetWeb look again and again, so that it notices at once that it is to stop.
  void wake();

  [[nodiscard]] int port() const { return port_; }

 private:
  using Clock = std::chrono::steady_clock;
  struct PendingConnection {
    UniqueFd socket;
    sockaddr_storage address{};
    socklen_t address_length = 0;
    IpAddress subscriber;
    Clock::time_point until;
    bool begun = false;          ///< something has come
    bool told_to_go_on = false;  ///< has been sent 100 Continue
    bool refused = false;        ///< has been answered; what it still sends is thrown away
  };
  using PendingConnections = std::list<PendingConnection>;

  enum class Progress : std::uint8_t { Incomplete, Complete, Gone };
  [[nodiscard]] Progress look_at(PendingConnection& pending, HttpCounters* counters);
  Progress refuse(PendingConnection& pending, int status, std::string_view reason,
                  HttpCounters* counters);
  void accept_arrivals(HttpCounters* counters);
  [[nodiscard]] bool accept_one(HttpCounters* counters);
  void make_place_for(const IpAddress& subscriber, HttpCounters* counters);
  /// `ends`: the client sends no more.
  void hear(PendingConnections::iterator pending, bool ends, HttpCounters* counters);
  void drop_overdue(HttpCounters* counters);
  void drop(PendingConnections::iterator pending);
  /// It does not wait any more.
  PendingConnection take(PendingConnections::iterator pending);
  void watch(int fd, std::uint32_t events);

  UniqueFd listening_;
  UniqueFd epoll_;
  UniqueFd timer_;  // so that those who say nothing are looked at too
  UniqueFd more_;   // readable while someone is ready
  UniqueFd stop_;   // readable once it is to stop
  int port_ = 0;
  std::chrono::milliseconds patience_;
  PendingConnections pending_;  // in the order of their coming
  std::unordered_map<int, PendingConnections::iterator> by_socket_;
  std::unordered_map<IpAddress, std::size_t, IpAddressHash> count_by_subscriber_;
  std::deque<PendingConnection> ready_;
  std::vector<char> buffer_;
};

}  // namespace parley::transport
