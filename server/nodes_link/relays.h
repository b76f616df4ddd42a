// The clients of this node whose rooms are other nodes'.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "parley/base/instant.h"
#include "parley/nodes/action.h"
#include "parley/websocket/upgraded_socket.h"
#include "splice.h"

namespace parley::nodes_link {

using base::Instant;

class Relays {
 public:
  struct Events {
    /// The other node has taken the client.
    std::function<void(nodes::Ticket)> taken;
    /// It has not; here is the client again.
    std::function<void(nodes::Ticket, websocket::UpgradedSocket)> not_taken;
    /// It has the room, and no place for the client.
    std::function<void(nodes::Ticket, websocket::UpgradedSocket)> refused;
    /// A client that was taken is gone.
    std::function<void()> over;
  };

  /// Watches sockets in that epoll.
  Relays(int epoll, Events events) : epoll_(epoll), events_(std::move(events)) {}

  /// Connects to the other node and says that line.
  void begin(nodes::Ticket ticket, websocket::UpgradedSocket client, const std::string& address,
             std::string line, Instant now);

  void handle(std::uint64_t id, std::uint32_t epoll_events, Instant now);
  void expire(Instant now);
  [[nodiscard]] std::optional<Instant> deadline() const;

  /// How many clients have been taken and are not gone.
  [[nodiscard]] std::size_t count() const { return taken_; }
  void close_all();

 private:
  static constexpr std::uint64_t mark = std::uint64_t{1} << 62U;

  struct Relay {
    nodes::Ticket ticket = 0;
    websocket::UpgradedSocket client;
    base::UniqueFd peer;  // until it is taken
    std::string line;     // not sent yet
    std::string answer;   // as far as it has come
    std::optional<Splice> splice;
    std::array<std::uint32_t, 2> watched{};
    Instant until{};
    bool ending = false;
  };

  void hand_on(std::uint64_t number, Relay& relay, std::uint32_t epoll_events);
  void set_deadline(std::uint64_t number, Relay& relay, Instant until);
  void give_up(std::uint64_t number);
  void pass(std::uint64_t number, Relay& relay, Splice::Side side, std::uint32_t epoll_events,
            Instant now);
  void end(std::uint64_t number);
  void watch(std::uint64_t number, Relay& relay, Splice::Side side, int fd, std::uint32_t events,
             int operation);

  int epoll_;
  Events events_;
  std::unordered_map<std::uint64_t, Relay> relays_;
  std::multimap<Instant, std::uint64_t> deadlines_;
  std::uint64_t last_ = 0;
  std::size_t taken_ = 0;
};

}  // namespace parley::nodes_link
