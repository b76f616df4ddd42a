// WebSockets between the clients of a run and a server with the real hub in it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "parley/hub/hub.h"
#include "random.h"
#include "scheduler.h"

namespace parley::simulation {

struct SocketEvents {
  std::function<void()> opened;
  std::function<void(const std::string& text)> message;
  std::function<void()> closed;
};

/// Ids that depend on the run's seed alone.
class CountingIds : public hub::IdSource {
 public:
  std::string make(std::string_view prefix) override;

 private:
  std::uint64_t count_ = 0;
};

class SignalingNetwork {
 public:
  SignalingNetwork(Scheduler& scheduler, Random& random)
      : scheduler_(scheduler), random_(random), hub_(std::make_unique<hub::Hub>(ids_)) {}

  /// Opens a socket to the room; its number is what the other calls take. Messages take a random
  /// time and keep their order, as TCP has it.
  hub::ConnectionId open(const std::string& room, SocketEvents events);
  void send(hub::ConnectionId id, const std::string& text);
  /// The client closes: it hears nothing more, and the server learns of it later.
  void close(hub::ConnectionId id);
  /// The connection breaks: what is under way is lost, and both ends notice at different times.
  void cut(hub::ConnectionId id);

  /// While hostile, the server loses, doubles and reorders what it relays between participants, as
  /// one does that dies at the worst moments.
  void set_hostile(bool hostile) { hostile_ = hostile; }

  [[nodiscard]] std::size_t room_count() const { return hub_->room_count(); }

 private:
  struct Socket {
    SocketEvents events;
    bool client_open = true;
    bool broken = false;
    Time last_to_server{};
    Time last_to_client{};
  };

  // The moment a message sent now arrives, not before the one sent before it.
  Time arrival(Time& last);
  void perform(const hub::Deliveries& deliveries);
  void deliver(const hub::Delivery& delivery);
  void hand_to_client(hub::ConnectionId id, std::shared_ptr<const std::string> text, Time moment);
  void client_closed(hub::ConnectionId id, Time delay);

  Scheduler& scheduler_;
  Random& random_;
  CountingIds ids_;
  std::unique_ptr<hub::Hub> hub_;
  std::map<hub::ConnectionId, Socket> sockets_;
  hub::ConnectionId last_id_ = 0;
  bool hostile_ = false;
};

}  // namespace parley::simulation
