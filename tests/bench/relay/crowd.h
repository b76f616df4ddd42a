// Many clients in rooms of a few, all of them in one thread.
#pragma once

#include <netinet/in.h>
#include <sys/epoll.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "dialect.h"
#include "histogram.h"
#include "parley/base/unique_fd.h"
#include "socket_client.h"

namespace parley::bench {

struct CrowdSettings {
  sockaddr_in target{};
  std::size_t clients = 1000;
  std::size_t room_size = 2;
  /// Messages of each client that may be on their way while the server is saturated.
  std::size_t window = 4;
  /// Handshakes at a time.
  std::size_t connecting_at_a_time = 100;
};

/// Nanoseconds of the monotonic clock.
std::int64_t now_ns();

class Crowd {
 public:
  /// `dialect` must outlive it.
  Crowd(const CrowdSettings& settings, Dialect& dialect);

  /// Brings in as many more clients, and waits until they are. False, with why(), where one of
  /// them is refused, or `patience` seconds pass without one more.
  bool enter(std::size_t count, double patience = 20);
  /// The clients end their connections.
  void leave();
  [[nodiscard]] const std::string& why() const { return why_; }
  [[nodiscard]] std::size_t size() const { return clients_.size(); }
  /// Clients that have lost their connections since.
  [[nodiscard]] std::size_t lost() const { return lost_; }

  /// Answers pings and reads what comes, for so long.
  void idle(double seconds);

  struct Flow {
    std::uint64_t sent = 0;       ///< messages
    std::uint64_t delivered = 0;  ///< to each of its recipients
    double seconds = 0;
  };
  /// Every client keeps `window` messages on their way.
  Flow saturate(double seconds);
  /// Waits for what is on its way, at most so long.
  void drain(double seconds);
  /// Sends that many messages a second, each when it is due, whatever becomes of those before.
  /// `latency` counts from when a message was due until it was read.
  Flow pace(double per_second, double seconds, Histogram& latency);
  /// The same without waiting for the last to arrive.
  Flow talk(double per_second, double seconds, Histogram& latency);

  /// One client goes — with a farewell, or as if its network broke — and another comes into its
  /// place.
  void replace(std::size_t index, bool with_farewell);

 private:
  struct Client {
    Client(const sockaddr_in& target, in_addr source, std::string request)
        : socket(target, source, std::move(request)) {}
    SocketClient socket;
    bool in = false;
    bool greeted = false;
    bool dirty = false;
    bool awaits_write = true;
    std::uint32_t received = 0;
    std::size_t on_their_way = 0;
  };

  [[nodiscard]] Place place_of(std::size_t index) const;
  void start_client(std::size_t index);
  void turn(std::int64_t timeout_ns);
  void handle(std::size_t index, std::uint32_t events);
  void got_text(std::size_t index, std::string_view text);
  void send_message(std::size_t index, std::int64_t due);
  void refill(std::size_t index);
  void confirm(std::size_t index);
  void confirm_in_turns();
  void mark_dirty(std::size_t index);
  void flush_dirty();
  void note_end(std::size_t index);

  CrowdSettings settings_;
  Dialect& dialect_;
  parley::base::UniqueFd epoll_;
  std::vector<std::unique_ptr<Client>> clients_;
  std::vector<std::size_t> dirty_;
  std::size_t in_ = 0;
  std::size_t lost_ = 0;
  std::string why_;
  bool saturating_ = false;
  std::size_t next_sender_ = 0;
  std::int64_t next_confirmation_ = 0;
  std::size_t next_confirmed_ = 0;
  std::uint64_t sent_ = 0;
  std::uint64_t delivered_ = 0;
  std::size_t on_their_way_ = 0;
  Histogram* latency_ = nullptr;
  std::int64_t latency_from_ = 0;  // messages due before do not count
  std::int64_t read_at_ = 0;
};

}  // namespace parley::bench
