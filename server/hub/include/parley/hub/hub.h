// Rooms and who hears what in them. PROTOCOL.md specifies all of it.
//
// The hub performs no I/O and reads no clock. Connections, texts and the time go in, deliveries
// come out, and one call is handled to its end before the next. A connection is in one of two
// states:
//
//   waiting   a parley.1 client that has not said HELLO; in no room, and dropped after 2 s
//   member    in its room: a guest from the start, a parley.1 client from its HELLO
//
// After the hub has delivered a close it has forgotten the connection, and ignores what else comes
// from it. One hub is used by one thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parley/hub/delivery.h"
#include "parley/hub/id_source.h"
#include "parley/protocol/envelope.h"
#include "parley/protocol/message.h"

namespace parley::hub {

class Room;
struct Member;

/// Time since a start that the caller chooses; never runs backwards.
using Instant = std::chrono::milliseconds;

/// How a client speaks, by the WebSocket subprotocol it asked for.
enum class Mode : std::uint8_t { Seed, Parley1 };

/// How long a parley.1 client may take to say HELLO.
inline constexpr Instant hello_timeout{2000};

class Hub {
 public:
  /// `ids` must outlive the hub. `ice_servers` go into every WELCOME.
  explicit Hub(IdSource& ids, std::vector<protocol::IceServer> ice_servers = {});
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;
  ~Hub();

  // Each call answers with what is to be sent and closed, valid until the next call.

  /// A connection to a room, by its decoded and checked name (protocol::check_room_name).
  const Deliveries& connect(ConnectionId id, std::string_view room_name, Mode mode, Instant now);
  /// A text message of well-formed UTF-8, at most protocol::limits::message_bytes long.
  const Deliveries& receive(ConnectionId id, std::string_view text, Instant now);
  /// The connection is gone.
  const Deliveries& disconnect(ConnectionId id, Instant now);
  /// Drops those that have not said HELLO in time.
  const Deliveries& expire(Instant now);

  /// When to call expire() next, if ever.
  [[nodiscard]] std::optional<Instant> deadline();

  [[nodiscard]] std::size_t room_count() const { return rooms_.size(); }

 private:
  struct Connection {
    Mode mode = Mode::Seed;
    std::string room_name;     // while it waits
    Room* room = nullptr;      // null while it waits
    Member* member = nullptr;  // likewise
  };
  struct Waiting {
    ConnectionId id = 0;
    Instant until{};
  };

  void got_first_message(ConnectionId id, Connection& connection, std::string_view text,
                         const protocol::Envelope& envelope);
  void got_hello(ConnectionId id, Connection& connection, std::string_view text);
  void got_publications(ConnectionId id, const Connection& connection, std::string_view text);
  void got_bye(ConnectionId id);
  void relay(ConnectionId id, const Connection& connection, std::string_view text,
             const protocol::Envelope& envelope);

  /// The room it may enter, made where need be; null, and the connection refused, where it is full.
  Room* enter(ConnectionId id, const std::string& room_name);
  /// Removes the connection and tells its room.
  void forget(ConnectionId id);
  /// Sends an ERROR, and where that error ends the connection closes and forgets it.
  void refuse(ConnectionId id, const protocol::Error& error);

  void send(ConnectionId id, std::string text);
  enum class Audience : std::uint8_t { Everyone, Parley1Only };
  void send_to_others(const Connection& connection, Audience audience, std::string text);
  void close(ConnectionId id, std::uint16_t code, std::string_view reason);

  IdSource& ids_;
  std::vector<protocol::IceServer> ice_servers_;
  std::unordered_map<ConnectionId, Connection> connections_;
  std::unordered_map<std::string, std::unique_ptr<Room>> rooms_;
  std::deque<Waiting> waiting_;  // in the order of `until`, as every client gets the same time
  Deliveries deliveries_;
};

}  // namespace parley::hub
