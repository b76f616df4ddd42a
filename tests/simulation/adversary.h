// A participant who keeps to no rule: what a stranger with a script can do who knows a room's name.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "parley/protocol/message.h"
#include "peer_connection.h"
#include "random.h"
#include "signaling_network.h"

namespace parley::simulation {

/// Enters under several names at once, replays and forges claims and messages, orders what only
/// hosts may, and floods. It never knows a password and never stays host. What it does depends on
/// its own random numbers only, so that it does not change those of the run that it joins.
class Adversary {
 public:
  Adversary(Environment& environment, SignalingNetwork& network, Random random,
            std::uint32_t number, std::vector<std::string> rooms)
      : environment_(environment),
        network_(network),
        random_(random),
        number_(number),
        rooms_(std::move(rooms)) {}

  /// Does one thing, chosen by chance.
  void act();
  /// Holds a meeting of its own, which ends at once.
  void meet_alone();
  /// Comes with the claim of that meeting, wherever it is by then.
  void come_back_from_alone();
  /// Closes all its sockets and opens none again.
  void go();

 private:
  // One socket, and who it is there.
  struct Identity {
    hub::ConnectionId socket = 0;
    std::string room;
    std::string id;
    bool open = true;
    bool in = false;
  };

  void open_socket(const std::string& room, std::function<void(const Identity&)> opened);
  void enter();
  void say_hello(const Identity& one);
  void leave(Identity& one);
  void close(Identity& one);
  void speak(Identity& one);
  void replay(const Identity& one);
  void negotiate_out_of_the_blue(const Identity& one);
  void candidate_out_of_the_blue(const Identity& one);
  void publish(const Identity& one);
  void prefer(const Identity& one);
  void give_order(const Identity& one);
  void talk_nonsense(const Identity& one);
  void flood(const Identity& one);

  void hear(Identity& one, const std::string& text);
  void learn(const Identity& one, const std::vector<protocol::Participant>& participants);
  void learn_claim(const std::string& claim);
  void look_at_hosts(Identity& one, const protocol::RoomState& state);
  // One per message that it learns something from.
  void heard(Identity& one, const protocol::Lobby& message);
  void heard(Identity& one, const protocol::Welcome& message);
  void heard(Identity& one, const protocol::Waiting& message);
  void heard(Identity& one, const protocol::RoomChanged& message);
  void heard(Identity& one, const protocol::Pong& message);
  void heard(Identity& one, const protocol::UserJoin& message);
  void heard(Identity& one, const protocol::Publications& message);
  void heard(Identity& one, const protocol::Description& message);
  void heard(Identity& one, const protocol::Candidate& message);
  template <class Other>
  void heard(Identity& /*one*/, const Other& /*message*/) {}

  template <class Message>
  void send(const Identity& one, const Message& message) {
    network_.send(one.socket, encode(message));
  }
  [[nodiscard]] std::string some_claim();
  [[nodiscard]] std::string some_participant();
  [[nodiscard]] std::vector<protocol::TrackPublication> some_tracks();
  [[nodiscard]] std::uint32_t some_epoch();
  [[nodiscard]] protocol::Description some_description();
  [[nodiscard]] protocol::Candidate some_candidate();
  // Empty where there is nothing to choose from.
  template <class Item>
  [[nodiscard]] Item one_of(const std::vector<Item>& items) {
    return items.empty() ? Item{} : items[random_.below(static_cast<std::uint32_t>(items.size()))];
  }
  template <class Item>
  void remember(std::vector<Item>& items, const Item& item);

  Environment& environment_;
  SignalingNetwork& network_;
  Random random_;
  std::uint32_t number_;
  std::vector<std::string> rooms_;
  bool gone_ = false;
  std::size_t entries_ = 0;
  std::vector<std::shared_ptr<Identity>> identities_;
  // Whatever it was ever told, also in earlier meetings and by earlier runs of the server.
  std::string claim_of_alone_;
  std::vector<std::string> claims_;
  std::vector<std::string> keeps_;
  std::vector<std::string> participants_;
  std::vector<protocol::TrackPublication> tracks_;
  std::vector<protocol::Description> descriptions_;
  std::vector<protocol::Candidate> candidates_;
};

}  // namespace parley::simulation
