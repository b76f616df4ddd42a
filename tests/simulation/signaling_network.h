// WebSockets between the clients of a run and a server with the real hub in it.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "entry_checker.h"
#include "media_links.h"
#include "parley/hub/hub.h"
#include "random.h"
#include "scheduler.h"
#include "stand_ins.h"

namespace parley::simulation {

struct SocketEvents {
  std::function<void()> opened;
  /// Each message that the server sends is an object of its own.
  std::function<void(const std::shared_ptr<const std::string>& text)> message;
  std::function<void()> closed;
  /// The server receives a message of the client's.
  std::function<void(const std::string& text)> heard = nullptr;
};

class SignalingNetwork {
 public:
  SignalingNetwork(Scheduler& scheduler, Random& random);

  /// Opens a socket of this client to the room; its number is what the other calls take. Messages
  /// take a random time and keep their order, as TCP has it.
  hub::ConnectionId open(std::uint32_t client, const std::string& room, SocketEvents events,
                         hub::Mode mode = hub::Mode::Parley1);
  void send(hub::ConnectionId id, const std::string& text);
  /// The client closes: it hears nothing more, and the server learns of it later. It takes that for
  /// a leaving unless another socket goes on with this one's work.
  void close(hub::ConnectionId id, bool resuming);
  /// The connection breaks: what is under way is lost, and both ends notice at different times.
  void cut(hub::ConnectionId id);
  /// The connection breaks and its client is never told, as when a router forgets it.
  void silence(hub::ConnectionId id);

  /// The server is killed: it forgets everything, every socket breaks, and for a while nobody
  /// answers.
  void restart_server(Time down);

  /// What becomes of messages that are relayed between participants.
  enum class Relaying : std::uint8_t {
    Faithful,
    Hostile,  // loses, doubles and reorders, as a server that dies at the worst moments
    // Now and then the server puts itself in between: it changes the fingerprint in a description,
    // and may take the seal off.
    Interposing,
  };
  void set_relaying(Relaying relaying) { relaying_ = relaying; }

  /// The server has been running for that long already, with nobody there.
  void have_run_for(Time age) {
    stop_server();
    start_server(age);
  }

  /// Nothing comes through any more.
  [[nodiscard]] bool is_broken(hub::ConnectionId id) const {
    const auto found = sockets_.find(id);
    return found == sockets_.end() || found->second.broken || !found->second.client_open;
  }

  /// Begins with another server, whose large rooms go through these SFUs.
  void use_sfu(Environment& environment, MediaPlant& plant) {
    environment_ = &environment;
    plant_ = &plant;
    have_run_for({});
  }

  /// From now on what goes in and out of the server is looked at.
  void be_checked_by(EntryChecker& checker) { checker_ = &checker; }

  /// How often the server was started: what it knows, it knows of its present run.
  [[nodiscard]] std::uint32_t server_run() const { return server_run_; }
  /// How much the server and its SFUs have said to each other; 0 where there are none.
  [[nodiscard]] std::uint64_t janus_text_count() const { return media_ ? media_->text_count() : 0; }
  /// Messages but for those that only say that somebody is still there.
  [[nodiscard]] std::uint64_t said_count() const { return said_count_; }
  /// Messages sent so far, in both directions.
  [[nodiscard]] std::uint64_t message_count() const { return message_count_; }

 private:
  struct Socket {
    SocketEvents events;
    std::uint32_t client = 0;
    bool client_open = true;
    bool broken = false;
    bool known_to_server = false;
    Time last_to_server{};
    Time last_to_client{};
  };

  // The moment a message sent now arrives, not before the one sent before it.
  Time arrival(Time& last);
  void start_server(Time age = {});
  [[nodiscard]] hub::Instant server_time() const { return scheduler_.now() - server_started_; }
  void perform(const hub::Deliveries& deliveries);
  void stop_server();
  [[nodiscard]] MediaLinks::Events media_events();
  void exchange_with_sfu();
  void server_lost(hub::ConnectionId id);
  void server_left(hub::ConnectionId id);
  void schedule_expiry();
  void deliver(const hub::Delivery& delivery);
  [[nodiscard]] std::string interpose(std::string text);
  // True where the message needs no more care.
  bool mistreat(const hub::Delivery& delivery);
  void hand_to_client(hub::ConnectionId id, std::shared_ptr<const std::string> text, Time moment);
  void break_off(hub::ConnectionId id);
  void client_closed(hub::ConnectionId id, Time delay);
  void notice(hub::ConnectionId id);
  [[nodiscard]] Source source(Source::Kind kind, hub::ConnectionId id) {
    return {kind, sockets_[id].client, id};
  }

  Scheduler& scheduler_;
  Random& random_;
  hub::CountingIds ids_;
  hub::PlainSigner signer_;
  // Null where no room goes through an SFU.
  Environment* environment_ = nullptr;
  MediaPlant* plant_ = nullptr;
  std::unique_ptr<MediaLinks> media_;
  bool exchanging_ = false;
  std::unique_ptr<hub::Hub> hub_;  // null while the server is down
  EntryChecker* checker_ = nullptr;
  Time server_started_{};
  std::uint32_t server_run_ = 0;
  std::map<hub::ConnectionId, Socket> sockets_;
  // How many sockets each client has opened.
  std::map<std::uint32_t, hub::ConnectionId> socket_counts_;
  std::optional<hub::Instant> expiry_;  // for which a task is scheduled
  std::uint64_t message_count_ = 0;
  std::uint64_t said_count_ = 0;
  Relaying relaying_ = Relaying::Faithful;
  bool has_guests_ = false;
};

}  // namespace parley::simulation
