// Stands at the server's door, and sees to it that nobody comes in, hears or changes anything whom
// PROTOCOL.md ("Hosts") does not let. It knows what goes into the server and what comes out, and no
// more; there are no guests and no tokens.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "delivery_watch.h"
#include "host_watch.h"
#include "meeting_watch.h"
#include "parley/hub/delivery.h"
#include "parley/protocol/message.h"
#include "scheduler.h"

namespace parley::simulation {

class EntryChecker {
 public:
  /// What is not as it should be is added to `errors`, in words.
  EntryChecker(const Scheduler& scheduler, std::vector<std::string>& errors)
      : scheduler_(scheduler), errors_(errors) {}

  /// The server begins anew, and knows nothing but what clients bring back.
  void server_started();
  void connected(hub::ConnectionId id, const std::string& room);
  /// Before the server hears it.
  void heard(hub::ConnectionId id, std::string_view text);
  void delivered(const hub::Delivery& delivery);
  /// All has been told that follows from what was heard.
  void call_over();
  /// The server has lost the connection.
  void lost(hub::ConnectionId id);
  /// The client has closed it on purpose.
  void left(hub::ConnectionId id);

 private:
  enum class Place : std::uint8_t { Outside, Preview, WaitingRoom, Room };
  struct Room {
    protocol::RoomState state = {};
    std::string password = {};
    std::set<std::string> members = {};
    /// Whom nobody has to let in any more, even if it comes only later.
    std::set<std::string> admitted = {};
    std::set<std::string> removed = {};
    /// Who has left on purpose while not everyone could come in.
    std::set<std::string> left_closed = {};
    /// Whose meeting a host has ended.
    std::set<std::string> ended = {};
    /// Ever, whatever has become of them: nothing of that outlives the server.
    std::set<std::string> welcomed = {};
    /// Those of them whom an earlier run of the server has welcomed, and removed.
    std::set<std::string> may_be_restored = {};
    std::set<std::string> removed_before = {};
    struct Kept {
      protocol::RoomState state = {};
      std::string password = {};
    };
    /// What was set, by what clients bring back of it (RoomState::keep).
    std::map<std::string, Kept> kept = {};
    bool restored = false;
    HostWatch hosts = {};
    MeetingWatch meeting = {};
  };
  struct Connection {
    hub::ConnectionId id = 0;
    Room* room = nullptr;
    Place place = Place::Outside;
    std::string participant = {};
    std::string password = {};
    std::string keep = {};
    std::string resume = {};
    /// Of one who waits: it has said that it knows, and a host has let it in.
    bool knows_that_it_waits = false;
    bool admitted = false;
  };

  void heard_host(Room& room, std::string_view text);
  void heard_order(Room& room, const protocol::HostOrder& order);
  void look_at_waiting(const Room& room);
  void send_away(const Room& room, Place place, const std::string& participant);

  void delivered(Connection& connection, const protocol::Lobby& message);
  void delivered(Connection& connection, const protocol::Waiting& message);
  void delivered(Connection& connection, const protocol::Welcome& message);
  void delivered(Connection& connection, const protocol::RoomChanged& message);
  void delivered(Connection& connection, const protocol::Error& message);
  void delivered(Connection& connection, const protocol::UserLeave& message);
  template <class Other>
  void delivered(Connection& /*connection*/, const Other& /*message*/) {}
  static void note_left(Connection& connection);
  void look_at_restored(Room& room, const Connection& connection, const protocol::Welcome& message);
  void look_at_newcomer(Connection& connection, const protocol::Welcome& message);
  static void keep(Room& room, const protocol::RoomState& state);
  void learn(Room& room, const protocol::RoomState& state);
  void look_at_hosts(Room& room, const protocol::RoomState& state);
  void raise(const std::string& error) { errors_.push_back("the server " + error); }

  const Scheduler& scheduler_;
  std::vector<std::string>& errors_;
  std::map<std::string, Room> rooms_;
  std::map<hub::ConnectionId, Connection> connections_;
  DeliveryWatch deliveries_;
  // Of this call: where what is set may change, and does so by a host; where some may come in who
  // wait; who has to go; and who has had a WELCOME, behind which comes what it has missed.
  const Room* set_anew_ = nullptr;
  bool set_by_host_ = false;
  const Room* waited_for_ = nullptr;
  std::set<hub::ConnectionId> sent_away_;
  std::set<hub::ConnectionId> welcomed_;
  const std::string* last_told_ = nullptr;
};

}  // namespace parley::simulation
